import { escaped } from "./markup";

/** A drawing of this size in its own units, described as `label` for screen readers. */
export function svg(width: number, height: number, label: string, content: string): string {
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}">${content}</svg>`;
}

/** A coordinate without unnecessary digits, the same on every machine. */
export function rounded(value: number, decimals = 1): number {
  const unit = 10 ** decimals;
  return Math.round(value * unit) / unit;
}
