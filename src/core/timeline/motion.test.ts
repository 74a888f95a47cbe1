import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createActor, type Waypoint } from "../document";
import { arrivalTimes, pathLength, pathPolyline, poseAt, speedAt } from ".";

function actorOn(waypoints: readonly Waypoint[], options: { curve?: "linear" | "smooth" | "bezier"; endFrame?: number } = {}) {
  return createActor({ id: "a", trackId: 0, type: "pedestrian", startFrame: 10, endFrame: 110, waypoints, ...options });
}

describe("motion along a trajectory", () => {
  it("is uniform from the first waypoint to the last, which is reached when the actor ends", () => {
    const actor = actorOn([
      { x: 0, y: 0 },
      { x: 300, y: 0 },
      { x: 300, y: 100 },
    ]);
    expect(arrivalTimes(actor)).toEqual([0, 75, 100]);
    expect(poseAt(actor, 10).ground).toEqual({ x: 0, y: 0 });
    expect(poseAt(actor, 60).ground).toEqual({ x: 200, y: 0 });
    expect(poseAt(actor, 110).ground).toEqual({ x: 300, y: 100 });
    expect(speedAt(actor, 50)).toBeCloseTo(4);
  });

  it("waits at a hold, and keeps arrival times that the user set", () => {
    const actor = actorOn([
      { x: 0, y: 0 },
      { x: 100, y: 0, at: 20, hold: 30 },
      { x: 200, y: 0 },
    ]);
    expect(arrivalTimes(actor)).toEqual([0, 20, 100]);
    expect(poseAt(actor, 20).ground.x).toBe(50);
    expect([30, 45, 60].map((frame) => poseAt(actor, frame).ground.x)).toEqual([100, 100, 100]);
    expect(poseAt(actor, 85).ground.x).toBe(150);
    expect(speedAt(actor, 45)).toBe(0);
  });

  it("subtracts holds at untimed waypoints from the time to travel", () => {
    const actor = actorOn([
      { x: 0, y: 0 },
      { x: 100, y: 0, hold: 20 },
      { x: 200, y: 0 },
    ]);
    expect(arrivalTimes(actor)).toEqual([0, 40, 100]);
    expect(poseAt(actor, 10 + 60).ground.x).toBe(100);
    expect(poseAt(actor, 10 + 80).ground.x).toBe(150);
  });

  it("eases between stops, and reports when the waypoints in between are passed", () => {
    const eased = actorOn([
      { x: 0, y: 0 },
      { x: 25, y: 0 },
      { x: 100, y: 0 },
    ]);
    const actor = { ...eased, trajectory: { ...eased.trajectory, easing: "ease_in" as const } };
    expect(arrivalTimes(actor)[1]).toBeCloseTo(50);
    expect(poseAt(actor, 60).ground.x).toBeCloseTo(25);
  });

  it("changes the size uniformly while the ground point stays on the path", () => {
    const actor = actorOn([
      { x: 100, y: 200 },
      { x: 300, y: 400, scale: 2 },
    ]);
    const pose = poseAt(actor, 60);
    expect([pose.width, pose.height]).toEqual([45, 120]);
    expect(pose.corner).toEqual({ x: 200 - 22.5, y: 300 - 120 });
  });

  it("passes through every waypoint of a smooth curve at the reported time, without jumps", () => {
    const coordinate = fc.integer({ min: -500, max: 1500 });
    fc.assert(
      fc.property(fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 2, maxLength: 7 }), (waypoints) => {
        const actor = actorOn(waypoints, { curve: "smooth" });
        arrivalTimes(actor).forEach((time, index) => {
          const { ground } = poseAt(actor, actor.startFrame + time);
          const waypoint = waypoints[index] ?? { x: NaN, y: NaN };
          expect(Math.hypot(ground.x - waypoint.x, ground.y - waypoint.y)).toBeLessThan(0.5);
        });
        const stride = pathLength(actor) / 100;
        for (let frame = 10; frame < 110; frame++) {
          const here = poseAt(actor, frame);
          const next = poseAt(actor, frame + 1);
          expect(next.distance - here.distance).toBeCloseTo(stride, 3);
          expect(Math.hypot(next.ground.x - here.ground.x, next.ground.y - here.ground.y)).toBeLessThan(stride * 1.05 + 0.01);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("follows Bézier handles, and is straight without them", () => {
    const curved = actorOn(
      [
        { x: 0, y: 0, handles: { out: { x: 0, y: 100 } } },
        { x: 100, y: 0, handles: { in: { x: 0, y: 100 } } },
      ],
      { curve: "bezier" },
    );
    expect(poseAt(curved, 60).ground.x).toBeCloseTo(50);
    expect(poseAt(curved, 60).ground.y).toBeCloseTo(75);
    expect(pathPolyline(curved).length).toBeGreaterThan(10);
    const straight = actorOn(
      [
        { x: 0, y: 0 },
        { x: 100, y: 0 },
      ],
      { curve: "bezier" },
    );
    expect(pathPolyline(straight)).toEqual([0, 0, 100, 0]);
  });

  it("stands still with a single waypoint or with all waypoints in one place", () => {
    expect(poseAt(actorOn([{ x: 5, y: 6 }]), 50)).toMatchObject({ ground: { x: 5, y: 6 }, distance: 0 });
    const same = actorOn([
      { x: 5, y: 6 },
      { x: 5, y: 6 },
      { x: 5, y: 6 },
    ]);
    expect(poseAt(same, 70).ground).toEqual({ x: 5, y: 6 });
  });
});
