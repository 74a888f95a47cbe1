import type { MissRun } from "@/detection";
import { MISS_REASONS } from "@/reports/evaluation/missReasons";

/** A class as displayed. */
export const className = (label: string): string => label.replaceAll("_", " ");

/** Why an object was missed: for a single frame with its figure, for several the most common reason. */
export function missText({ first, frames, reasons }: MissRun): string {
  if (frames === 1) return first.reason === "not_reported" ? MISS_REASONS.not_reported : first.detail;
  const [commonest] = reasons;
  return `${commonest ? MISS_REASONS[commonest.reason] : ""}${reasons.length > 1 ? ", and more" : ""}`;
}
