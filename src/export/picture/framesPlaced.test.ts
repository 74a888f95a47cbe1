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
