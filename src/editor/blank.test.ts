import { expect, it } from "vitest";
import { createScenario, parseScenario, serializeScenario } from "@/core/document";
import { blankScenario, isBlank, isStageEmpty } from "./blank";
import { addGenerator } from "./commands/generators";
import { addRegions, draftRegion } from "./commands/regions";
import { addMarker, renameScenario, setScene, setVideo } from "./commands/scenario";
import { putSky } from "./commands/weather";
import { createEditor } from "./editor";
import { streetScenario } from "./testing/driver";

const fresh = createScenario({ id: "fresh" });
const { video, scene } = fresh;
const changes = [
  addRegions([draftRegion(fresh)]),
  addMarker(30, "steps out"),
  putSky("weather", { frame: 30, condition: "fog", intensity: 0.4, fadeFrames: 10 }),
  putSky("light", { frame: 30, condition: "night", intensity: 0.4, fadeFrames: 10 }),
  renameScenario("Rush hour"),
  setScene({ variant: scene.variant + 1 }),
  setVideo({ durationFrames: video.durationFrames + 1 }),
];

it("a scenario is blank while it is unchanged since its creation, and any change makes it worth keeping", () => {
  expect(isBlank(fresh)).toBe(true);
  expect(isBlank(blankScenario("fresh", { scene: "school_zone", traffic: "right" }))).toBe(true);
  expect(isBlank(parseScenario(serializeScenario(fresh)))).toBe(true);
  expect(isBlank(streetScenario())).toBe(false);
  for (const change of changes) {
    const editor = createEditor(fresh);
    expect(isBlank(editor.run(change)), change.label).toBe(false);
    editor.undo();
    expect(isBlank(editor.document.getState().scenario), change.label).toBe(true);
  }
});

it("the stage is empty until it has an actor, an occluder, a generator or a region to ignore", () => {
  const { actors, occluders } = streetScenario();
  expect(isStageEmpty(fresh)).toBe(true);
  expect(isStageEmpty({ ...fresh, actors })).toBe(false);
  expect(isStageEmpty({ ...fresh, occluders })).toBe(false);
  const sequence = { kind: "vehicle_sequence", startSeconds: 0, count: 1, laneY: 560, spacing: 300, speedVariation: 0.1 } as const;
  const { generators } = addGenerator(sequence).apply(fresh);
  expect(generators).toHaveLength(1);
  expect(isStageEmpty({ ...fresh, generators })).toBe(false);
  expect(isStageEmpty({ ...fresh, ignoreRegions: [draftRegion(fresh)] })).toBe(false);
});
