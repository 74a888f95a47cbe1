/**
 * The ids a tracker gives out: small and one after the other, as evaluators keep tables of the largest. Objects are first
 * reported under their own track ids; new ids begin above the largest of those.
 */
export class TrackIds {
  private latest: number;

  constructor(largestTrackId: number) {
    this.latest = largestTrackId;
  }

  next(): number {
    return ++this.latest;
  }
}
