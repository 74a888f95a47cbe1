import { expect, it } from "vitest";
import { frameState, tellingFrame } from "@/core/scene";
import { PROTOCOL_PRESETS, ROAD_PRESETS } from "..";

it.each(ROAD_PRESETS.map(({ id, scenario }) => [id, scenario] as const))("somebody is seen in the telling frame of %s", (_id, scenario) => {
  const { bodies } = frameState(scenario, tellingFrame(scenario));
  expect(bodies.filter((body) => body.kind === "actor" && body.visibility * (1 - body.truncation) > 0.2).length).toBeGreaterThan(0);
});

it.each(PROTOCOL_PRESETS.map((preset) => [preset.id, preset] as const))("the gallery's picture of %s shows who is hit", (_id, preset) => {
  const { bodies } = frameState(preset.scenario, preset.pictureFrame ?? 0);
  const target = bodies.find((body) => body.kind === "actor" && body.trackId === 1);
  if (target?.kind !== "actor") throw new Error("the target is not there");
  expect(target.box.height).toBeGreaterThan(60);
  expect(target.visibility).toBeGreaterThan(0.4);
});
