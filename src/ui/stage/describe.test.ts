import { expect, it } from "vitest";
import { createScenario } from "@/core/document";
import { createEditor, selectionOf } from "@/editor";
import { streetScenario } from "@/editor/testing/driver";
import { describeStage } from "./describe";

const REGION = { startFrame: 10, endFrame: 20, x: 600.4, y: 300, width: 80, height: 60 };

it("says what is selected and what there is, regions to ignore too", () => {
  const editor = createEditor({ ...streetScenario(), ignoreRegions: [REGION, REGION] });
  const said = (parts: Parameters<typeof selectionOf>[0]) => {
    editor.session.setState({ selection: selectionOf(parts) });
    return describeStage(editor);
  };
  expect(said({})).toBe("3 actors, 1 occluder and 2 regions to ignore; nothing selected.");
  expect(said({ actors: ["walker", "waiter"], regions: [0] })).toBe("2 actors and 1 region to ignore selected.");
  expect(said({ occluders: ["van"], regions: [0, 1] })).toBe("1 occluder and 2 regions to ignore selected.");
  expect(said({ regions: [0] })).toBe("Region to ignore at 600, 300 pixels, not at this frame.");
  editor.transient.setState({ frame: 15 });
  expect(said({ regions: [0] })).toBe("Region to ignore at 600, 300 pixels.");
  expect(said({ actors: ["walker"] })).toMatch(/^walker|^Pedestrian/);
  expect(describeStage(createEditor(createScenario({ id: "new" })))).toMatch(/^No actors yet/);
});
