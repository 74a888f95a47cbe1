import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createActor, createScenario, serializeScenario } from "@/core/document";
import { expandSuite, parseSuiteSpec } from "@/suite";
import { parseSet } from "./options";
import { changeScenario, readScenarioInput } from "./scenarioInput";

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

it("--set gives parameters values, with or without units; what is not declared, or out of range, is refused by name", async () => {
  const folder = mkdtempSync(join(tmpdir(), "jaywalk-set-"));
  try {
    const file = join(folder, "walk.scenario.json");
    const parameters = [
      { name: "lead", unit: "s", value: 1, from: 0, to: 2 } as const,
      { name: "row", unit: "px", value: 500 } as const,
      { name: "twice", unit: "s", value: 2, expression: "lead × 2" } as const,
    ];
    const actors = scenario.actors.map((actor) => ({ ...actor, expressions: { startFrame: "lead" } }));
    writeFileSync(file, serializeScenario({ ...scenario, parameters, actors }));
    const set = (...texts: string[]) =>
      readScenarioInput(
        file,
        texts.reduce((before, text) => parseSet(text, before), {}),
      );
    expect((await set()).actors[0]?.startFrame).toBe(30);
    const changed = await set("lead=500 ms", "row = 420");
    expect(changed.actors[0]?.startFrame).toBe(15);
    expect(changed.parameters?.map(({ value }) => value)).toEqual([0.5, 420, 1]);
    // At another rate, the same time; a length that is set otherwise no longer follows.
    expect(changeScenario(changed, { noise: true, fps: 60 }).actors[0]?.startFrame).toBe(30);
    await expect(set("speed=3")).rejects.toThrow(
      /^--set: .*walk\.scenario\.json: the scenario has no parameter "speed"; it has lead, row$/,
    );
    await expect(set("lead=3")).rejects.toThrow(/lead must be from 0 to 2 s, not 3/);
    await expect(set("lead=3 m")).rejects.toThrow(/lead: “3 m” is no value for it: it gives m, where s is needed; give a number in s/);
    await expect(set("twice=3")).rejects.toThrow(/cannot be set: it follows from “lead × 2”/);
    await expect(set("lead=row")).rejects.toThrow(/“row” is not a number/);
    expect(() => parseSet("lead")).toThrow(/sets no parameter; write NAME=VALUE, such as speed=50/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
