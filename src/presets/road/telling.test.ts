import { expect, it } from "vitest";
import { frameState, tellingFrame } from "@/core/scene";
import { ROAD_PRESETS } from ".";

it.each(ROAD_PRESETS.map(({ id, scenario }) => [id, scenario] as const))("somebody is seen in the telling frame of %s", (_id, scenario) => {
  const { bodies } = frameState(scenario, tellingFrame(scenario));
  expect(bodies.filter((body) => body.kind === "actor" && body.visibility * (1 - body.truncation) > 0.2).length).toBeGreaterThan(0);
});
