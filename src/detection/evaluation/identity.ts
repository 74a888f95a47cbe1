import { bestAssignment } from "./assignment";
import { counts, type MatchSums } from "./ratios";
import { PairSums, type TrackedSamples } from "./tracks";

export type IdentityScores = { idf1: number; idp: number; idr: number };

/**
 * Identity measures (Ristani et al. 2016): each truth track gets at most one detection track for its whole life, so that the number of
 * frames in which they overlap by `threshold` or more is maximal. That is the assignment TrackEval's `identity.py` finds by minimising FP
 * + FN, because both decrease by one with each such frame.
 */
export function identitySums({ samples, truthLengths, detectionLengths }: TrackedSamples, threshold: number): MatchSums {
  const together = new PairSums(detectionLengths.length);
  for (const { truth, detections, overlap } of samples)
    truth.forEach((track, row) => {
      detections.forEach((detection, column) => {
        const value = overlap[row * detections.length + column] ?? 0;
        if (value > 0 && value >= threshold) together.add(track, detection, 1);
      });
    });
  const truePositives = largestSum(together);
  return {
    truePositives,
    falsePositives: sum(detectionLengths) - truePositives,
    falseNegatives: sum(truthLengths) - truePositives,
  };
}

/** Largest sum of pairs in which every track appears once; only tracks that meet at all enter the assignment. */
function largestSum(together: PairSums): number {
  const rows = new Map<number, number>();
  const columns = new Map<number, number>();
  for (const [truthTrack, detectionTrack] of together.entries()) {
    if (!rows.has(truthTrack)) rows.set(truthTrack, rows.size);
    if (!columns.has(detectionTrack)) columns.set(detectionTrack, columns.size);
  }
  const scores = new Float64Array(rows.size * columns.size);
  for (const [truthTrack, detectionTrack, frames] of together.entries())
    scores[(rows.get(truthTrack) ?? 0) * columns.size + (columns.get(detectionTrack) ?? 0)] = frames;
  return bestAssignment(scores, rows.size, columns.size).reduce(
    (total, column, row) => total + (column < 0 ? 0 : (scores[row * columns.size + column] ?? 0)),
    0,
  );
}

/** IDP, IDR and their harmonic mean IDF1; all 1 if there was nothing to find and nothing was reported. */
export function identityScores({ truePositives, falsePositives, falseNegatives }: MatchSums): IdentityScores {
  const { f1, precision, recall } = counts(truePositives, falsePositives, falseNegatives);
  return { idf1: f1, idp: precision, idr: recall };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
