/**
 * The ids a tracker assigns: small and consecutive, since evaluators keep tables up to the largest. Objects are first reported under
 * their own track ids; new ids start above the largest of those.
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
