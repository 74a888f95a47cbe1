import { describe, expect, it } from "vitest";
import {
  ACTOR_MODELS,
  ACTOR_TYPES,
  OCCLUDER_DIMENSIONS,
  OCCLUDER_KINDS,
  createRoadOccluder,
  createRoadScenario,
  createScenario,
  dimensionsOf,
  withSize,
  type Actor,
  type SlimScenario,
} from "@/core/document";
import { scenePose } from "@/core/scene";
import { usualRoadPlan } from "@/core/world/roads";
import { changeAppearance, draftActor, addActors, resizeActors, setPerspective } from "./actors";
import { addOccluders, changeOccluders, draftOccluder } from "./occluders";

const street = createScenario({ id: "s", scene: { kind: "residential", variant: 0 } });

function withDraft(type: Actor["type"], y = 600, scenario: SlimScenario = street): SlimScenario {
  return addActors([draftActor(scenario, type, [{ x: 500, y }])]).apply(scenario);
}
const only = ({ actors: [actor] }: SlimScenario): Actor => {
  if (!actor) throw new Error("there is no actor");
  return actor;
};
const become = (scenario: SlimScenario, model: string) => changeAppearance([only(scenario).id], { model }).apply(scenario);

describe("the size of a model", () => {
  it("is its own in metres, at the scene's scale, for every model", () => {
    for (const type of ACTOR_TYPES)
      for (const model of ACTOR_MODELS[type]) {
        const { size } = only(become(withDraft(type), model));
        const { length, height } = dimensionsOf(type, model);
        expect([size.width / 50, size.height / 50].map((metres) => Math.round(metres * 10))).toEqual(
          [length, height].map((metres) => Math.round(metres * 10)),
        );
      }
  });

  it("changes with the model, on the same ground line, in another picture size and in the schematic style too", () => {
    const car = withDraft("vehicle");
    const bus = become(car, "bus");
    expect(only(bus).size.width).toBeGreaterThan(only(car).size.width * 2.4);
    expect(scenePose(bus, only(bus), 0).ground).toEqual(scenePose(car, only(car), 0).ground);
    const adult = withDraft("pedestrian");
    expect(only(become(adult, "child")).size.height).toBeLessThan(only(adult).size.height * 0.75);
    const large = become(withSize(car, 2560, 1440), "van");
    expect(only(large).size.height / 2).toBeCloseTo(only(become(car, "van")).size.height, -1);
    const flat = withDraft("vehicle", 600, { ...street, style: "schematic" });
    expect(only(flat).size).toEqual({ width: 80, height: 40 });
    expect(only(become(flat, "truck")).size).toEqual({ width: 138, height: 93 });
  });

  it("and the name change with the kind of an occluder, however far away it stands, unless they were changed by hand", () => {
    for (const place of [street, { ...street, style: "schematic" as const }, withSize(street, 1920, 1080)])
      for (const kind of OCCLUDER_KINDS) {
        const [van, far] = [draftOccluder(place, "parked_van", { x: 500, y: 600 }), draftOccluder(place, kind, { x: 500, y: 600 })];
        const changed = changeOccluders([van.id], { kind }).apply(addOccluders([van]).apply(place)).occluders;
        expect(changed).toMatchObject([{ name: far.name, size: { height: far.size.height } }]);
        expect(Math.abs((changed[0]?.size.width ?? 0) - far.size.width)).toBeLessThanOrEqual(1);
      }
    const van = { ...draftOccluder(street, "parked_van", { x: 500, y: 600 }), name: "Van of the post", size: { width: 90, height: 90 } };
    const changed = changeOccluders([van.id], { kind: "parked_car" }).apply(addOccluders([van]).apply(street));
    expect(changed.occluders).toMatchObject([{ kind: "parked_car", name: "Van of the post", size: { width: 90, height: 90 } }]);
    const moved = { ...draftOccluder(street, "parked_van", { x: 500, y: 600 }), y: 500 };
    const car = changeOccluders([moved.id], { kind: "parked_car" }).apply(addOccluders([moved]).apply(street)).occluders[0];
    expect(car?.size.height).toBeLessThan(moved.size.height * 0.75);
  });

  it("stays as it is where an occluder is locked", () => {
    const van = { ...draftOccluder(street, "parked_van", { x: 500, y: 600 }), locked: true };
    const changed = changeOccluders([van.id], { kind: "bin" }).apply(addOccluders([van]).apply(street));
    expect(changed.occluders).toMatchObject([{ kind: "bin", size: van.size }]);
  });

  it("of an occluder on the road is its kind's in metres", () => {
    const road = createRoadScenario({ id: "road", plan: usualRoadPlan("street") });
    const van = createRoadOccluder({ id: "van", kind: "parked_van", x: 10, y: 3 });
    const changed = changeOccluders(["van"], { kind: "bin" }).apply({ ...road, occluders: [van] });
    expect(changed.occluders).toMatchObject([{ name: "Bin", size: OCCLUDER_DIMENSIONS.bin }]);
  });

  it("stays as it was set by hand", () => {
    const car = withDraft("vehicle");
    const own = resizeActors([only(car).id], () => ({ width: 300, height: 90 })).apply(car);
    expect(only(become(own, "bus")).size).toEqual({ width: 300, height: 90 });
  });

  it("is kept at the playhead when it stops following the ground, or starts to, whichever side is visible", () => {
    const away = [
      { x: 500, y: 640 },
      { x: 540, y: 480 },
    ];
    for (const type of ACTOR_TYPES)
      for (const points of [[{ x: 500, y: 480 }], away]) {
        const far = addActors([draftActor(street, type, points)]).apply(street);
        const frame = 150;
        const seen = scenePose(far, only(far), frame);
        const fixed = setPerspective([only(far).id], false, frame).apply(far);
        const kept = scenePose(fixed, only(fixed), frame);
        expect(only(fixed).perspective).toBeUndefined();
        expect(kept.width).toBeCloseTo(seen.width, 1);
        expect(kept.height).toBeCloseTo(seen.height, 1);
        const again = setPerspective([only(far).id], true, frame).apply(fixed);
        expect(only(again).size.width).toBeCloseTo(only(far).size.width, 1);
        expect(only(again).size.height).toBeCloseTo(only(far).size.height, 1);
      }
  });
});
