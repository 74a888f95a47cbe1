import { describe, expect, it } from "vitest";
import { createRoadActor, createRoadScenario, validateScenario, type Actor, type SlimScenario } from "@/core/document";
import { worldOf } from "@/core/scene";
import { perFrame } from "@/core/timeline";
import { usualRoadPlan } from "@/core/world/roads";
import type { Command } from "./command";
import { makeSpeedConstant, moveWaypointTimes, reversePaths, setSegmentSpeed, setSpeed, setTiming, waitAtFrame } from "./timing";
import { wholeArrivals } from "./times";
import { splitActors, stretchActors, trimActors } from "./trimming";
import { insertWaypointAtFrame } from "./waypoints";

const FPS = 30;
const KMH = 1 / 3.6;
const car = createRoadActor({
  kind: "car",
  id: "car",
  trackId: 0,
  startFrame: 0,
  endFrame: 300,
  curve: "linear",
  motion: { speed: 36 * KMH },
  waypoints: [
    { x: -50, y: -1.6 },
    { x: -20, y: -1.6 },
    { x: 10, y: -1.6 },
    { x: 50, y: -1.6 },
  ],
});
const scenario = createRoadScenario({ id: "road", plan: usualRoadPlan("street"), actors: [car] });
const world = worldOf(scenario);

/** The scenario after commands, valid after each of them. */
function after(...commands: Command[]): SlimScenario {
  return commands.reduce<SlimScenario>((before, { apply }) => {
    const next = apply(before);
    expect(validateScenario(next).id).toBe(scenario.id);
    return next;
  }, scenario);
}

const actorOf = ({ actors }: SlimScenario, index = 0): Actor => {
  const actor = actors[index];
  if (!actor) throw new Error("no actor");
  return actor;
};
const ref = (index: number) => ({ actorId: "car", index });
const placesOf = (actor: Actor, frames: readonly number[]) => frames.map((frame) => world.poseAt(actor, frame).x);

describe("a path on the road that is timed by speeds", () => {
  it("has arrivals from its speed", () => {
    expect(wholeArrivals(world, car)).toEqual([0, 90, 180, 300]);
  });

  it("has a keyframe dragged by the speed before it; what follows keeps its speed", () => {
    const later = actorOf(after(moveWaypointTimes([ref(2)], 30)));
    expect(wholeArrivals(world, later).slice(0, 3)).toEqual([0, 90, 210]);
    // It speeds up again from there with its own acceleration.
    expect(world.speedAt(later, 300)).toBeCloseTo(10 / FPS, 6);
    expect(later.trajectory.waypoints.map(({ at }) => at)).toEqual([undefined, undefined, undefined, undefined]);
    const sooner = actorOf(after(setTiming(ref(1), { at: 75 })));
    expect(wholeArrivals(world, sooner)[1]).toBe(75);
    expect(sooner.motion?.speed).toBeCloseTo(12, 1);
  });

  it("reaches a waypoint as early as its acceleration allows where it is dragged to before that", () => {
    const early = actorOf(after(setTiming(ref(2), { at: 1 })));
    const fastest = actorOf(after(setSegmentSpeed(ref(2), perFrame(100, FPS))));
    const [reached, earliest] = [wholeArrivals(world, early)[2] ?? 0, wholeArrivals(world, fastest)[2] ?? 0];
    expect(reached).toBeGreaterThanOrEqual(earliest);
    expect(reached).toBeLessThanOrEqual(earliest + 1);
    expect(early.trajectory.waypoints[1]?.speed).toBeLessThan(100);
  });

  it("moves several keyframes by as many frames", () => {
    expect(wholeArrivals(world, actorOf(after(moveWaypointTimes([ref(1), ref(2)], 12)))).slice(0, 3)).toEqual([0, 102, 192]);
  });

  it("has one speed on a leg and then its own again, or one speed throughout", () => {
    const slow = actorOf(after(setSegmentSpeed(ref(2), perFrame(5, FPS))));
    expect(slow.trajectory.waypoints.map(({ speed }) => speed)).toEqual([undefined, 5, 10, undefined]);
    const even = actorOf(after(setSegmentSpeed(ref(2), perFrame(5, FPS)), setSpeed(["car"], perFrame(20, FPS))));
    expect([even.motion?.speed, wholeArrivals(world, even)]).toEqual([20, [0, 45, 90, 150]]);
    const constant = actorOf(after(setSegmentSpeed(ref(2), perFrame(5, FPS)), makeSpeedConstant(["car"])));
    expect(constant.trajectory.waypoints.every(({ speed }) => speed === undefined)).toBe(true);
  });

  it("brakes for a wait, and for one at the playhead", () => {
    const waiting = actorOf(after(setTiming(ref(1), { hold: 60 })));
    expect(wholeArrivals(world, waiting)[1]).toBeGreaterThan(90);
    const reached = wholeArrivals(world, waiting)[1] ?? 0;
    for (const x of placesOf(waiting, [reached + 1, reached + 59])) expect(x).toBeCloseTo(-20, 9);
    const stopped = actorOf(after(waitAtFrame("car", 120, 30)));
    expect(stopped.trajectory.waypoints.length).toBe(5);
    expect(stopped.trajectory.waypoints[2]).toMatchObject({ x: -10, hold: 30 });
  });

  it("keeps its motion where a waypoint is added at the playhead, where it is split, and where it is trimmed", () => {
    const frames = [10, 60, 100, 140, 200, 280];
    const slowed = after(setSegmentSpeed(ref(2), perFrame(5, FPS)));
    const before = placesOf(actorOf(slowed), frames);
    const added = insertWaypointAtFrame("car", 140).apply(slowed);
    expect(actorOf(added).trajectory.waypoints.length).toBe(5);
    placesOf(actorOf(added), frames).forEach((x, index) => expect(x).toBeCloseTo(before[index] ?? 0, 1));
    const halves = splitActors(["car"], 120).apply(slowed);
    expect(halves.actors.map(({ startFrame, endFrame }) => [startFrame, endFrame])).toEqual([
      [0, 120],
      [120, 300],
    ]);
    expect([...placesOf(actorOf(halves), frames.slice(0, 3)), ...placesOf(actorOf(halves, 1), frames.slice(3))]).toEqual(before);
    const trimmed = trimActors(["car"], { startFrame: 50, endFrame: 150 }).apply(slowed);
    expect(placesOf(actorOf(trimmed), [60, 100, 140])).toEqual(before.slice(1, 4));
    const back = trimActors(["car"], { startFrame: -40, endFrame: 300 }).apply(trimmed);
    expect(actorOf(back)).toEqual(actorOf(slowed));
  });

  it("is the same motion more slowly when it is stretched", () => {
    const slowed = after(setSegmentSpeed(ref(2), perFrame(5, FPS)), setTiming(ref(1), { hold: 30 }));
    const stretched = actorOf(stretchActors(["car"], { endFrame: 600 }).apply(slowed));
    placesOf(stretched, [40, 120, 240, 400]).forEach((x, index) =>
      expect(x).toBeCloseTo(placesOf(actorOf(slowed), [20, 60, 120, 200])[index] ?? 0, 6),
    );
  });

  it("goes back the other way with each stretch at its own speed", () => {
    const slowed = after(setSegmentSpeed(ref(1), perFrame(5, FPS)));
    const reversed = actorOf(reversePaths(["car"]).apply(slowed));
    expect([reversed.motion?.speed, reversed.trajectory.waypoints.map(({ x, speed }) => [x, speed])]).toEqual([
      10,
      [
        [50, undefined],
        [10, undefined],
        [-20, 5],
        [-50, undefined],
      ],
    ]);
    const again = actorOf(reversePaths(["car"]).apply(reversePaths(["car"]).apply(slowed)));
    expect(placesOf(again, [0, 100, 200])).toEqual(placesOf(actorOf(slowed), [0, 100, 200]));
  });
});

describe("a path on the road that is timed by arrivals", () => {
  const timed = {
    ...scenario,
    actors: [
      {
        ...car,
        trajectory: {
          ...car.trajectory,
          waypoints: car.trajectory.waypoints.map((point, index) => (index === 1 ? { ...point, at: 60 } : point)),
        },
      },
    ],
  };

  it("has its keyframes dragged as in a picture", () => {
    const moved = actorOf(moveWaypointTimes([ref(2)], 10).apply(timed));
    expect(wholeArrivals(world, moved)).toEqual([0, 60, 173, 300]);
  });

  it("is timed by speeds again once it is given one", () => {
    const even = actorOf(setSpeed(["car"], perFrame(10, FPS)).apply(timed));
    expect(world.isTimedBySpeeds(even)).toBe(true);
    expect(wholeArrivals(world, even)).toEqual([0, 90, 180, 300]);
  });
});
