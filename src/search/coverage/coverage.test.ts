import { expect, it } from "vitest";
import { detectionProfile } from "@/detection";
import { simulatedDetector } from "../evaluate/simulated";
import { USUAL_JUDGING, sightingsOf } from "../evaluate/sightings";
import { evaluatePoint, type SearchProblem } from "../evaluation";
import { parseCriterion } from "../failure/criterion";
import { approachScenario, walkerScenario } from "../testing";
import { axesOf, parseVariableOption } from "../variables";
import { cellsOf } from "./cells";
import { heatMapOf } from "./heatMap";
import { weatherVariants } from "./weatherGrid";

const signal = new AbortController().signal;

it("counts what was found by weather, severity, distance and visibility, with a frame to look at", async () => {
  const detector = simulatedDetector(detectionProfile("good_day_camera"), 3);
  const scenario = {
    ...approachScenario(),
    weather: [
      { frame: 0, condition: "fog" as const, intensity: 0.8, fadeFrames: 0 },
      { frame: 30, condition: "sunny" as const, intensity: 0, fadeFrames: 0 },
    ],
    light: [{ frame: 0, condition: "night" as const, intensity: 0.4, fadeFrames: 0 }],
  };
  const sightings = sightingsOf(scenario, await detector.answer(scenario, signal), USUAL_JUDGING);
  const cells = cellsOf(scenario, sightings);
  expect(cells.reduce((sum, { seen }) => sum + seen, 0)).toBe(sightings.length);
  expect(cells.reduce((sum, { found }) => sum + found, 0)).toBe(sightings.filter(({ found }) => found !== null).length);
  expect(new Set(cells.map(({ condition, severity }) => `${condition} ${severity}`))).toEqual(new Set(["fog + night 4", "night 2"]));
  // 80 m ahead at the start, 21 m at the end, by the camera behind the windscreen.
  expect(new Set(cells.map(({ distance }) => distance))).toEqual(new Set(["40–80 m", "20–40 m"]));
  for (const { frame, track, isMissed } of cells) {
    const shown = sightings.find(({ record }) => record.frame === frame && record.track_id === track);
    expect(shown?.found === null).toBe(isMissed);
  }
});

it("tries a scenario in every weather and light of every severity, and in sunshine once", () => {
  const variants = weatherVariants(walkerScenario(2));
  expect(variants).toHaveLength(1 + 7 * 5);
  expect(new Set(variants.map(({ id }) => id)).size).toBe(36);
  const night = variants.find(({ id }) => id === "night-3")?.scenario;
  expect(night?.light).toMatchObject([{ condition: "night", intensity: 0.6 }]);
  expect(variants.find(({ id }) => id === "fog-5")?.scenario.weather).toMatchObject([{ condition: "fog", intensity: 1 }]);
});

it("adds up the cells of all points, in any order, and each leads to a scenario and a frame", async () => {
  const scenario = walkerScenario(40);
  const problem: SearchProblem = {
    scenario,
    axes: axesOf([parseVariableOption("severity:fog=0..5/1"), parseVariableOption("size=0.5..1/0.5")], scenario),
    criterion: parseCriterion("recall below 0.5"),
    judging: USUAL_JUDGING,
    detector: simulatedDetector(detectionProfile("poor_night_camera"), 3),
  };
  const points = [0, 1, 2, 3, 4, 5].flatMap((severity) => [0, 1].map((size) => [severity, size]));
  const evaluated = await Promise.all(points.map((point) => evaluatePoint(problem, point, signal)));
  const cells = evaluated.flatMap((one) => ("cells" in one ? [{ scenario: one.point.join("-"), cells: one.cells }] : []));
  const map = heatMapOf(cells);
  expect(heatMapOf([...cells].reverse())).toEqual(map);
  expect(map.reduce((sum, { seen }) => sum + seen, 0)).toBe(12 * 40);
  // Severity 0 is sunshine; the rest is fog of five severities, of two heights each.
  expect(map.map(({ condition, severity }) => `${condition} ${severity}`)).toEqual([
    ...[1, 1, 2, 2, 3, 3, 4, 4, 5, 5].map((severity) => `fog ${severity}`),
    ...["sunny 0", "sunny 0"],
  ]);
  const [near, far] = map.filter(({ condition, severity }) => condition === "fog" && severity === 5);
  expect(near?.distance).toBe("80–160 px");
  expect(far?.distance).toBe("40–80 px");
  expect(near?.example.scenario).toBe("5-1");
  for (const { recall, interval, seen, found } of map) {
    expect(recall).toBe(found / seen);
    expect(interval[0]).toBeLessThanOrEqual(recall);
    expect(interval[1]).toBeGreaterThanOrEqual(recall);
  }
});
