/** A score with three decimals; a dash where there is none. */
export const share = (value: number | null): string => (value === null ? "–" : value.toFixed(3).replace("-", "−"));

/** A class as people read it. */
export const className = (label: string): string => label.replaceAll("_", " ");

export const MISS_REASONS = {
  not_reported: "not reported",
  wrong_class: "wrong class",
  poor_box: "box too far off",
  low_confidence: "confidence too low",
  off_time: "at the wrong time",
} as const;
