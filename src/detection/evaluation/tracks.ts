import type { Sample } from "./samples";

/** A sample with track ids replaced by whole numbers from 0, as the tracking measures index them. */
type TrackedSample = {
  frame: number;
  truth: number[];
  detections: number[];
  /** truth × detections. */
  overlap: Float64Array;
};

export type TrackedSamples = {
  samples: TrackedSample[];
  /** Frames at which each truth track appears. */
  truthLengths: number[];
  detectionLengths: number[];
};

/**
 * Numbers the tracks of one class. A tracker that reports the same id twice in a frame has repeated itself: the second report becomes a
 * separate track that overlaps nothing, so every measure counts it as a false positive. Truth that uses an id twice in a frame contains
 * two objects there: the second becomes a separate track too, otherwise one report could be right twice and IDF1 could exceed 1.
 */
export function numberTracks(samples: readonly Sample[]): TrackedSamples {
  const truthTracks = new Numbering();
  const detectionTracks = new Numbering();
  const numbered = samples.map(({ frame, truth, detections, overlap }) => {
    const repeated = repeats(detections, [null]);
    const repeatedTruth = repeats(truth);
    return {
      frame,
      overlap: overlap.map((value, place) => (repeated[place % detections.length] ? 0 : value)),
      truth: truth.map(({ track_id: id }, row) => truthTracks.number(repeatedTruth[row] ? `repeated ${frame} ${row}` : String(id))),
      detections: detections.map(({ track_id: id, index }, column) =>
        detectionTracks.number(repeated[column] ? `repeated ${index}` : String(id)),
      ),
    };
  });
  return { samples: numbered, truthLengths: truthTracks.lengths, detectionLengths: detectionTracks.lengths };
}

/** Which records have an id that an earlier one has, or one of those given. */
function repeats(records: readonly { track_id: number | null }[], given: readonly null[] = []): boolean[] {
  const seen = new Set<number | null>(given);
  return records.map(({ track_id: id }) => {
    const known = seen.has(id);
    seen.add(id);
    return known;
  });
}

class Numbering {
  readonly lengths: number[] = [];
  private readonly numbers = new Map<string, number>();

  number(key: string): number {
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.lengths.push(0) - 1;
      this.numbers.set(key, number);
    }
    this.lengths[number] = (this.lengths[number] ?? 0) + 1;
    return number;
  }
}

/** Sums for pairs of a truth track and a detection track; pairs that never meet take no memory. */
export class PairSums {
  private readonly sums = new Map<number, number>();
  constructor(private readonly detectionTracks: number) {}

  add(truthTrack: number, detectionTrack: number, amount: number): void {
    const key = truthTrack * this.detectionTracks + detectionTrack;
    this.sums.set(key, (this.sums.get(key) ?? 0) + amount);
  }

  get(truthTrack: number, detectionTrack: number): number {
    return this.sums.get(truthTrack * this.detectionTracks + detectionTrack) ?? 0;
  }

  *entries(): Generator<[truthTrack: number, detectionTrack: number, sum: number]> {
    for (const [key, sum] of this.sums) yield [Math.floor(key / this.detectionTracks), key % this.detectionTracks, sum];
  }
}
