import { describe, expect, it } from "vitest";
import { createActor, createScenario, type Actor, type Curve, type Easing, type Waypoint } from "@/core/document";
import { arrivalTimes, poseAt, speedAt } from "@/core/timeline";
import type { Command } from "./command";
import { setVideo } from "./scenario";
import { makeSpeedConstant, moveWaypointTimes, reversePaths, setSegmentSpeed, setSpeed, setTiming } from "./timing";
import { shiftActors, splitActors, stretchActors, trimActors } from "./trimming";

const PATH: Waypoint[] = [
  { x: 100, y: 300 },
  { x: 300, y: 320, hold: 20 },
  { x: 420, y: 500, at: 110 },
  { x: 900, y: 480, scale: 2 },
];

/** Set times are whole frames, so a position can be off by what the actor walks in half of one (pixels). */
const HALF_FRAME = 2;

function walker(curve: Curve = "linear", easing: Easing = "linear"): Actor {
  const actor = createActor({ id: "walker", trackId: 0, type: "pedestrian", startFrame: 30, endFrame: 230, curve, waypoints: PATH });
  return { ...actor, trajectory: { ...actor.trajectory, easing } };
}

const run = (actor: Actor, command: Command): readonly Actor[] => command.apply(createScenario({ id: "timing", actors: [actor] })).actors;

function only(actor: Actor, command: Command): Actor {
  const [changed] = run(actor, command);
  if (!changed) throw new Error("the actor is gone");
  return changed;
}

function expectSamePlaces(one: Actor, other: Actor, from: number, to: number, within: number): void {
  for (let frame = from; frame < to; frame++) {
    const { ground, height } = poseAt(one, frame);
    const expected = poseAt(other, frame);
    expect(Math.hypot(ground.x - expected.ground.x, ground.y - expected.ground.y), `frame ${frame}`).toBeLessThan(within);
    expect(Math.abs(height - expected.height), `height at frame ${frame}`).toBeLessThan(0.2);
  }
}

describe.each(["linear", "smooth", "bezier"] as const)("on a %s path", (curve) => {
  it("trimming either end does not change the motion at the remaining frames", () => {
    const actor = walker(curve);
    for (const frame of [31, 60, 75, 88, 140, 200, 229]) {
      const shorter = only(actor, trimActors(["walker"], { endFrame: frame }));
      expect([shorter.startFrame, shorter.endFrame]).toEqual([30, frame]);
      expectSamePlaces(shorter, actor, 30, frame, HALF_FRAME);

      const later = only(actor, trimActors(["walker"], { startFrame: frame }));
      expect([later.startFrame, later.endFrame]).toEqual([frame, 230]);
      expectSamePlaces(later, actor, frame, 230, HALF_FRAME);
    }
  });

  it("trimming outwards adds waits at the ends", () => {
    const actor = walker(curve);
    const longer = only(only(actor, trimActors(["walker"], { startFrame: 10 })), trimActors(["walker"], { endFrame: 290 }));
    expect([longer.startFrame, longer.endFrame]).toEqual([10, 290]);
    expectSamePlaces(longer, actor, 10, 290, 0.5);
  });

  it("splitting gives two actors that together move like the original one", () => {
    const actor = walker(curve);
    for (const frame of [31, 60, 75, 140, 229]) {
      const [head, tail] = run(actor, splitActors(["walker"], frame));
      if (!head || !tail) throw new Error("a split gives two");
      expect([head.endFrame, tail.startFrame, tail.endFrame]).toEqual([frame, frame, 230]);
      expect(tail.trackId).not.toBe(head.trackId);
      expectSamePlaces(head, actor, 30, frame, HALF_FRAME);
      expectSamePlaces(tail, actor, frame, 230, HALF_FRAME);
    }
    expect(run(actor, splitActors(["walker"], 30))).toHaveLength(1);
    expect(run(actor, splitActors(["walker"], 230))).toHaveLength(1);
  });

  it("reversing twice restores the path, and once runs it backwards", () => {
    const actor = walker(curve);
    const reversed = only(actor, reversePaths(["walker"]));
    for (let frame = 30; frame <= 230; frame += 5) {
      const { ground } = poseAt(reversed, frame);
      const mirrored = poseAt(actor, 260 - frame);
      expect(Math.hypot(ground.x - mirrored.ground.x, ground.y - mirrored.ground.y), `frame ${frame}`).toBeLessThan(1);
    }
    expectSamePlaces(only(reversed, reversePaths(["walker"])), actor, 30, 230, 0.5);
  });
});

it("a split eased path passes its waypoints at the original times", () => {
  const actor = walker("linear", "ease_in_out");
  const [head, tail] = run(actor, splitActors(["walker"], 160));
  if (!head || !tail) throw new Error("a split gives two");
  for (const frame of [30, 140]) expect(poseAt(head, frame).ground.x).toBeCloseTo(poseAt(actor, frame).ground.x, 0);
  for (const frame of [160, 230]) expect(poseAt(tail, frame).ground.x).toBeCloseTo(poseAt(actor, frame).ground.x, 0);
});

it("moves a bar as a whole and stretches it in proportion", () => {
  const actor = walker();
  const moved = only(actor, shiftActors(["walker"], 15));
  expect(poseAt(moved, 100).ground).toEqual(poseAt(actor, 85).ground);

  const stretched = only(actor, stretchActors(["walker"], { endFrame: 430 }));
  expect(stretched.trajectory.waypoints.map(({ at, hold }) => [at, hold])).toEqual([
    [undefined, undefined],
    [undefined, 40],
    [220, undefined],
    [undefined, undefined],
  ]);
  expect(poseAt(stretched, 230).ground.x).toBeCloseTo(poseAt(actor, 130).ground.x);
});

it("sets arrivals and holds only as far as the neighbours' times allow", () => {
  const actor = walker();
  const at = (index: number, frame: number) =>
    only(actor, setTiming({ actorId: "walker", index }, { at: frame })).trajectory.waypoints[index]?.at;
  expect(at(1, 50)).toBe(50);
  expect(at(1, 500)).toBe(89);
  expect(at(1, 0)).toBe(1);
  expect(at(2, 10)).toBe(21);
  expect(at(0, 10)).toBeUndefined();

  const held = only(actor, setTiming({ actorId: "walker", index: 1 }, { hold: 0 }));
  expect(held.trajectory.waypoints[1]).toEqual({ x: 300, y: 320 });
  const freed = only(actor, setTiming({ actorId: "walker", index: 2 }, { at: undefined }));
  expect(freed.trajectory.waypoints[2]).toEqual({ x: 420, y: 500 });
});

it("moves keyframes in time together and stops at those that stay", () => {
  const actor = walker();
  const before = arrivalTimes(actor).map(Math.round);
  const refs = [1, 2].map((index) => ({ actorId: "walker", index }));
  const later = only(actor, moveWaypointTimes(refs, 10));
  expect(arrivalTimes(later)).toEqual([0, (before[1] ?? 0) + 10, 120, 200]);
  const stopped = only(actor, moveWaypointTimes(refs, 500));
  expect(arrivalTimes(stopped)[2]).toBe(199);
  const all = only(
    actor,
    moveWaypointTimes(
      [0, 1, 2, 3].map((index) => ({ actorId: "walker", index })),
      25,
    ),
  );
  expect([all.startFrame, all.endFrame]).toEqual([55, 255]);
});

it("sets speeds in pixels per frame, for the segment before a waypoint or for the whole path", () => {
  const actor = walker();
  const quick = only(actor, setSegmentSpeed({ actorId: "walker", index: 3 }, 8));
  expect(speedAt(quick, 30 + 130)).toBeCloseTo(8, 0);
  expect(speedAt(quick, 40)).toBeCloseTo(speedAt(actor, 40), 1);
  expect(arrivalTimes(quick)[3]).toBe(110 + 60);
  expect(quick.endFrame).toBe(30 + 170);

  const even = only(actor, setSpeed(["walker"], 4));
  for (const frame of [40, even.endFrame - 20]) expect(speedAt(even, frame)).toBeCloseTo(4, 1);
  const constant = only(actor, makeSpeedConstant(["walker"]));
  expect(constant.trajectory.waypoints.every(({ at }) => at === undefined)).toBe(true);
});

it("keeps seconds when the frame rate changes, and positions when the size does", () => {
  const scenario = createScenario({ id: "video", actors: [walker()] });
  const faster = setVideo({ fps: 60 }).apply(scenario);
  expect(faster.video.durationFrames).toBe(600);
  const [actor] = faster.actors;
  expect([actor?.startFrame, actor?.endFrame, actor?.trajectory.waypoints[2]?.at]).toEqual([60, 460, 220]);

  const larger = setVideo({ width: 1921, height: 1080 }).apply(scenario);
  expect(larger.video).toMatchObject({ width: 1922, height: 1080 });
  expect(larger.actors[0]?.trajectory.waypoints[0]?.y).toBe(450);
});
