import { expect, it } from "vitest";
import { createRoadScenario, createScenario, type SlimScenario } from "@/core/document";
import { usualRoadPlan } from "@/core/world/roads";
import { usualOccluderSize } from "../usualSizes";
import { addOccluders, draftOccluder, moveOccluders, placeOccluder } from "./occluders";

const withBus = (scenario: SlimScenario) => addOccluders([draftOccluder(scenario, "parked_bus", { x: 400, y: 500 })]).apply(scenario);
const moved = (scenario: SlimScenario, dy: number) => moveOccluders(["occluder-1"], 0, dy).apply(scenario).occluders[0];

it("an occluder of the usual size follows the row it is dragged to, and back; one that was resized keeps its size", () => {
  const street = createScenario({ id: "street", style: "illustrated" });
  const parked = withBus(street);
  const near = moved(parked, 150);
  expect(near?.size).toEqual(usualOccluderSize(street, "parked_bus", 650));
  expect(near?.size.width).toBeGreaterThan(parked.occluders[0]?.size.width ?? Infinity);
  expect(moved({ ...parked, occluders: near ? [near] : [] }, -150)).toEqual(parked.occluders[0]);
  const resized = placeOccluder("occluder-1", { x: 400, y: 500, size: { width: 300, height: 200 } }).apply(parked);
  expect(moved(resized, 150)?.size).toEqual({ width: 300, height: 200 });
  const locked = { ...parked, occluders: parked.occluders.map((occluder) => ({ ...occluder, locked: true })) };
  expect(moved(locked, 150)).toEqual(locked.occluders[0]);
});

it("flat scenes and roads have no rows: a moved occluder keeps its size there", () => {
  const flat = withBus(createScenario({ id: "flat", style: "schematic" }));
  expect(moved(flat, 150)?.size).toEqual(flat.occluders[0]?.size);
  const video = { width: 320, height: 180, fps: 10, durationFrames: 10 };
  const road = withBus(createRoadScenario({ id: "road", plan: usualRoadPlan("street"), video }));
  expect(moved(road, 5)?.size).toEqual(road.occluders[0]?.size);
});
