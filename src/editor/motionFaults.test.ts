import { describe, expect, it } from "vitest";
import { createRoadActor, createRoadScenario, type Actor, type Waypoint } from "@/core/document";
import { motionFaultText } from "@/core/motion";
import type { RoadUserKind } from "@/core/world";
import { roadLayout, usualRoadPlan } from "@/core/world/roads";
import { crossingOf, encounterOf } from "./encounter";
import { rulesOf } from "./worlds";

const scenario = createRoadScenario({ id: "road", plan: usualRoadPlan("car_park") });
const moving = (kind: RoadUserKind, kmh: number, waypoints: readonly Waypoint[], parts: Partial<Actor> = {}): Actor => ({
  ...createRoadActor({
    kind,
    id: kind,
    trackId: 0,
    startFrame: 0,
    endFrame: 300,
    curve: "linear",
    motion: { speed: kmh / 3.6 },
    waypoints,
  }),
  ...parts,
});
const kindsOf = (actor: Actor) =>
  rulesOf(scenario)
    .motionFaults(scenario, actor)
    .map(({ kind }) => kind);

describe("what no body can do", () => {
  it("is told of braking that needs more room, with what it would take", () => {
    const stopping = moving("car", 50, [
      { x: 0, y: 0 },
      { x: 10, y: 0, hold: 30 },
      { x: 40, y: 0 },
    ]);
    const [fault] = rulesOf(scenario).motionFaults(scenario, stopping);
    expect(fault).toMatchObject({ kind: "hard_braking", waypoint: 2, has: 3.5 });
    expect(fault?.kind === "hard_braking" && fault.needed).toBeCloseTo((50 / 3.6) ** 2 / 20, 6);
    expect(kindsOf(moving("car", 30, stopping.trajectory.waypoints))).toEqual([]);
  });

  it("is told of corners that are too tight, or taken too fast, by vehicles alone", () => {
    const zigzag = [
      { x: 0, y: 0 },
      { x: 3, y: 0 },
      { x: 3, y: 3 },
      { x: 6, y: 3 },
    ];
    expect(kindsOf(moving("car", 5, zigzag))).toEqual(["tight_corner", "tight_corner"]);
    expect(kindsOf(moving("adult", 5, zigzag))).toEqual([]);
    const corner = [
      { x: 0, y: 0 },
      { x: 40, y: 0 },
      { x: 40, y: 40 },
    ];
    expect(kindsOf(moving("car", 50, corner))).toEqual(["fast_corner"]);
    expect(kindsOf(moving("car", 15, corner, { endFrame: 900 }))).toEqual([]);
  });

  it("is told of lanes that the road does not have, or that do not lead into one another", () => {
    const street = createRoadScenario({ id: "road", plan: usualRoadPlan("x_junction") });
    const layout = roadLayout(usualRoadPlan("x_junction"));
    const [lane] = layout.lanes.filter(({ successors }) => successors.length > 0);
    const [next = ""] = lane?.successors ?? [];
    const apart = layout.lanes.find(({ id, kind }) => kind !== "junction" && id !== lane?.id && !lane?.successors.includes(id))?.id ?? "";
    const following = (lanes: string[]) => {
      const actor = moving("car", 30, [{ x: 0, y: 0 }], {});
      const text = rulesOf(street)
        .motionFaults(street, { ...actor, motion: { speed: 8, acceleration: 2, deceleration: 3, lanes } })
        .map((fault) => motionFaultText(fault));
      return text.join(" ");
    };
    expect(following([lane?.id ?? "", next])).toBe("");
    expect(following([lane?.id ?? "", "nowhere"])).toMatch(/^Should follow lane “nowhere”, which this road does not have/);
    expect(following([lane?.id ?? "", apart])).toMatch(/^Jumps \d+\.\d m from the end of lane/);
  });

  it("is told of speeds, acceleration and braking beyond what a kind of body can do", () => {
    const straight = [
      { x: 0, y: 0 },
      { x: 60, y: 0, speed: 5 },
      { x: 80, y: 0 },
    ];
    const motion = (speed: number, acceleration: number, deceleration: number) => ({
      motion: { speed: speed / 3.6, acceleration, deceleration },
    });
    expect(kindsOf(moving("adult", 40, straight))).toEqual(["too_fast"]);
    expect(kindsOf(moving("cyclist", 40, straight))).toEqual([]);
    expect(kindsOf(moving("car", 50, straight, motion(50, 2, 20)))).toEqual(["strong_braking"]);
    expect(kindsOf(moving("car", 50, straight, motion(50, 2, 9)))).toEqual([]);
    const starting = [{ x: 0, y: 0, hold: 30 }, ...straight.slice(1)];
    expect(kindsOf(moving("truck", 30, starting, { ...motion(30, 6, 3), endFrame: 900 }))).toEqual(["strong_acceleration"]);
    const [fault] = rulesOf(scenario).motionFaults(scenario, moving("adult", 40, straight));
    expect(fault && motionFaultText(fault)).toBe(
      "Moves at 40 km/h, faster than an adult can (32 km/h). Lower its speed, or choose another kind of road user.",
    );
  });

  it("is told of waypoints that an actor does not come to", () => {
    expect(
      rulesOf(scenario).motionFaults(
        scenario,
        moving("adult", 4, [
          { x: 0, y: 0 },
          { x: 5, y: 0 },
          { x: 40, y: 0 },
        ]),
      ),
    ).toEqual([{ kind: "not_reached", waypoint: 3 }]);
  });
});

it("an encounter on the road is told from edge to edge, and from body to body at the crossing", () => {
  const car = moving("car", 36, [
    { x: -30, y: 0 },
    { x: 60, y: 0 },
  ]);
  const walker = moving("adult", 4, [
    { x: 0, y: -4 },
    { x: 0, y: 6 },
  ]);
  const { metres, secondsToCollision } = encounterOf(scenario, car, walker, 0);
  expect(metres).toBeCloseTo(Math.hypot(30 - 4.77 / 2 - 0.25, 4 - 1.83 / 2 - 0.3), 1);
  expect(secondsToCollision).toBeGreaterThan(2);
  const crossing = crossingOf(scenario, car, walker);
  expect(crossing?.at).toEqual({ x: 0, y: 0 });
  expect(crossing?.frames.map(Math.round)).toEqual([90, 108]);
  // The car's tail leaves 7 frames after its middle; the walker's front comes 8 frames before hers.
  expect(crossing?.gap).toBeGreaterThan(1);
  expect(crossing?.gap).toBeLessThan(6);
});
