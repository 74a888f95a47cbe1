import { describe, expect, it } from "vitest";
import { createCamera, createRoadActor, createRoadScenario, withCondition, type Scenario } from "@/core/document";
import { frameState, placedFrame } from "@/core/scene";
import { usualRoadPlan } from "@/core/world/roads";
import { colorTables } from "../schematic/laws";
import { RoadPicture } from "./roadPicture";
import { streetScenario } from "./testing/streetScenario";

const video = { width: 320, height: 180, fps: 30, durationFrames: 60 };

function drawn(picture: RoadPicture, scenario: Scenario, frame: number): Uint8Array {
  const state = placedFrame(scenario, frame);
  if (!state.road) throw new Error("no road");
  picture.draw(state, state.road);
  return Uint8Array.from(picture.raster.pixels());
}

const PERFECT = { exposure: 0, noise: 0, motionBlur: 0, lensDrops: 0, vignetting: 0, rollingShutter: 0 };

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
      [withCondition(pole, "rainy", 0.5), 12],
      [withCondition(pole, "rainy", 0.5), 13],
      [withCondition(moving, "snow", 0.5), 13],
      [{ ...pole, style: "schematic", sensor: { ...PERFECT, exposure: -0.5, vignetting: 0.5 } }, 13],
      [withCondition({ ...pole, style: "schematic" }, "cloudy", 1), 13],
      [withCondition({ ...pole, style: "schematic" }, "cloudy", 1), 14],
      [{ ...pole, sensor: { ...PERFECT, noise: 0.5, lensDrops: 0.5 } }, 14],
      [{ ...moving, sensor: { ...PERFECT, motionBlur: 0.8, rollingShutter: 0.5 } }, 15],
      [pole, 15],
    ] as const)
      expect(Buffer.compare(drawn(picture, scenario, frame), freshly(scenario, frame))).toBe(0);
  });

  it("is the same after others through a fisheye that stands beside the road, past which a bus drives", () => {
    const eye = createCamera("surround_front", video);
    const scenario = createRoadScenario({
      id: "eye",
      plan: usualRoadPlan("street"),
      video,
      cameras: [{ ...eye, carrier: "world", mount: { x: 0, y: 0, z: 2.5, yaw: 90, pitch: 10, roll: 0 } }],
      actors: [
        createRoadActor({
          kind: "bus",
          id: "bus",
          trackId: 1,
          startFrame: 0,
          endFrame: 300,
          motion: { speed: 6 },
          waypoints: [
            { x: -12, y: 2.2 },
            { x: 40, y: 2.2 },
          ],
        }),
      ],
    });
    const picture = new RoadPicture(video.width, video.height);
    for (let frame = 56; frame < 66; frame++)
      expect([frame, Buffer.compare(drawn(picture, scenario, frame), freshly(scenario, frame))]).toEqual([frame, 0]);
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

  it("keeps the specification's laws on every pixel in style schematic", () => {
    const scenario = streetScenario("roadside", video, { style: "schematic" });
    const day = freshly(scenario, 40);
    const [red, green, blue] = colorTables([{ condition: "cloudy", intensity: 0.8 }]);
    const expected = day.map((value, index) => [red, green, blue][index % 4]?.[value] ?? value);
    expect(Buffer.compare(freshly(withCondition(scenario, "cloudy", 0.8), 40), expected)).toBe(0);
  });

  it("smears what moves past a camera with an open shutter, and nothing that stands before one that stands", () => {
    const blurred = { sensor: { ...PERFECT, motionBlur: 1 } };
    const sharp = freshly(streetScenario("dashcam", video), 30);
    const smeared = freshly(streetScenario("dashcam", video, blurred), 30);
    expect(Buffer.compare(sharp, smeared)).not.toBe(0);
    // To the right of the road nothing moves.
    const aside = (pixels: Uint8Array) => pixels.filter((_, index) => (index >> 2) % video.width > 0.85 * video.width);
    const [pole, blurredPole] = [streetScenario("roadside", video), streetScenario("roadside", video, blurred)];
    expect(Buffer.compare(aside(freshly(pole, 30)), aside(freshly(blurredPole, 30)))).toBe(0);
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
    expect(left(125, 135)).toBeGreaterThan(1.3 * left(90, 92));
    const spread = (pixels: Uint8Array, row: number) => {
      const luma = Array.from({ length: video.width }, (_, x) => pixels[(row * video.width + x) * 4 + 1] ?? 0);
      return Math.max(...luma) - Math.min(...luma);
    };
    // 60 m away hardly any contrast is left.
    expect(spread(fog, 86)).toBeLessThan(spread(day, 86) / 3);
  });

  it("has shadows on the ground: longer ones under a low sun, faint ones under clouds, none in flat colours", () => {
    const scene = streetScenario("roadside", video);
    const empty = (scenario: Scenario): Scenario => ({ ...scenario, actors: [], occluders: [] });
    // Pixels of the ground that a body makes darker, without being seen there itself.
    const shaded = (scenario: Scenario) => {
      const [full, bare] = [freshly(scenario, 30), freshly(empty(scenario), 30)];
      const state = frameState(scenario, 30);
      // Edges are soft: they reach a pixel further.
      const hidden = state.bodies.map(({ box: { x, y, width, height } }) => ({ x: x - 1, y: y - 1, width: width + 2, height: height + 2 }));
      let pixels = 0;
      for (let y = 0; y < video.height; y++)
        for (let x = 0; x < video.width; x++) {
          if (hidden.some((box) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height)) continue;
          const at = (y * video.width + x) * 4 + 1;
          if ((full[at] ?? 0) < 0.8 * (bare[at] ?? 0)) pixels++;
        }
      return pixels;
    };
    const [sun, low, clouds] = [scene, withCondition(scene, "low_sun", 1), withCondition(scene, "cloudy", 1)].map(shaded);
    expect(sun).toBeGreaterThan(30);
    expect(low).toBeGreaterThan(1.5 * (sun ?? 0));
    expect(clouds).toBeLessThan((sun ?? 0) / 2);
    expect(shaded({ ...scene, style: "schematic" })).toBe(0);
  });

  it("keeps the shadow of what has left the picture, and loses it no faster than it moves", () => {
    const scene = withCondition(streetScenario("roadside", video), "low_sun", 1);
    const camera = scene.road?.cameras.find(({ id }) => id === scene.road?.camera);
    if (!camera || !scene.road) throw new Error("no camera");
    // Close above the road, looking along it: a truck drives past on the left, its shadow falls to the right and back.
    const low = { ...camera, carrier: "world" as const, mount: { ...camera.mount, x: 0, y: 0, z: 1.5, yaw: 233.13, pitch: 5, roll: 0 } };
    const truck = createRoadActor({
      kind: "truck",
      id: "truck",
      trackId: 9,
      startFrame: 0,
      endFrame: 60,
      motion: { speed: 5 },
      waypoints: [
        { x: 7.2, y: 4.2 },
        { x: -4, y: -11 },
      ],
    });
    const passing: Scenario = {
      ...scene,
      road: { ...scene.road, ego: undefined, camera: low.id, cameras: [low] },
      actors: [truck],
      occluders: [],
    };
    const empty: Scenario = { ...passing, actors: [] };
    const bare = freshly(empty, 0);
    const changed = Array.from({ length: 60 }, (_, frame) => freshly(passing, frame).filter((value, at) => value !== bare[at]).length / 3);
    const steps = changed.slice(1).map((pixels, index) => Math.abs(pixels - (changed[index] ?? 0)));
    expect(Math.max(...changed)).toBeGreaterThan(5000);
    expect(Math.max(...steps)).toBeLessThan(4500);
    // There is a shadow before there is a truck.
    const first = Array.from({ length: 60 }, (_, frame) => frame).find((frame) => placedFrame(passing, frame).bodies.length > 0) ?? 0;
    expect(first).toBeGreaterThan(0);
    expect(changed[first - 1]).toBeGreaterThan(100);
  });
});
