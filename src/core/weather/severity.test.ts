import { expect, test } from "vitest";
import { SEVERITIES, intensityOfSeverity, severityOf } from ".";

test("each severity stands for a fifth more of intensity, and is found again from it", () => {
  expect(SEVERITIES.map(intensityOfSeverity)).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
  for (const severity of SEVERITIES) expect(severityOf(intensityOfSeverity(severity))).toBe(severity);
  expect(severityOf(0.04)).toBe(0);
});
