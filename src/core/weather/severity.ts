/** Severities as in corruption benchmarks, 1 (slight) to 5 (as bad as it gets): severity s stands for intensity s / 5. */
export const SEVERITIES = [1, 2, 3, 4, 5] as const;

/** The intensity, 0..1, that a severity stands for. */
export function intensityOfSeverity(severity: number): number {
  return severity / SEVERITIES.length;
}

/** The severity nearest to an intensity 0..1; 0 if the weather is barely noticeable. */
export function severityOf(intensity: number): number {
  return Math.round(intensity * SEVERITIES.length);
}
