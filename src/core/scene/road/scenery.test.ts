import { describe, expect, it } from "vitest";
import { createCamera, createRoadActor, createRoadOccluder, createRoadScenario, type Road, type Scenario } from "../../document";
import { covers, overlap } from "../../world";
import { roadPlanSchema } from "../../world/roads";
import { footOf, spreadOf } from "../../world/scenery";
import { placedFrame } from "../frameState";
import { idOfScenery, idsOfBodies } from "./drawRoad";
import { instancesOf } from "./instances";
import { sceneryIn } from "./scenery";

const video = { width: 320, height: 180, fps: 30, durationFrames: 60 };
const plan = roadPlanSchema.parse({ kind: "x_junction", control: "signals" });
const dense = { seed: 4, density: 1 };

const walker = (points: readonly { x: number; y: number }[]) =>
  createRoadActor({ kind: "adult", id: "walker", trackId: 1, startFrame: 0, endFrame: 60, waypoints: [...points] });

function scenarioOf(parts: Partial<Parameters<typeof createRoadScenario>[0]> = {}): Scenario & { road: Road } {
  const scenario = createRoadScenario({ id: "junction", plan, video, scenery: dense, ...parts });
  if (!scenario.road) throw new Error("no road");
  return { ...scenario, road: scenario.road };
}

const itemsOf = (scenario: Scenario & { road: Road }) => sceneryIn(scenario, scenario.road);

describe("the scenery of a road scenario", () => {
  it("makes room for the way of an actor, wherever that leads, and stays as it is elsewhere", () => {
    const before = itemsOf(scenarioOf());
    const house = before.find(({ kind }) => kind === "house" || kind === "shop");
    if (!house) throw new Error("no house");
    // Along the pavement, and then through a house.
    const way = [
      { x: -55, y: -5 },
      { x: -20, y: -5 },
      { x: house.x, y: house.y },
    ];
    const after = itemsOf(scenarioOf({ actors: [walker(way)] }));
    expect(after.length).toBeLessThan(before.length);
    expect(after.filter((item) => !before.includes(item))).toEqual([]);
    for (const [index, to] of way.slice(1).entries()) {
      const from = way[index] ?? to;
      for (let share = 0; share <= 1; share += 0.01) {
        const point = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
        expect(after.filter((item) => covers(footOf(item), point)).map(({ id }) => id)).toEqual([]);
      }
    }
  });

  it("makes room for an occluder, unless that is hidden", () => {
    const [house] = itemsOf(scenarioOf()).filter(({ kind }) => kind === "house" || kind === "shop");
    if (!house) throw new Error("no house");
    const wall = createRoadOccluder({ id: "wall", kind: "wall", x: house.x, y: house.y });
    expect(itemsOf(scenarioOf({ occluders: [wall] })).some(({ id }) => id === house.id)).toBe(false);
    expect(itemsOf(scenarioOf({ occluders: [{ ...wall, hidden: true }] })).some(({ id }) => id === house.id)).toBe(true);
  });

  it("leaves a camera on a pole room and a view of the road", () => {
    const pole = { ...createCamera("roadside", video), mount: { x: -30, y: -16, z: 5, yaw: 60, pitch: 15, roll: 0 } };
    const items = itemsOf(scenarioOf({ cameras: [pole] }));
    const near = items.filter((item) => overlap(spreadOf(item), { x: -30, y: -16, heading: 0, length: 2, width: 2 }));
    expect(near.map(({ id }) => id)).toEqual([]);
    const between = items.filter(({ x, y, dimensions }) => dimensions.height > 4 && x > -30 && x < -24 && y > -14 && y < -6.5);
    expect(between.map(({ id }) => id)).toEqual([]);
  });

  it("is drawn with ids of its own and hides actors, but is none of them", () => {
    const pole = { ...createCamera("roadside", video), mount: { x: -40, y: -1.6, z: 2, yaw: 0, pitch: 2, roll: 0 } };
    const crossing = walker([
      { x: -12, y: -4 },
      { x: -12, y: 4 },
    ]);
    const state = placedFrame(scenarioOf({ cameras: [pole], actors: [crossing] }), 30);
    if (!state.road) throw new Error("no road");
    const scenery = state.road.scenery ?? [];
    const raster = instancesOf(state, state.road);
    const seen = raster.seen();
    const ids = scenery.map((_, index) => idOfScenery(index));
    expect(ids.filter((id) => (seen.get(id)?.pixels ?? 0) > 0).length).toBeGreaterThan(10);
    expect(idsOfBodies(state, state.road).filter((id) => ids.includes(id))).toEqual([]);
    // Lights have what they show at this frame: the main road has green.
    const lights = scenery.filter(({ item }) => item.kind === "traffic_light");
    expect(lights.length).toBeGreaterThan(1);
    for (const { item, aspect } of lights) expect(aspect).toBe(item.signal === "main" ? "green" : "red");
  });
});
