import { expect, it } from "vitest";
import { createScenario } from "@/core/document";
import { addGenerator, createEditor } from "@/editor";
import { hasUsualSize } from "@/editor/worlds/bodySizes";
import { GENERATOR_KINDS, newGenerator } from "./generatorKinds";

it("a new generator makes actors as large as one placed by hand; in flat scenes, of the specification's sizes", () => {
  for (const style of ["illustrated", "schematic"] as const)
    for (const [width, height] of [
      [1280, 720],
      [960, 720],
      [1920, 1080],
    ] as const)
      for (const kind of GENERATOR_KINDS) {
        const video = { width, height, fps: 30, durationFrames: 300 };
        const editor = createEditor(createScenario({ id: "made", style, video }));
        editor.run(addGenerator(newGenerator(kind, editor.document.getState().scenario, 0)));
        const { scenario } = editor.document.getState();
        const isFlat = style === "schematic";
        expect(scenario.actors.length).toBeGreaterThan(0);
        for (const actor of scenario.actors)
          expect([kind, width, actor.perspective, isFlat || hasUsualSize(scenario, actor)]).toEqual([
            kind,
            width,
            isFlat ? undefined : true,
            true,
          ]);
        expect(scenario.generators.some(({ modelScale }) => modelScale !== undefined)).toBe(!isFlat);
      }
});
