import { expect, it } from "vitest";
import type { WholeScenario } from "@/core/document";
import { placedFrame } from "@/core/scene";
import { streetScenario } from "@/render/road/testing/streetScenario";
import { createFrameRenderer } from "./createFrameRenderer";

/** A scenario that counts how often its actors are read, which placing a frame does equally often. */
function countingReads(plain: WholeScenario): { scenario: WholeScenario; reads: () => number } {
  let count = 0;
  const scenario = {
    ...plain,
    get actors() {
      count++;
      return plain.actors;
    },
  };
  return { scenario, reads: () => count };
}

it("places the bodies of each frame of a road once to draw it", async () => {
  const { scenario, reads } = countingReads(streetScenario("dashcam", { width: 320, height: 180, fps: 30, durationFrames: 60 }));
  const renderer = await createFrameRenderer({ scenario, firstFrame: 0, frameStamp: false, instances: false });
  const target = new Uint8Array(renderer.frameBytes);
  renderer.render(0, target);

  let before = reads();
  placedFrame(scenario, 1);
  const once = reads() - before;
  expect(once).toBeGreaterThan(0);

  before = reads();
  for (let frame = 1; frame <= 10; frame++) renderer.render(frame, target);
  expect((reads() - before) / once).toBe(10);
});

it("finds out what bodies look like only if they, or their shadows, may be in the picture", () => {
  const plain = streetScenario("dashcam", { width: 320, height: 180, fps: 30, durationFrames: 60 });
  const reads = new Map<string, number>();
  /** The scenario with everybody but the ego so many metres further back. */
  const countingLooks = (back: number): WholeScenario => ({
    ...plain,
    actors: plain.actors.map((actor) => {
      if (actor.id === plain.road?.ego) return actor;
      const waypoints = actor.trajectory.waypoints.map((waypoint) => ({ ...waypoint, x: waypoint.x - back }));
      return {
        ...actor,
        trajectory: { ...actor.trajectory, waypoints },
        get appearance() {
          reads.set(actor.id, (reads.get(actor.id) ?? 0) + 1);
          return actor.appearance;
        },
      };
    }),
  });
  const readsOf = (scenario: WholeScenario) => {
    // How they move is found out once.
    placedFrame(scenario, 0);
    reads.clear();
    placedFrame(scenario, 1);
    return [...reads.values()].reduce((sum, count) => sum + count, 0);
  };
  expect(readsOf(countingLooks(0))).toBeGreaterThan(0);
  expect(readsOf(countingLooks(500))).toBe(0);
});
