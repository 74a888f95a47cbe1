import { bestAssignment } from "./assignment";
import { NOTHING_MATCHED, mean, ratio, type MatchSums } from "./ratios";
import { PairSums, type TrackedSamples } from "./tracks";

/** Localisation thresholds of HOTA: 0.05, 0.1, … 0.95. */
export const ALPHAS = Array.from({ length: 19 }, (_, index) => (index + 1) / 20);

/** Sums at one threshold; those of several classes can be added. */
export type HotaSums = MatchSums & {
  /** Summed over true positives: association Jaccard index, recall and precision, and overlap. */
  association: number;
  associationRecall: number;
  associationPrecision: number;
  overlap: number;
};

export type HotaScores = {
  hota: number;
  det_a: number;
  ass_a: number;
  loc_a: number;
  det_re: number;
  det_pr: number;
  ass_re: number;
  ass_pr: number;
};

/**
 * HOTA (Luiten et al., IJCV 2021) as TrackEval's `hota.py` computes it: one assignment per frame, which maximises overlap weighted by how
 * well the two tracks agree over the whole video; then, at each of `ALPHAS`, pairs that overlap enough count. Returns the sums for each
 * threshold.
 */
export function hotaSums({ samples, truthLengths, detectionLengths }: TrackedSamples): HotaSums[] {
  const agreement = new PairSums(detectionLengths.length);
  for (const { truth, detections, overlap } of samples) {
    const ofTruth = truth.map((_, row) => lineSum(overlap, row * detections.length, 1, detections.length));
    const ofDetection = detections.map((_, column) => lineSum(overlap, column, detections.length, truth.length));
    truth.forEach((track, row) => {
      detections.forEach((detection, column) => {
        const value = overlap[row * detections.length + column] ?? 0;
        if (value > 0) agreement.add(track, detection, value / ((ofTruth[row] ?? 0) + (ofDetection[column] ?? 0) - value));
      });
    });
  }
  const alignment = (track: number, detection: number) => {
    const together = agreement.get(track, detection);
    return together / ((truthLengths[track] ?? 0) + (detectionLengths[detection] ?? 0) - together);
  };

  const sums = ALPHAS.map(() => ({ ...NOTHING_HOTA }));
  const pairs = ALPHAS.map(() => new PairSums(detectionLengths.length));
  for (const { truth, detections, overlap } of samples) {
    const scores = overlap.map((value, place) =>
      value > 0 ? value * alignment(truth[Math.floor(place / detections.length)] ?? 0, detections[place % detections.length] ?? 0) : 0,
    );
    const columnOf = bestAssignment(scores, truth.length, detections.length);
    sums.forEach((sum, level) => {
      let matched = 0;
      truth.forEach((track, row) => {
        const column = columnOf[row] ?? -1;
        const value = column < 0 ? 0 : (overlap[row * detections.length + column] ?? 0);
        if (value < (ALPHAS[level] ?? 1) - Number.EPSILON) return;
        matched++;
        sum.overlap += value;
        pairs[level]?.add(track, detections[column] ?? 0, 1);
      });
      sum.truePositives += matched;
      sum.falseNegatives += truth.length - matched;
      sum.falsePositives += detections.length - matched;
    });
  }
  sums.forEach((sum, level) => {
    for (const [track, detection, together] of pairs[level]?.entries() ?? []) {
      const truthLength = truthLengths[track] ?? 0;
      const detectionLength = detectionLengths[detection] ?? 0;
      sum.association += (together * together) / (truthLength + detectionLength - together);
      sum.associationRecall += (together * together) / truthLength;
      sum.associationPrecision += (together * together) / detectionLength;
    }
  });
  return sums;
}

export const NOTHING_HOTA: Readonly<HotaSums> = {
  ...NOTHING_MATCHED,
  association: 0,
  associationRecall: 0,
  associationPrecision: 0,
  overlap: 0,
};

/**
 * Scores at one threshold. As in TrackEval, LocA is 1 at a threshold that no pair reaches; but a stream without any pair at all scores 0
 * (see `hotaMeans`).
 */
export function hotaScores(sums: HotaSums): HotaScores {
  const { truePositives, falsePositives, falseNegatives } = sums;
  if (truePositives + falsePositives + falseNegatives === 0) return { ...PERFECT };
  const det_a = ratio(truePositives, truePositives + falseNegatives + falsePositives);
  const ass_a = ratio(sums.association, truePositives);
  return {
    hota: Math.sqrt(det_a * ass_a),
    det_a,
    ass_a,
    loc_a: truePositives === 0 ? 1 : sums.overlap / truePositives,
    det_re: ratio(truePositives, truePositives + falseNegatives),
    det_pr: ratio(truePositives, truePositives + falsePositives),
    ass_re: ratio(sums.associationRecall, truePositives),
    ass_pr: ratio(sums.associationPrecision, truePositives),
  };
}

/** Means over all thresholds: the figures usually quoted. */
export function hotaMeans(levels: readonly HotaSums[]): HotaScores {
  const scores = levels.map(hotaScores);
  const average = (key: keyof HotaScores) =>
    mean(
      scores.map((score) => score[key]),
      0,
    );
  const nothingFound =
    levels.every((level) => level.truePositives === 0) && levels.some((level) => level.falsePositives + level.falseNegatives > 0);
  return {
    hota: average("hota"),
    det_a: average("det_a"),
    ass_a: average("ass_a"),
    loc_a: nothingFound ? 0 : average("loc_a"),
    det_re: average("det_re"),
    det_pr: average("det_pr"),
    ass_re: average("ass_re"),
    ass_pr: average("ass_pr"),
  };
}

const PERFECT: Readonly<HotaScores> = {
  hota: 1,
  det_a: 1,
  ass_a: 1,
  loc_a: 1,
  det_re: 1,
  det_pr: 1,
  ass_re: 1,
  ass_pr: 1,
};

function lineSum(values: Float64Array, from: number, step: number, count: number): number {
  let sum = 0;
  for (let index = 0; index < count; index++) sum += values[from + index * step] ?? 0;
  return sum;
}
