import { expect, it } from "vitest";
import { createActor, createScenario } from "@/core/document";
import { expandSuite, parseSuiteSpec } from "@/suite";
import { changeScenario } from "./scenarioInput";

const waypoints = [
  { x: 100, y: 500 },
  { x: 900, y: 500 },
];
const scenario = createScenario({
  id: "walk",
  actors: [createActor({ id: "a", trackId: 1, type: "pedestrian", startFrame: 0, endFrame: 90, waypoints })],
});

it.each([
  [0.29, 100, 29],
  [10, 29.97, 300],
  [10.01, 59.94, 600],
  [0.01, 30, 1],
])("%s seconds at %s frames a second are %s frames, in a suite and on the command line", async (durationSeconds, fps, frames) => {
  const changed = changeScenario(scenario, { noise: true, fps, duration: durationSeconds });
  const spec = parseSuiteSpec(JSON.stringify({ videos: [{ name: "walk", scenario: { ...scenario }, fps, durationSeconds }] }));
  const [video] = await expandSuite(spec, () => Promise.reject(new Error("no file name is given")));
  expect(changed.video).toMatchObject({ fps, durationFrames: frames });
  expect(video?.scenario.video).toEqual(changed.video);
});
