import { expect, it } from "vitest";
import { createActor, createScenario, type Scenario } from "@/core/document";
import { frameState } from "@/core/scene";
import { DEFAULT_FORMATS } from "@/formats";
import { MemoryFolder } from "../storage/memoryFolder";
import { BundleWriter } from "./bundleWriter";
import { writeTruth } from "./writeTruth";

/** A scenario that counts how often its actors are read, which every frame state does equally often. */
function countingReads(plain: Scenario): { scenario: Scenario; reads: () => number } {
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

it("computes the state of each frame once, for the ground truth and all other formats, masks included", async () => {
  const waypoints = [
    { x: 100, y: 500 },
    { x: 600, y: 500 },
  ];
  const { scenario, reads } = countingReads(
    createScenario({
      id: "counted",
      actors: [createActor({ id: "walker", trackId: 1, type: "pedestrian", startFrame: 0, endFrame: 300, waypoints })],
    }),
  );
  const readsDuring = async (work: () => unknown): Promise<number> => {
    const before = reads();
    await work();
    return reads() - before;
  };
  const exportFrames = (frames: number) =>
    readsDuring(async () => {
      const bundle = await BundleWriter.create(new MemoryFolder());
      expect(await writeTruth(bundle, scenario, { start: 0, end: frames }, DEFAULT_FORMATS, { masks: true })).toBe(frames);
    });

  frameState(scenario, 0);
  const once = await readsDuring(() => frameState(scenario, 1));
  expect(once).toBeGreaterThan(0);
  const [ten, thirty] = [await exportFrames(10), await exportFrames(30)];
  expect((thirty - ten) / once).toBe(20);
});
