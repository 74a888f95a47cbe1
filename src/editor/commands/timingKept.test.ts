import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CURVES, EASINGS, createActor, createScenario, type Actor, type Waypoint } from "@/core/document";
import { arrivalTimes, motionSpan, pathLength, pathPolyline, pointAtShare, poseAt } from "@/core/timeline";
import type { Command } from "./command";
import { segmentsOf } from "./paths";
import { risingTimes } from "./times";
import { makeSpeedConstant, moveWaypointTimes, reversePaths, setSegmentSpeed, setSpeed, setTiming, waitAtFrame } from "./timing";
import { shiftActors, trimActors } from "./trimming";
import { deleteWaypoints, insertWaypointAtFrame } from "./waypoints";
import { trimOf, untrimmed, waitAt, waitAtEnd } from "./wholeMotion";
import { worldOf } from "@/core/scene";

const PICTURE = worldOf(createScenario({ id: "any" }));

const VIDEO_FRAMES = 300;

function changed(actor: Actor, command: Command): Actor {
  const [next] = command.apply(createScenario({ id: "kept", actors: [actor] })).actors;
  if (!next) throw new Error("the actor is gone");
  // As the schema requires, every set time is after the previous departure.
  expect(risingTimes(next.trajectory.waypoints)).toBe(next.trajectory.waypoints);
  return next;
}

const coordinate = fc.integer({ min: 0, max: 1200 });
const waypoint: fc.Arbitrary<Waypoint> = fc.record(
  { x: coordinate, y: coordinate, hold: fc.integer({ min: 1, max: 25 }) },
  { requiredKeys: ["x", "y"] },
);

/** An actor with waits and set times here and there, which may wait at its end or be trimmed. */
const anyActor: fc.Arbitrary<Actor> = fc
  .record({
    path: fc.array(waypoint, { minLength: 2, maxLength: 6 }),
    set: fc.array(fc.option(fc.integer({ min: 0, max: 15 }), { nil: undefined }), { minLength: 6, maxLength: 6 }),
    startFrame: fc.integer({ min: -40, max: 60 }),
    spare: fc.integer({ min: 0, max: 60 }),
    curve: fc.constantFrom(...CURVES),
    easing: fc.constantFrom(...EASINGS),
    trim: fc.option(fc.record({ start: fc.integer({ min: 0, max: 30 }), end: fc.integer({ min: 0, max: 30 }) }), {
      nil: undefined,
      freq: 2,
    }),
  })
  .map(({ path, set, startFrame, spare, curve, easing, trim }) => {
    let time = 0;
    const timed = path.map((point, index) => {
      if (index > 0) time += 20 + (set[index] ?? 0);
      const at = time;
      time += point.hold ?? 0;
      return index > 0 && set[index] !== undefined ? { ...point, at } : point;
    });
    const actor = createActor({
      id: "walker",
      trackId: 0,
      type: "pedestrian",
      startFrame,
      endFrame: startFrame + time + spare,
      waypoints: risingTimes(timed),
      curve,
    });
    const whole = { ...actor, trajectory: { ...actor.trajectory, easing } };
    const length = whole.endFrame - whole.startFrame;
    if (!trim || trim.start + trim.end >= length || trim.start + trim.end === 0) return whole;
    return {
      ...whole,
      startFrame: whole.startFrame + trim.start,
      endFrame: whole.endFrame - trim.end,
      trajectory: { ...whole.trajectory, trim },
    };
  });

/** When each waypoint is reached, in whole frames of the video. */
const reached = (actor: Actor): number[] => arrivalTimes(actor).map((arrival) => motionSpan(actor).startFrame + Math.round(arrival));
const waits = (actor: Actor): number[] => actor.trajectory.waypoints.map((_, index) => waitAt(PICTURE, actor, index));
const places = (actor: Actor) => actor.trajectory.waypoints.map(({ x, y }) => ({ x, y }));

function expectSameMotion(one: Actor, other: Actor, within = 1e-6, until = one.endFrame): void {
  for (let frame = one.startFrame; frame < until; frame++) {
    const [{ ground }, expected] = [poseAt(one, frame), poseAt(other, frame).ground];
    expect(Math.hypot(ground.x - expected.x, ground.y - expected.y), `frame ${frame}`).toBeLessThanOrEqual(within);
  }
}

/** An easing runs from stop to stop: between a new stop and the next, waypoints that are only passed follow it. */
function isKept(actor: Actor, place: number, changedOne: number): boolean {
  const { easing, waypoints } = actor.trajectory;
  return (
    easing === "linear" ||
    place === changedOne ||
    place === waypoints.length - 1 ||
    waypoints[place]?.at !== undefined ||
    waitAt(PICTURE, actor, place) > 0
  );
}

/** An actor, and one of its waypoints. */
const withIndex = anyActor.chain((actor) => fc.tuple(fc.constant(actor), fc.nat({ max: actor.trajectory.waypoints.length - 1 })));
const check = <Values extends [unknown, ...unknown[]]>(...parts: Parameters<typeof fc.property<Values>>) =>
  fc.assert(fc.property<Values>(...parts), { numRuns: 60 });

describe("a command changes only what its name says:", () => {
  it("a wait leaves its arrival and earlier ones; everything after it is shifted by as much, including the end", () => {
    check(withIndex, fc.integer({ min: 0, max: 90 }), ([actor, index], frames) => {
      const before = untrimmed(actor);
      const after = changed(before, setTiming({ actorId: "walker", index }, { hold: frames }));
      const longer = frames - waitAt(PICTURE, before, index);
      const stood = before.endFrame >= VIDEO_FRAMES && waitAtEnd(PICTURE, before) > 0;
      // Stops of an eased path get whole frames as times, which may require an extra frame to keep them in order.
      const within = actor.trajectory.easing === "linear" ? 0 : 1;
      expect(places(after)).toEqual(places(before));
      reached(after).forEach((frame, place) => {
        const expected = (reached(before)[place] ?? 0) + (place > index ? longer : 0);
        if (isKept(actor, place, index)) expect(Math.abs(frame - expected), `waypoint ${place}`).toBeLessThanOrEqual(within);
      });
      if (!stood) {
        expect(waits(after)).toEqual(waits(before).map((wait, place) => (place === index ? frames : wait)));
        expect(after.startFrame).toBe(before.startFrame);
        expect(Math.abs(after.endFrame - before.endFrame - longer)).toBeLessThanOrEqual(within);
      }
      if (actor.trajectory.easing === "linear") expectSameMotion(after, before, 1e-6, reached(after)[index] ?? 0);
    });
  });

  it("an automatic arrival keeps the wait there, even at the last waypoint", () => {
    check(withIndex, ([actor, index]) => {
      const after = changed(actor, setTiming({ actorId: "walker", index }, { at: undefined }));
      expect(waits(after)).toEqual(waits(actor));
      expect(after.trajectory.waypoints[index]?.at).toBeUndefined();
      expect([after.startFrame, after.endFrame]).toEqual([actor.startFrame, actor.endFrame]);
    });
  });

  it("a wait in a trimmed-off part moves nothing that is visible", () => {
    check(withIndex, fc.integer({ min: 0, max: 90 }), ([actor, index], frames) => {
      const leaves = (reached(actor)[index] ?? 0) + waitAt(PICTURE, actor, index);
      const after = changed(actor, setTiming({ actorId: "walker", index }, { hold: frames }));
      const isHead = leaves < actor.startFrame && frames >= waitAt(PICTURE, actor, index);
      const isTail =
        (reached(actor)[index] ?? 0) > actor.endFrame &&
        trimOf(actor).end > 0 &&
        index < actor.trajectory.waypoints.length - 1 &&
        frames >= waitAt(PICTURE, actor, index);
      if (actor.trajectory.easing !== "linear" || (!isHead && !isTail)) return;
      expect([after.startFrame, after.endFrame]).toEqual([actor.startFrame, actor.endFrame]);
      expectSameMotion(after, actor);
    });
  });

  it("a mean speed applies to every leg, and keeps waits, positions, start, and standing until the video's end", () => {
    check(anyActor, fc.integer({ min: 1, max: 20 }), (any, speed) => {
      const actor = untrimmed(any);
      fc.pre(pathLength(actor) > 0);
      const after = changed(actor, setSpeed(["walker"], speed));
      const moving =
        (arrivalTimes(after).at(-1) ?? 0) -
        waits(after)
          .slice(0, -1)
          .reduce((sum, wait) => sum + wait, 0);
      expect(moving).toBeCloseTo(Math.max(1, Math.round(pathLength(actor) / speed)));
      expect(places(after)).toEqual(places(actor));
      expect(after.startFrame).toBe(actor.startFrame);
      expect(after.trajectory.easing).toBe(actor.trajectory.easing);
      expect(waits(after).slice(0, -1)).toEqual(waits(actor).slice(0, -1));
      const stood = actor.endFrame >= VIDEO_FRAMES && waitAtEnd(PICTURE, actor) > 0;
      if (stood) expect(after.endFrame).toBeGreaterThanOrEqual(VIDEO_FRAMES);
      else expect(waitAtEnd(PICTURE, after)).toBe(waitAtEnd(PICTURE, actor));
    });
  });

  it("a constant speed keeps every wait, the arrival at the end, and the time span", () => {
    check(anyActor, (actor) => {
      const after = changed(actor, makeSpeedConstant(["walker"]));
      expect(waits(after)).toEqual(waits(actor));
      expect(reached(after).at(-1)).toBe(reached(actor).at(-1));
      expect([after.startFrame, after.endFrame, trimOf(after)]).toEqual([actor.startFrame, actor.endFrame, trimOf(actor)]);
      expect(pathPolyline(after)).toEqual(pathPolyline(actor));
    });
  });

  it("a speed to a waypoint leaves earlier arrivals, every wait and the path; everything after it is shifted by as much", () => {
    check(withIndex, fc.integer({ min: 1, max: 20 }), ([any, which], speed) => {
      const actor = untrimmed(any);
      const index = Math.max(1, which);
      const after = changed(actor, setSegmentSpeed({ actorId: "walker", index }, speed));
      const shift = (reached(after)[index] ?? 0) - (reached(actor)[index] ?? 0);
      const moved = reached(actor).map((frame, place) => (place >= index ? frame + shift : frame));
      // Times set in whole frames round those derived from them by at most one.
      reached(after).forEach((frame, place) => {
        if (isKept(actor, place, index))
          expect(Math.abs(frame - (moved[place] ?? 0)), `waypoint ${place}`).toBeLessThanOrEqual(place === index ? 0 : 1);
      });
      expect(waits(after).slice(0, -1)).toEqual(waits(actor).slice(0, -1));
      expect(waitAtEnd(PICTURE, after)).toBeGreaterThanOrEqual(waitAtEnd(PICTURE, actor));
      expect(places(after)).toEqual(places(actor));
    });
  });

  it("moving a keyframe leaves earlier waits, the path and the time span", () => {
    check(withIndex, fc.integer({ min: -60, max: 60 }), ([actor, index], shift) => {
      fc.pre(index > 0);
      const after = changed(actor, moveWaypointTimes([{ actorId: "walker", index }], shift));
      expect(pathPolyline(after)).toEqual(pathPolyline(actor));
      expect([after.startFrame, after.endFrame, trimOf(after)]).toEqual([actor.startFrame, actor.endFrame, trimOf(actor)]);
      expect(waits(after).slice(0, -1)).toEqual(waits(actor).slice(0, -1));
      expect(reached(after).at(-1)).toBeLessThanOrEqual(motionSpan(actor).endFrame);
    });
  });

  it("trimming in leaves the rest unchanged to the last digit, and trimming out again restores the actor", () => {
    check(anyActor, fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 80 }), fc.boolean(), (any, cutStart, cutEnd, endFirst) => {
      const actor = untrimmed(any);
      fc.pre(cutStart + cutEnd < actor.endFrame - actor.startFrame);
      const startFrame = actor.startFrame + cutStart;
      const endFrame = actor.endFrame - cutEnd;
      const cuts = endFirst ? [{ endFrame }, { startFrame }] : [{ startFrame }, { endFrame }];
      const shorter = cuts.reduce((part, span) => changed(part, trimActors(["walker"], span)), actor);
      expect([shorter.startFrame, shorter.endFrame]).toEqual([startFrame, endFrame]);
      expectSameMotion(shorter, actor);
      const back = [{ startFrame: actor.startFrame }, { endFrame: actor.endFrame }].reduce(
        (part, span) => changed(part, trimActors(["walker"], span)),
        shorter,
      );
      expect([back.startFrame, back.endFrame, trimOf(back)]).toEqual([actor.startFrame, actor.endFrame, { start: 0, end: 0 }]);
      expect(places(back)).toEqual(places(actor));
      expectSameMotion(back, actor);
      // If moved in time meanwhile, it takes along what is trimmed off.
      const later = changed(
        changed(shorter, shiftActors(["walker"], 25)),
        trimActors(["walker"], { startFrame: actor.startFrame + 25, endFrame: actor.endFrame + 25 }),
      );
      expect(places(later)).toEqual(places(actor));
    });
  });

  it("a waypoint added at the playhead changes no times, neither during a wait nor on the way", () => {
    check(anyActor, fc.integer({ min: 0, max: 200 }), (actor, frame) => {
      const at = actor.startFrame + (frame % (actor.endFrame - actor.startFrame));
      const after = changed(actor, insertWaypointAtFrame("walker", at));
      if (after === actor) return;
      const added = reached(after).indexOf(at);
      expect(added).toBeGreaterThan(0);
      const others = reached(after).filter((_, index) => index !== added);
      expect(others.length).toBe(actor.trajectory.waypoints.length);
      // When a standing actor reaches the next waypoint in the same place is invisible: such times are distributed evenly.
      const isAlone = (index: number) =>
        places(actor).every(
          (place, other) =>
            Math.abs(other - index) !== 1 ||
            Math.hypot(place.x - (places(actor)[index]?.x ?? 0), place.y - (places(actor)[index]?.y ?? 0)) > 0,
        );
      others.forEach((when, index) => {
        if (isAlone(index)) expect(Math.abs(when - (reached(actor)[index] ?? 0)), `waypoint ${index}`).toBeLessThanOrEqual(1);
      });
      const fastest = Math.max(
        ...Array.from(
          { length: actor.endFrame - actor.startFrame },
          (_, step) => poseAt(actor, actor.startFrame + step + 1).distance - poseAt(actor, actor.startFrame + step).distance,
        ),
      );
      expectSameMotion(after, actor, fastest + 0.1);
    });
  });

  it("deleting the end of a path leaves the earlier arrivals, and the time span", () => {
    check(anyActor, (actor) => {
      const last = actor.trajectory.waypoints.length - 1;
      fc.pre(last > 1);
      const after = changed(actor, deleteWaypoints([{ actorId: "walker", index: last }]));
      expect([after.startFrame, after.endFrame]).toEqual([actor.startFrame, actor.endFrame]);
      if (actor.trajectory.easing === "linear" && actor.trajectory.curve !== "smooth")
        reached(after).forEach((frame, index) => expect(Math.abs(frame - (reached(actor)[index] ?? 0))).toBeLessThanOrEqual(1));
    });
  });
});

it("K during a wait adds a keyframe where the actor stands; the arrival stays, and the new one can be dragged smoothly", () => {
  const walker = createActor({
    id: "walker",
    trackId: 0,
    type: "pedestrian",
    startFrame: 0,
    endFrame: 100,
    waypoints: [
      { x: 0, y: 400 },
      { x: 200, y: 400, at: 20 },
    ],
  });
  const held = changed(walker, insertWaypointAtFrame("walker", 40));
  expect(arrivalTimes(held)).toEqual([0, 20, 40]);
  expectSameMotion(held, walker);
  const between = createActor({
    id: "walker",
    trackId: 0,
    type: "pedestrian",
    startFrame: 0,
    endFrame: 100,
    waypoints: [
      { x: 0, y: 400 },
      { x: 200, y: 400, at: 20, hold: 40 },
      { x: 600, y: 400 },
    ],
  });
  const divided = changed(between, insertWaypointAtFrame("walker", 45));
  expect(arrivalTimes(divided)).toEqual([0, 20, 45, 100]);
  expect(waits(divided)).toEqual([0, 0, 15, 0]);
  expectSameMotion(divided, between);
});

it("a wait at the playhead stops the actor there: on the way, at a waypoint, and again while it waits", () => {
  const walker = createActor({
    id: "walker",
    trackId: 0,
    type: "pedestrian",
    startFrame: 10,
    endFrame: 110,
    waypoints: [
      { x: 0, y: 400 },
      { x: 500, y: 400 },
    ],
  });
  const stopped = changed(walker, waitAtFrame("walker", 60, 30));
  expect([60, 75, 90, 115].map((frame) => poseAt(stopped, frame).ground.x)).toEqual([250, 250, 250, 375]);
  expect([waits(stopped), stopped.endFrame]).toEqual([[0, 30, 0], 140]);
  const longer = changed(stopped, waitAtFrame("walker", 80, 30));
  expect([waits(longer), longer.endFrame]).toEqual([[0, 60, 0], 170]);
  expect(changed(walker, waitAtFrame("walker", 200, 30))).toBe(walker);
});

it("a mean speed leaves the visible part of a trimmed path as it was, and the trimmed-off part can be restored", () => {
  const walker = createActor({
    id: "walker",
    trackId: 0,
    type: "pedestrian",
    startFrame: 0,
    endFrame: 250,
    waypoints: [
      { x: 300, y: 540 },
      { x: 700, y: 540, at: 150 },
    ],
  });
  const trimmedOff = changed(walker, trimActors(["walker"], { startFrame: 30, endFrame: 75 }));
  const quick = changed(trimmedOff, setSpeed(["walker"], 400 / 60));
  expect([quick.startFrame, quick.endFrame]).toEqual([30, 48]);
  expect([30, 48].map((frame) => Math.round(poseAt(quick, frame).ground.x))).toEqual([380, 500]);
  const back = changed(quick, trimActors(["walker"], { startFrame: 18, endFrame: 178 }));
  expect([places(back), waitAtEnd(PICTURE, back)]).toEqual([places(walker), 100]);
});

it("reversed, as much of a trimmed path is visible, in the other direction, even if a wait at the end is trimmed off", () => {
  const walker = createActor({
    id: "walker",
    trackId: 0,
    type: "pedestrian",
    startFrame: 0,
    endFrame: 250,
    waypoints: [
      { x: 300, y: 540 },
      { x: 700, y: 540, at: 100 },
    ],
  });
  const shown = (actor: Actor) => [actor.startFrame, actor.endFrame - 1].map((frame) => Math.round(poseAt(actor, frame).ground.x));
  const middle = changed(walker, trimActors(["walker"], { startFrame: 25, endFrame: 76 }));
  expect(shown(middle)).toEqual([400, 600]);
  const reversed = changed(middle, reversePaths(["walker"]));
  expect([reversed.startFrame, reversed.endFrame]).toEqual([25, 76]);
  // A path's last frame is the one before its end.
  expect(shown(reversed)).toEqual([604, 404]);
  expectSameMotion(changed(reversed, reversePaths(["walker"])), middle);
});

it("K on a smooth path keeps its shape: the curve becomes one with handles, and nothing moves at any frame", () => {
  const path = [
    { x: 0, y: 400 },
    { x: 300, y: 100 },
    { x: 500, y: 600, hold: 20 },
    { x: 1200, y: 300 },
  ];
  const walker = createActor({
    id: "walker",
    trackId: 0,
    type: "pedestrian",
    startFrame: 0,
    endFrame: 200,
    waypoints: path,
    curve: "smooth",
  });
  for (const at of [30, 70, 150]) {
    const after = changed(walker, insertWaypointAtFrame("walker", at));
    expect([after.trajectory.waypoints.length, after.trajectory.curve]).toEqual([5, "bezier"]);
    expect(reached(after)).toContain(at);
    // Positions are stored in hundredths of a pixel, lengths are measured along chords.
    expectSameMotion(after, walker, 0.2);
    const course = segmentsOf(walker.trajectory).flatMap((segment) =>
      Array.from({ length: 2001 }, (_, step) => pointAtShare(segment, step / 2000)),
    );
    const points = segmentsOf(after.trajectory).flatMap((segment) =>
      Array.from({ length: 21 }, (_, step) => pointAtShare(segment, step / 20)),
    );
    for (const { x, y } of points) expect(Math.min(...course.map((place) => Math.hypot(place.x - x, place.y - y)))).toBeLessThan(0.3);
  }
});

it("a waypoint right after another, in whole frames, keeps its time within one when the speed before it changes", () => {
  const waypoints = [
    { x: 0, y: 0 },
    { x: 0, y: 118, hold: 1 },
    { x: 0, y: 118.3, at: 61 },
    { x: 900, y: 118 },
  ];
  const walker = createActor({ id: "walker", trackId: 0, type: "pedestrian", startFrame: 0, endFrame: 200, waypoints });
  const slower = changed(walker, setSegmentSpeed({ actorId: "walker", index: 1 }, 1));
  expect(reached(walker)).toEqual([0, 60, 61, 200]);
  expect(reached(slower)).toEqual([0, 118, 120, 258]);
  const ended = changed(
    { ...walker, endFrame: 62, trajectory: { ...walker.trajectory, waypoints: waypoints.slice(0, 3) } },
    setSegmentSpeed({ actorId: "walker", index: 1 }, 1),
  );
  expect([reached(ended), waitAtEnd(PICTURE, ended)]).toEqual([[0, 118, 120], 1]);
});
