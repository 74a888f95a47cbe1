import { expect, it } from "vitest";
import { createScenario, MAX_SCENARIO_BYTES } from "@/core/document";
import type { WantedPictures } from "../media/frameTimes";
import { everyFrame, waysToFit } from "./videoStills";

const wanted: WantedPictures = { fps: 30, frames: 300, every: 1, width: 1280, height: 720, room: 60_000_000 };
const still = {
  id: "still",
  frame: 0,
  asset: { name: "", mediaType: "image/jpeg" as const, width: 1280, height: 720, sha256: "", data: { sha256: "", length: 0 } },
};
const tooLarge = (fitting: number, frames: number, changed: Partial<WantedPictures> = {}) => ({
  wanted: { ...wanted, ...changed },
  stills: { stills: fitting > 0 ? [still] : [], frames: fitting, decoder: { by: "browser" as const } },
  frames,
});

it("offers fewer images, smaller ones or a part, each with some room to spare", () => {
  expect(waysToFit(tooLarge(150, 300))).toEqual([
    { way: "fewer", wanted: { ...wanted, every: 3 } },
    { way: "smaller", wanted: { ...wanted, width: 812, height: 456 } },
    { way: "shorter" },
  ]);
  expect(waysToFit(tooLarge(280, 300))[0]).toEqual({ way: "fewer", wanted: { ...wanted, every: 2 } });
  // A further choice continues from the one before.
  expect(waysToFit(tooLarge(150, 300, { every: 2 }))[0]).toMatchObject({ wanted: { every: 5 } });
});

it("offers nothing that would be of no use: less than an image a second, images too small to see, or nothing", () => {
  expect(waysToFit(tooLarge(1, 300)).map(({ way }) => way)).toEqual(["shorter"]);
  expect(waysToFit(tooLarge(0, 300))).toEqual([]);
});

it("wants every frame of the scenario, no wider than it is, within what the rest of its file leaves", () => {
  const scenario = createScenario({ id: "s", video: { width: 640, height: 360, fps: 25, durationFrames: 75 } });
  const { room, ...rest } = everyFrame(scenario);
  expect(rest).toEqual({ fps: 25, frames: 75, every: 1, width: 640, height: 360 });
  expect(room).toBeLessThan(MAX_SCENARIO_BYTES);
  const background = { ...still.asset, data: { sha256: "", length: 1_000_000 } };
  const withBackground = {
    ...scenario,
    assets: { still: background },
    scene: { ...scenario.scene, backgroundAsset: "still" },
  };
  // The one that is there now will go.
  expect(everyFrame(withBackground).room).toBe(room);
});
