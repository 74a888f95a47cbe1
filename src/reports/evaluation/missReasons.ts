/** Reasons for a miss in words. */
export const MISS_REASONS = {
  not_reported: "not reported",
  wrong_class: "wrong class",
  poor_box: "box too far off",
  low_confidence: "confidence too low",
  off_time: "at the wrong time",
} as const;
