import type { SearchStep } from "@/search/investigate";

/** How far a search is. */
export type SearchProgress = {
  /** Null until the detector is open. */
  readonly step: SearchStep | null;
  /** Variants that were tried, by this run or an earlier one. */
  readonly tried: number;
  /** Null if the search is limited by time alone. */
  readonly budget: number | null;
  /** At most; null until it can be estimated. */
  readonly secondsLeft: number | null;
  /** When the detector answered last, by the clock of `performance.now`. */
  readonly answeredAt: number;
};

/** Seconds and answers before the time left is told. */
const ESTIMATE_AFTER = { seconds: 3, answers: 3 };
/** A pair is asked about twice. */
const QUESTIONS_A_PAIR = 2;

type Limits = {
  readonly budget: number | null;
  readonly seconds: number | null;
  readonly pairs: number;
  /** Weathers that are tried for the map. */
  readonly weathers: number;
};

/** The most seconds that a search still takes, from what its answers took so far. */
export function secondsLeftOf(
  step: SearchStep | null,
  { answers, seconds }: { readonly answers: number; readonly seconds: number },
  tried: number,
  limits: Limits,
): number | null {
  if (step === null || seconds < ESTIMATE_AFTER.seconds || answers < ESTIMATE_AFTER.answers) return null;
  const each = seconds / answers;
  switch (step.kind) {
    case "weather":
      return each * (step.count - step.index);
    case "pair":
      return each * (QUESTIONS_A_PAIR * (step.count - step.index) + limits.weathers);
    case "exploring":
    case "climbing":
    case "shrinking": {
      const after = each * (QUESTIONS_A_PAIR * limits.pairs + limits.weathers);
      const byBudget = limits.budget === null ? Infinity : each * Math.max(0, limits.budget - tried);
      const byTime = limits.seconds === null ? Infinity : Math.max(0, limits.seconds - seconds);
      return Math.min(byBudget, byTime) + after;
    }
  }
}
