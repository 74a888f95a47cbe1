import { expect, it } from "vitest";
import { recallMarkdown, type RecallCount } from "./recallTable";

const NOTHING = { seen: 0, found: 0 };
const count = (
  scenario: string,
  condition: RecallCount["condition"],
  severity: number,
  found: number,
  seen = 10,
  falsePositives = 0,
): RecallCount => ({
  ...{ scenario, condition, severity, seen, found, falsePositives },
  isRoad: scenario === "b",
  clear: { pedestrian: { seen: seen / 2, found: Math.min(seen / 2, found) }, cyclist: NOTHING, vehicle: NOTHING },
  frames: 4,
});

it("tells recall by weather and severity, over all scenarios with intervals, for each, and on roads what is clear to see", () => {
  const counts = [
    count("a", "sunny", 0, 10),
    count("a", "fog", 1, 9),
    count("a", "fog", 5, 2),
    count("b", "sunny", 0, 8),
    count("b", "fog", 1, 7, 10, 3),
    count("b", "fog", 5, 0, 0),
  ];
  const head = { detector: "simulated", build: "1.0", judging: "overlap 0.5", cost: "3 frames", command: "jaywalk recall" };
  const text = recallMarkdown(head, counts, [1, 5]);
  expect(text).toContain(
    "| detector | simulated |\n| judged by | overlap 0.5 |\n| Jaywalk | 1.0 |\n| cost | 3 frames |\n| made by | `jaywalk recall` |\n",
  );
  expect(text).toContain("\nFalse positives a frame:\n");
  expect(text).toContain("| fog | 0.375 (0.075–1.096, 8) | 0.000 (0.000–0.459, 8) |");
  expect(text).toContain("| sunny | 90.0 (69.9–97.2, 20) |  |");
  expect(text).toContain("| fog | 80.0 (58.4–91.9, 20) | 20.0 (5.7–51.0, 10) |");
  expect(text).toContain(
    "## a\n\n| | severity 1 | severity 5 |\n|---|---:|---:|\n" +
      "| sunny | 100.0 (72.2–100.0, 10) |  |\n| fog | 90.0 (59.6–98.2, 10) | 20.0 (5.7–51.0, 10) |\n",
  );
  expect(text).toContain(
    "## b\n\n| | severity 1 | severity 5 |\n|---|---:|---:|\n| sunny | 80.0 (49.0–94.3, 10) |  |\n| fog | 70.0 (39.7–89.2, 10) | – |\n",
  );
  const road = text.slice(text.indexOf("## On roads"), text.indexOf("## Each scenario"));
  expect(road).toContain("| fog | 100.0 (56.6–100.0, 5) | – |");
  expect(road).toContain("| | pedestrians | cyclists | vehicles | all |");
  expect(road).toContain("| recall | 100.0 (56.6–100.0, 5) | – | – | 100.0 (56.6–100.0, 5) |");
  expect(road).toContain("| fog | 0.750 (0.151–2.191, 4) | 0.000 (0.000–0.917, 4) |");
  expect(text).toContain("| b | 80.0 (49.0–94.3, 10) | 100.0 (56.6–100.0, 5) | 0.000 (0.000–0.917, 4) |");
  expect(recallMarkdown(head, counts.slice(0, 3), [1, 5])).not.toContain("## On roads");
});
