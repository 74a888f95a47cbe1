/** What was found, what was reported for nothing, and what was missed; counts of several comparisons can be added. */
export type MatchSums = { truePositives: number; falsePositives: number; falseNegatives: number };

export const NOTHING_MATCHED: Readonly<MatchSums> = { truePositives: 0, falsePositives: 0, falseNegatives: 0 };

/** Counts of one comparison and the ratios derived from them. */
export type Counts = {
  true_positives: number;
  false_positives: number;
  false_negatives: number;
  precision: number;
  recall: number;
  f1: number;
};

/**
 * Precision, recall and F1 of the three counts. A ratio whose denominator is 0 is 0, so an empty stream scores 0; only if there was
 * nothing to find and nothing was reported are all three 1.
 */
export function counts(truePositives: number, falsePositives: number, falseNegatives: number): Counts {
  const nothing = truePositives + falsePositives + falseNegatives === 0;
  return {
    true_positives: truePositives,
    false_positives: falsePositives,
    false_negatives: falseNegatives,
    precision: nothing ? 1 : ratio(truePositives, truePositives + falsePositives),
    recall: nothing ? 1 : ratio(truePositives, truePositives + falseNegatives),
    f1: nothing ? 1 : ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
  };
}

/** `part / whole`, and 0 if the whole is 0. */
export function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Arithmetic mean; `whenEmpty` if there is nothing to average. */
export function mean(values: readonly number[], whenEmpty: number): number {
  return values.length === 0 ? whenEmpty : values.reduce((sum, value) => sum + value, 0) / values.length;
}
