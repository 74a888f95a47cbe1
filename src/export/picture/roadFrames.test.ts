import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createActor, createOccluder, createScenario, withCondition, withLight, withWeather, type WholeScenario } from "@/core/document";
import { frameState } from "@/core/scene";
import { streetScenario } from "@/render/road/testing/streetScenario";
import { createFrameRenderer } from "./createFrameRenderer";
import type { PictureSettings } from "./frameRenderer";
import { readFrameStamp } from "./frameStamp";

const video = { width: 320, height: 180, fps: 30, durationFrames: 60 };

const settingsOf = (scenario: WholeScenario, change: Partial<PictureSettings> = {}): PictureSettings => ({
  scenario,
  firstFrame: 0,
  frameStamp: false,
  instances: false,
  ...change,
});

const md5 = (bytes: Uint8Array): string => createHash("md5").update(bytes).digest("hex");

async function renderedDigests(scenario: WholeScenario, frames: readonly number[]): Promise<string[]> {
  const renderer = await createFrameRenderer(settingsOf(scenario));
  const target = new Uint8Array(renderer.frameBytes);
  return frames.map((frame) => {
    renderer.render(frame, target);
    return md5(target);
  });
}

/** The same street with houses, lamps, trees and parked cars beside it. */
function withScenery(scenario: WholeScenario): WholeScenario {
  const { road } = scenario;
  if (!road) throw new Error("no road");
  return { ...scenario, road: { ...road, scenery: { seed: 7, density: 0.75 } } };
}

/** Kinds of frames that have to be the same, to the byte, on every machine. */
const CASES: Record<string, WholeScenario> = {
  scenery: withScenery(streetScenario("dashcam", video)),
  sceneryOnARainyNight: withScenery(withLight(withWeather(streetScenario("roadside", video), "rainy", 0.7), "night", 0.9)),
  rain: withCondition(streetScenario("dashcam", video), "rainy", 0.7),
  fogFromThePole: withCondition(streetScenario("roadside", video), "fog", 0.6),
  nightBehind: withCondition(streetScenario("rear", video), "night", 1),
  flatSnow: withCondition(streetScenario("dashcam", video, { style: "schematic" }), "snow", 0.5),
  sensor: streetScenario("dashcam", video, {
    sensor: { exposure: 0.4, noise: 0.4, motionBlur: 0.5, lensDrops: 0.6, vignetting: 0.5, rollingShutter: 0.4 },
  }),
};

describe("frames of a road scenario", () => {
  // Where the picture is meant to change: npx vitest run with -u at the end, and a line in CHANGELOG.md.
  it("are the same bytes on every machine", async () => {
    const digests: Record<string, string[]> = {};
    for (const [name, scenario] of Object.entries(CASES)) digests[name] = await renderedDigests(scenario, [5, 6, 40]);
    await expect(`${JSON.stringify(digests, null, 2)}\n`).toMatchFileSnapshot("roadFrames.json");
  });

  it("are told to repeat where nothing has changed, and carry the stamp of each frame otherwise", async () => {
    const scenario = streetScenario("roadside", video);
    const still = {
      ...scenario,
      actors: scenario.actors.map((actor) => ({ ...actor, motion: actor.motion && { ...actor.motion, speed: 0 } })),
    };
    const renderer = await createFrameRenderer(settingsOf(still));
    const target = new Uint8Array(renderer.frameBytes);
    expect([3, 4, 5].map((frame) => renderer.render(frame, target))).toEqual([true, false, false]);
    renderer.forget();
    expect(renderer.render(6, target)).toBe(true);
    const stamped = await createFrameRenderer(settingsOf(still, { frameStamp: true }));
    for (const frame of [3, 4, 50]) {
      expect(stamped.render(frame, target)).toBe(true);
      expect(readFrameStamp(video.width, (x, y) => target[y * video.width + x] ?? 0)).toBe(frame);
    }
  });
});

/** Pixels and box of each colour but black. */
function counted(data: Uint8ClampedArray, width: number) {
  const found = new Map<string, { pixels: number; left: number; top: number; right: number; bottom: number }>();
  for (let at = 0; at < data.length; at += 4) {
    const name = data.subarray(at, at + 3).join(" ");
    if (name === "0 0 0") continue;
    const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)];
    const known = found.get(name) ?? { pixels: 0, left: x, top: y, right: x + 1, bottom: y + 1 };
    known.pixels++;
    known.left = Math.min(known.left, x);
    known.right = Math.max(known.right, x + 1);
    known.bottom = y + 1;
    found.set(name, known);
  }
  return found;
}

describe("style instances", () => {
  const picture = createScenario({
    id: "crowded",
    video,
    actors: [
      createActor({
        id: "a",
        trackId: 3,
        type: "pedestrian",
        startFrame: 0,
        endFrame: 60,
        waypoints: [
          { x: 100, y: 150 },
          { x: 200, y: 150 },
        ],
      }),
      createActor({
        id: "b",
        trackId: 400,
        type: "vehicle",
        startFrame: 0,
        endFrame: 60,
        waypoints: [
          { x: -40, y: 160 },
          { x: 340, y: 160 },
        ],
      }),
    ],
    occluders: [createOccluder({ id: "bin", kind: "bin", x: 150, y: 170 })],
  });

  it.each([
    ["the road", streetScenario("dashcam", video)],
    ["the road from a pole", streetScenario("roadside", video)],
    ["the picture world", picture],
  ])("shows every actor by its number where the truth says, in %s", async (_name, scenario) => {
    const renderer = await createFrameRenderer(settingsOf(scenario, { instances: true }));
    let seen = 0;
    for (const frame of [0, 12, 25, 59]) {
      const found = counted((await renderer.pixels(frame)).data, video.width);
      for (const body of frameState(scenario, frame).bodies) {
        if (body.kind !== "actor") continue;
        const name = `${(body.trackId + 1) & 255} ${(body.trackId + 1) >> 8} 255`;
        const pixels = found.get(name);
        found.delete(name);
        const { visibleBox: box } = body;
        expect(
          pixels ? { x: pixels.left, y: pixels.top, width: pixels.right - pixels.left, height: pixels.bottom - pixels.top } : null,
        ).toEqual(box);
        if (body.pixels) expect(pixels?.pixels ?? 0).toBe(body.pixels.seen);
        if (pixels) seen++;
      }
      expect([...found.keys()]).toEqual([]);
    }
    expect(seen).toBeGreaterThan(5);
  });
});
