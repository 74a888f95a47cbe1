import { expect, it } from "vitest";
import { frameState } from "@/core/scene";
import { streetScenario } from "@/render/road/testing/streetScenario";
import { createFrameRenderer } from "../picture/createFrameRenderer";
import { SightedFrames } from "./sightedFrames";

const VIDEO = { width: 320, height: 180, fps: 30, durationFrames: 60 };

it.each(["illustrated", "schematic", "instances", "blurred", "snow"] as const)(
  "knows from the threads that draw what the ground truth would count by itself: %s",
  async (style) => {
    const street = streetScenario("dashcam", VIDEO);
    const scenario = {
      ...street,
      // What is seen of scenery is counted too.
      ...(street.road && { road: { ...street.road, scenery: { seed: 2, density: 1 } } }),
      ...(style === "schematic" ? { style } : {}),
      ...(style === "blurred"
        ? { sensor: { exposure: 0, vignetting: 0, noise: 0, lensDrops: 0, motionBlur: 0.5, rollingShutter: 0.3 } }
        : {}),
      ...(style === "snow" ? { weather: [{ frame: 0, condition: "snow" as const, intensity: 0.9, fadeFrames: 0 }] } : {}),
      // Random occlusion hides an actor in some frames, where it counts all the same.
      actors: street.actors.map((actor, index) => (index === 3 ? { ...actor, flicker: { probability: 0.5, min: 0, max: 0.1 } } : actor)),
    };
    const renderer = await createFrameRenderer({
      scenario,
      firstFrame: 0,
      frameStamp: style === "illustrated",
      instances: style === "instances",
      sights: true,
    });
    const target = new Uint8Array(renderer.frameBytes);
    const frames = new SightedFrames(scenario, 10);
    // Frames come as segments are drawn, on several threads, and again where a segment is repeated.
    for (const frame of [12, 13, 10, 11, 12]) {
      renderer.forget();
      renderer.render(frame, target);
      const sights = renderer.sights();
      if (sights) frames.add(frame, structuredClone(sights));
    }
    for (let frame = 10; frame < 14; frame++) {
      const state = await frames.stateAt(frame);
      expect(state).toEqual(frameState(scenario, frame));
      expect(state.ignored?.length).toBeGreaterThan(0);
    }
  },
);

it("counts under a camera that stands, where what stands is drawn once, however the others pass in front and behind", async () => {
  const street = streetScenario("roadside", { ...VIDEO, durationFrames: 240 });
  const scenario = { ...street, ...(street.road && { road: { ...street.road, scenery: { seed: 1, density: 1 } } }) };
  const renderer = await createFrameRenderer({ scenario, firstFrame: 0, frameStamp: false, instances: false, sights: true });
  const target = new Uint8Array(renderer.frameBytes);
  const orders = new Set<string>();
  for (let frame = 0; frame < 240; frame += 20) {
    renderer.render(frame, target);
    const frames = new SightedFrames(scenario, frame);
    const sights = renderer.sights();
    if (sights) frames.add(frame, sights);
    const state = await frames.stateAt(frame);
    expect(state).toEqual(frameState(scenario, frame));
    orders.add(state.bodies.map(({ id }) => id).join());
  }
  expect(orders.size).toBeGreaterThan(3);
});

it("waits for a frame that has not been drawn yet", async () => {
  const scenario = streetScenario("roadside", VIDEO);
  const renderer = await createFrameRenderer({ scenario, firstFrame: 0, frameStamp: false, instances: false, sights: true });
  const frames = new SightedFrames(scenario, 0);
  const state = frames.stateAt(0);
  renderer.render(0, new Uint8Array(renderer.frameBytes));
  const sights = renderer.sights();
  if (sights) frames.add(0, sights);
  expect(await state).toEqual(frameState(scenario, 0));
});

it("does not wait for a frame that no thread has counted when all have been drawn", async () => {
  const frames = new SightedFrames(streetScenario("roadside", VIDEO), 0);
  const waiting = frames.stateAt(0);
  frames.complete();
  await expect(waiting).rejects.toThrow("frame 0 was not counted");
  await expect(frames.stateAt(0)).rejects.toThrow("frame 0 was not counted");
});
