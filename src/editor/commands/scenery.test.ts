import { describe, expect, it } from "vitest";
import { createRoadScenario, parseScenario, salvageScenario, withFrameRate, type SlimScenario } from "@/core/document";
import { roadPlanSchema } from "@/core/world/roads";
import { SCENERY_GROUPS } from "@/core/world/scenery";
import { fileOf } from "../testing/pictures";
import type { Command } from "./command";
import { changeScenery, moveSignal, putSignal, removeSignal, setScenery, showSceneryGroup } from "./scenery";

const bare = createRoadScenario({ id: "bare", plan: roadPlanSchema.parse({ kind: "x_junction", control: "signals" }) });
const after = (...commands: readonly Command[]): SlimScenario =>
  commands.reduce<SlimScenario>((scenario, { apply }) => apply(scenario), bare);
const sceneryAfter = (...commands: readonly Command[]) => after(...commands).road?.scenery;

describe("the scenery of a road", () => {
  it("is switched on and off, and changed; a file keeps it", () => {
    expect(sceneryAfter(setScenery(true))).toEqual({ seed: 1, density: 0.7 });
    expect(after(setScenery(true), setScenery(false)).road).toEqual(bare.road);
    const changed = after(setScenery(true), changeScenery({ seed: 7 }), changeScenery({ density: 0.2 }));
    expect(changed.road?.scenery).toEqual({ seed: 7, density: 0.2 });
    expect(parseScenario(fileOf(changed))).toEqual(changed);
    // Without scenery there is nothing to change.
    expect(after(changeScenery({ seed: 7 }))).toBe(bare);
  });

  it("names its groups only if some are hidden", () => {
    const hidden = sceneryAfter(setScenery(true), showSceneryGroup("trees", false));
    expect(hidden?.groups).toEqual(SCENERY_GROUPS.filter((group) => group !== "trees"));
    expect(sceneryAfter(setScenery(true), showSceneryGroup("trees", false), showSceneryGroup("trees", true))).toEqual({
      seed: 1,
      density: 0.7,
    });
  });

  it("has traffic lights whose phases stay in order, and go through the usual cycle without any", () => {
    const two = [setScenery(true), putSignal(90, "side"), putSignal(200, "red")];
    expect(sceneryAfter(...two)?.signals).toEqual([
      { frame: 0, phase: "main" },
      { frame: 90, phase: "side" },
      { frame: 200, phase: "red" },
    ]);
    expect(sceneryAfter(...two, putSignal(90, "flashing"))?.signals?.[1]).toEqual({ frame: 90, phase: "flashing" });
    // It stays between its neighbours.
    expect(sceneryAfter(...two, moveSignal(90, 500))?.signals?.[1]).toEqual({ frame: 199, phase: "side" });
    expect(sceneryAfter(...two, moveSignal(90, -5))?.signals?.[1]).toEqual({ frame: 1, phase: "side" });
    expect(sceneryAfter(...two, removeSignal(0), removeSignal(90), removeSignal(200))).toEqual({ seed: 1, density: 0.7 });
    // Another frame rate keeps their times.
    expect(withFrameRate(after(...two), 60).road?.scenery?.signals?.map(({ frame }) => frame)).toEqual([0, 180, 400]);
  });

  it("is left out of a damaged file that can be opened without it", () => {
    const damaged = { ...bare, road: { ...bare.road, scenery: { seed: 1, density: 7 } } };
    const { scenario, leftOut } = salvageScenario(JSON.parse(JSON.stringify(damaged)));
    expect(scenario.road).toEqual(bare.road);
    expect(leftOut.join(" ")).toContain("road.scenery.density");
    const twice = {
      ...bare,
      road: {
        ...bare.road,
        scenery: {
          seed: 1,
          density: 1,
          signals: [
            { frame: 5, phase: "red" },
            { frame: 5, phase: "main" },
          ],
        },
      },
    };
    expect(() => parseScenario(JSON.stringify(twice))).toThrow("must be after the phase before");
  });
});
