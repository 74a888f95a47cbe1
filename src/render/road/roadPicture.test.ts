import { describe, expect, it } from "vitest";
import { withCondition, type Scenario } from "@/core/document";
import { placedFrame } from "@/core/scene";
import { RoadPicture } from "./roadPicture";
import { streetScenario } from "./testing/streetScenario";

const video = { width: 320, height: 180, fps: 30, durationFrames: 60 };

function drawn(picture: RoadPicture, scenario: Scenario, frame: number): Uint8Array {
  const state = placedFrame(scenario, frame);
  if (!state.road) throw new Error("no road");
  picture.draw(state, state.road);
  return Uint8Array.from(picture.raster.pixels());
}

const freshly = (scenario: Scenario, frame: number): Uint8Array => drawn(new RoadPicture(video.width, video.height), scenario, frame);

/** Mean of red, green and blue over some rows. */
function brightness(pixels: Uint8Array, fromRow: number, toRow: number): number {
  const part = pixels.subarray(fromRow * video.width * 4, toRow * video.width * 4).filter((_, index) => index % 4 !== 3);
  return part.reduce((sum, value) => sum + value, 0) / part.length;
}

describe("the picture of a road", () => {
  it("is the same whatever was drawn before, under a camera that stands as under one that moves, in any weather", () => {
    const pole = streetScenario("roadside", video);
    const moving = streetScenario("dashcam", video);
    const picture = new RoadPicture(video.width, video.height);
    for (const [scenario, frame] of [
      [pole, 3],
      [pole, 4],
      [pole, 30],
      [moving, 10],
      [withCondition(moving, "fog", 0.6), 10],
      [withCondition(pole, "night", 1), 11],
      [withCondition(pole, "night", 1), 12],
    ] as const)
      expect(Buffer.compare(drawn(picture, scenario, frame), freshly(scenario, frame))).toBe(0);
  });

  it("draws only what moves again while the camera stands", () => {
    const scenario = streetScenario("roadside", video);
    const picture = new RoadPicture(video.width, video.height);
    drawn(picture, scenario, 40);
    const state = placedFrame(scenario, 41);
    const regions = state.road ? picture.draw(state, state.road) : "whole";
    if (regions === "whole") throw new Error("drew everything");
    expect(regions.reduce((sum, box) => sum + box.width * box.height, 0)).toBeLessThan(0.6 * video.width * video.height);
    const again = placedFrame(scenario, 41);
    expect(again.road && picture.draw(again, again.road)).toEqual([]);
  });

  it("has a sky that is lightest at the horizon, is dark at night but for what the headlamps light, and grey in fog", () => {
    const day = freshly(streetScenario("dashcam", video), 0);
    const night = freshly(withCondition(streetScenario("dashcam", video), "night", 1), 0);
    const fog = freshly(withCondition(streetScenario("dashcam", video), "fog", 1), 0);
    expect(brightness(day, 70, 72)).toBeGreaterThan(brightness(day, 0, 2) + 20);
    expect(brightness(night, 0, 20)).toBeLessThan(25);
    // The road before the bonnet is lit, that in the distance is not.
    const left = (from: number, to: number) => brightness(night, from, to) / brightness(day, from, to);
    expect(left(125, 135)).toBeGreaterThan(2 * left(0, 20));
    expect(left(125, 135)).toBeGreaterThan(1.5 * left(90, 92));
    const spread = (pixels: Uint8Array, row: number) => {
      const luma = Array.from({ length: video.width }, (_, x) => pixels[(row * video.width + x) * 4 + 1] ?? 0);
      return Math.max(...luma) - Math.min(...luma);
    };
    // 60 m away hardly any contrast is left.
    expect(spread(fog, 86)).toBeLessThan(spread(day, 86) / 3);
  });
});
