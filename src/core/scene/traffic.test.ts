import { describe, expect, it } from "vitest";
import { SCENE_KINDS, TRAFFIC_SIDES, createScenario, trafficOf, validateScenario, type SceneSettings, type TrafficSide } from "../document";
import { createRoadScenario } from "../document/roadDefaults";
import { usualRoadPlan } from "../world/roads";
import type { Facing } from "./frameStateTypes";
import { figureFor, type FigurePart } from "./figures";
import { pictureScenery } from "./pictureScenery";
import { TURN_STEPS } from "./turn";

const withDetails = (parts: readonly FigurePart[]): FigurePart[] =>
  parts.flatMap((part) => [part, ...(part.details ? withDetails(part.details) : [])]);

/** Whether glass reaches down to where passengers step in. */
function hasDoor(subject: "vehicle" | "parked_bus", facing: Facing, traffic: TrafficSide, turn = 0): boolean {
  const { parts } = figureFor({ style: "illustrated", subject, model: "bus", facing, phase: 0, natural: true, turn, traffic });
  return withDetails(parts).some(({ role, polygon }) => role === "glass" && Math.max(...polygon.filter((_, index) => index % 2)) > 0.8);
}

const scene = (kind: SceneSettings["kind"], traffic?: TrafficSide): SceneSettings => ({ kind, variant: 0, ...(traffic && { traffic }) });
const crossingSignX = (traffic?: TrafficSide): number[] =>
  pictureScenery(scene("school_zone", traffic)).flatMap((item) => ("plate" in item ? [(item.plate.left + item.plate.right) / 2] : []));

describe("the side on which traffic drives in a picture", () => {
  it("is the left as the specification's vehicles drive, the wheel of a cabin is on the left, and both can be chosen", () => {
    expect(SCENE_KINDS.map((kind) => trafficOf(scene(kind)))).toEqual(["left", "left", "left", "left", "left", "right"]);
    for (const traffic of TRAFFIC_SIDES) {
      const chosen = createScenario({ id: "chosen", scene: scene("in_cabin", traffic) });
      expect(trafficOf(validateScenario(chosen).scene)).toBe(traffic);
    }
    const road = createRoadScenario({ id: "road", plan: usualRoadPlan("street") });
    expect(() => validateScenario({ ...road, scene: scene("highway", "left") })).toThrow(/scene.traffic: belongs to the picture world/);
  });

  it("is where buses have their doors, seen from the side or turned", () => {
    for (const traffic of TRAFFIC_SIDES)
      for (const turn of [0, 2, -3]) {
        expect(hasDoor("vehicle", traffic, traffic, turn), `${traffic} ${turn}`).toBe(true);
        expect(hasDoor("vehicle", traffic === "left" ? "right" : "left", traffic, turn), `${traffic} ${turn}`).toBe(false);
      }
    expect([hasDoor("parked_bus", "right", "right"), hasDoor("parked_bus", "right", "left")]).toEqual([true, false]);
  });

  it("changes no outline: what is seen of a vehicle is the same from both sides", () => {
    for (const model of ["car", "hatchback", "van", "truck", "bus"])
      for (let turn = 1 - TURN_STEPS; turn < TURN_STEPS; turn++) {
        const outlines = TRAFFIC_SIDES.map((traffic) =>
          figureFor({ style: "illustrated", subject: "vehicle", model, facing: "right", phase: 3, natural: true, turn, traffic }).parts.map(
            ({ role, polygon }) => [role, polygon],
          ),
        );
        expect(outlines[0]).toEqual(outlines[1]);
      }
  });

  it("is the side of signs and of the cars at the kerb, too", () => {
    // The first of the three is the crossing’s, where drivers on the far lane come to it.
    expect(crossingSignX("left")[0]).toBeLessThan(640);
    expect(crossingSignX("right")[0]).toBeGreaterThan(640);
    const facings = TRAFFIC_SIDES.map((traffic) =>
      pictureScenery(scene("residential", traffic)).flatMap((item) => ("vehicle" in item ? [item.vehicle.facing] : [])),
    );
    expect(facings).toEqual([["left"], ["right"]]);
  });
});
