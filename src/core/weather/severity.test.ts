import { expect, test } from "vitest";
import { SEVERITIES, intensityOfSeverity, severityOf } from ".";

test("each severity stands for another fifth of intensity, and can be recovered from it", () => {
  expect(SEVERITIES.map(intensityOfSeverity)).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
  for (const severity of SEVERITIES) expect(severityOf(intensityOfSeverity(severity))).toBe(severity);
  expect(severityOf(0.04)).toBe(0);
});
