import { bestAssignment } from "./assignment";
import { NOTHING_MATCHED, ratio, type MatchSums } from "./ratios";
import type { TrackedSamples } from "./tracks";

/** Sums of the CLEAR MOT measures; those of several classes can be added. */
export type ClearSums = MatchSums & {
  overlapSum: number;
  idSwitches: number;
  fragmentations: number;
  mostlyTracked: number;
  partlyTracked: number;
  mostlyLost: number;
};

/** Ratios derived from the sums. */
export type ClearScores = { mota: number; motp: number };

/**
 * CLEAR MOT (Bernardin and Stiefelhagen 2008) as TrackEval's `clear.py` computes it: in each frame the assignment keeps the pairs of the
 * previous frame that still overlap by `threshold`, then maximises the summed overlap. An id switch is a truth track found under an id
 * other than the last one that found it.
 *
 * Fragmentations differ from TrackEval's in two cases: an interruption is any frame in which the truth is present and not found, whether
 * or not the frame contains other detections; and a truth that leaves and returns is not interrupted by that.
 */
export function clearSums({ samples, truthLengths }: TrackedSamples, threshold: number): ClearSums {
  const sums: ClearSums = { ...NOTHING_CLEAR };
  const lastId = new Map<number, number>();
  const found = new Map<number, number>();
  /** Truth tracks that were found before and not at their latest appearance. */
  const interrupted = new Set<number>();
  let inFrameBefore = new Map<number, number>();

  for (const { truth, detections, overlap } of samples) {
    const scores = overlap.map((value, place) => {
      if (value <= 0 || value < threshold - Number.EPSILON) return 0;
      const row = Math.floor(place / detections.length);
      const kept = inFrameBefore.get(truth[row] ?? -1) === detections[place % detections.length];
      return value + (kept ? 1000 : 0);
    });
    const columnOf = bestAssignment(scores, truth.length, detections.length);
    const pairs = new Map<number, number>();
    truth.forEach((track, row) => {
      const column = columnOf[row] ?? -1;
      const detection = detections[column];
      const place = row * detections.length + column;
      if (detection === undefined || (scores[place] ?? 0) <= 0) {
        sums.falseNegatives++;
        if (lastId.has(track)) interrupted.add(track);
        return;
      }
      sums.truePositives++;
      sums.overlapSum += overlap[place] ?? 0;
      const last = lastId.get(track);
      if (last !== undefined && last !== detection) sums.idSwitches++;
      if (interrupted.delete(track)) sums.fragmentations++;
      lastId.set(track, detection);
      pairs.set(track, detection);
      found.set(track, (found.get(track) ?? 0) + 1);
    });
    sums.falsePositives += detections.length - pairs.size;
    // As in TrackEval, a frame without truth or without detections leaves the pairs to be kept as they were.
    if (truth.length > 0 && detections.length > 0) inFrameBefore = pairs;
  }
  truthLengths.forEach((length, track) => {
    const share = (found.get(track) ?? 0) / length;
    if (share > 0.8) sums.mostlyTracked++;
    else if (share >= 0.2) sums.partlyTracked++;
    else sums.mostlyLost++;
  });
  return sums;
}

export const NOTHING_CLEAR: Readonly<ClearSums> = {
  ...NOTHING_MATCHED,
  overlapSum: 0,
  idSwitches: 0,
  fragmentations: 0,
  mostlyTracked: 0,
  partlyTracked: 0,
  mostlyLost: 0,
};

/**
 * MOTA = (TP − FP − id switches) ÷ truth (may be negative); MOTP = mean overlap of the pairs. If there was nothing to find, MOTA is 0
 * whatever was reported, as in TrackEval.
 */
export function clearScores(sums: ClearSums): ClearScores {
  const truth = sums.truePositives + sums.falseNegatives;
  if (truth + sums.falsePositives === 0) return { mota: 1, motp: 1 };
  return {
    mota: ratio(sums.truePositives - sums.falsePositives - sums.idSwitches, truth),
    motp: ratio(sums.overlapSum, sums.truePositives),
  };
}
