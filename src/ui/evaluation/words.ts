import type { MissRun } from "@/detection";

/** A score with three decimals; a dash where there is none. */
export const share = (value: number | null): string => (value === null ? "–" : value.toFixed(3).replace("-", "−"));

/** A class as people read it. */
export const className = (label: string): string => label.replaceAll("_", " ");

/** Why an object was missed: of a single frame with its figure, of several the commonest reason. */
export function missText({ first, frames, reasons }: MissRun): string {
  if (frames === 1) return first.reason === "not_reported" ? MISS_REASONS.not_reported : first.detail;
  const [commonest] = reasons;
  return `${commonest ? MISS_REASONS[commonest.reason] : ""}${reasons.length > 1 ? ", and more" : ""}`;
}

export const MISS_REASONS = {
  not_reported: "not reported",
  wrong_class: "wrong class",
  poor_box: "box too far off",
  low_confidence: "confidence too low",
  off_time: "at the wrong time",
} as const;
