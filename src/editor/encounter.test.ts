import { describe, expect, it } from "vitest";
import { createActor, createCamera, createRoadActor, createRoadScenario, createScenario, type Actor } from "@/core/document";
import { pixelsPerMetreAt } from "@/core/scene";
import { setSpeed } from "./commands/timing";
import { crossingOf, encounterOf, meetingOf } from "./encounter";
import { criticalityTold } from "@/core/truth/testing/criticality";
import { usualRoadPlan } from "@/core/world/roads";

/** A street on which a metre is 60 pixels where the car drives; eight seconds. */
function street() {
  const empty = createScenario({
    id: "street",
    video: { width: 1280, height: 720, fps: 30, durationFrames: 240 },
    scene: { kind: "residential", variant: 0, pixelsPerMetre: 60 },
  });
  const pixels = pixelsPerMetreAt(empty, 540);
  const car = createActor({
    id: "car",
    trackId: 0,
    type: "vehicle",
    startFrame: 0,
    endFrame: 240,
    waypoints: [
      { x: 640 - 40 * pixels, y: 540 },
      { x: 640 + 40 * pixels, y: 540 },
    ],
  });
  const child = createActor({
    id: "child",
    trackId: 1,
    type: "pedestrian",
    startFrame: 0,
    endFrame: 240,
    waypoints: [
      { x: 640, y: 480 },
      { x: 640, y: 600 },
    ],
  });
  const scenario = { ...empty, actors: [car, child] };
  const at = (kmh: number): Actor => setSpeed(["car"], ((kmh / 3.6) * pixels) / 30).apply(scenario).actors[0] ?? car;
  return { scenario, child, at, pixels };
}

it("at 40 km/h a car that is 20 m from a child standing in its way reaches it in 1.80 s", () => {
  const { scenario, at } = street();
  const car = at(40);
  const standing = createActor({
    id: "child",
    trackId: 1,
    type: "pedestrian",
    startFrame: 0,
    endFrame: 240,
    waypoints: [{ x: 640, y: 540 }],
  });
  // 40 m at 11.11 m/s are 108 frames: half of the distance is covered after 54.
  const { metres, secondsToCollision } = encounterOf(scenario, car, standing, 54);
  expect(metres).toBeCloseTo(20, 1);
  expect(secondsToCollision).toBeCloseTo(1.8, 1);
  expect(encounterOf(scenario, car, standing, 200).secondsToCollision).toBeNull();
  // The same frames at the broadcast rate 30000/1001 take longer by 1001/1000.
  const broadcast = { ...scenario, video: { ...scenario.video, fps: 29.97 } };
  expect(encounterOf(broadcast, car, standing, 54).secondsToCollision).toBeCloseTo((secondsToCollision ?? 0) * 1.001, 9);
});

it("says whether two actors meet where their paths cross, and by how many frames they miss at another speed", () => {
  const { scenario, child, at } = street();
  const meeting = crossingOf(scenario, at(40), { ...child, startFrame: -12, endFrame: 228 });
  expect(meeting?.at).toEqual({ x: 640, y: 540 });
  expect(meeting?.frames[0]).toBeCloseTo(108, 0);
  expect(meeting?.frames[1]).toBeCloseTo(108, 0);
  expect(meeting?.gap).toBe(0);
  // At 80 km/h it is there after 54 frames, and gone long before the child comes.
  const missed = crossingOf(scenario, at(80), child);
  expect(missed?.frames[0]).toBeCloseTo(54, 0);
  expect(missed?.gap).toBeGreaterThan(20);
  expect(
    crossingOf(
      scenario,
      at(40),
      createActor({
        id: "far",
        trackId: 2,
        type: "pedestrian",
        startFrame: 0,
        endFrame: 9,
        waypoints: [
          { x: 0, y: 1 },
          { x: 9, y: 1 },
        ],
      }),
    ),
  ).toBeNull();
});

describe("on the road", () => {
  const video = { width: 320, height: 180, fps: 30, durationFrames: 150 };
  const mover = (id: string, trackId: number, from: [number, number], to: [number, number], speed: number) =>
    createRoadActor({
      kind: id === "walker" ? "adult" : "car",
      id,
      trackId,
      startFrame: 0,
      endFrame: 150,
      motion: { speed },
      waypoints: [from, to].map(([x, y]) => ({ x, y })),
    });
  const scenarioOf = (ego: Actor, other: Actor) =>
    createRoadScenario({
      id: "r",
      plan: usualRoadPlan("street"),
      video,
      ego: ego.id,
      actors: [ego, other],
      cameras: [createCamera("dashcam", video)],
    });

  it.each([
    ["a car that hits a walker who crosses", mover("car", 0, [-40, -1.6], [40, -1.6], 10), mover("walker", 1, [0, -6.4], [0, 5], 1.2)],
    ["one that just misses another walker", mover("car", 0, [-40, -1.6], [40, -1.6], 10), mover("walker", 1, [12, -6.4], [12, 5], 1.2)],
    ["one that drives up to a slower one", mover("car", 0, [-40, -1.6], [40, -1.6], 12), mover("slow", 1, [-20, -1.6], [40, -1.6], 3)],
  ])("tells of %s what the ground truth tells", (_name, one, other) => {
    const scenario = scenarioOf(one, other);
    const truth = criticalityTold(scenario, { start: 0, end: 150 })["1"];
    for (const frame of [0, 40, 80, 110]) {
      const told = truth?.frames.find((row) => row.frame === frame);
      expect(encounterOf(scenario, one, other, frame)).toEqual({ metres: told?.gap, secondsToCollision: told?.ttc });
    }
    // Whoever of the two is named first.
    for (const pair of [[one, other] as const, [other, one] as const])
      expect(meetingOf(scenario, ...pair)).toMatchObject({
        collision: truth?.impact?.frame ?? null,
        missedBy: truth?.pet,
        closest: truth?.minimum_gap,
      });
  });
});
