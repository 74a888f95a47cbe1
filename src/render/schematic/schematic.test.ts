import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { SCENE_KINDS, SPECIFIED_COLORS, CONDITIONS, type SceneKind } from "@/core/document";
import type { WeatherLayer } from "@/core/scene";
import { DROPS, centresOf } from "./drops";
import { colorTables, particleCount, underWeather } from "./laws";
import opencv from "./opencvLaws.json";
import { flatScenery } from "./scenery";

/** Fills the rectangles as the canvas does: whole pixels, clipped to the frame; three bytes per pixel. */
function rasterise(kind: SceneKind, width: number, height: number): Uint8Array {
  const pixels = new Uint8Array(width * height * 3);
  for (const { color, left, top, right, bottom } of flatScenery(kind, width, height))
    for (let y = Math.max(0, top); y < Math.min(height, bottom); y++)
      for (let x = Math.max(0, left); x < Math.min(width, right); x++) pixels.set(color, (y * width + x) * 3);
  return pixels;
}

describe("the schematic style", () => {
  test("its laws give for every component what OpenCV 4.6 gives (convertScaleAbs, addWeighted)", () => {
    for (const { intensity, cloudy, night, fog } of opencv) {
      for (const [condition, law] of [
        ["cloudy", cloudy],
        ["night", night],
        ["fog", fog],
      ] as const)
        for (const table of colorTables([{ condition, intensity }])) expect([...table], condition).toEqual(law);
    }
  });

  test("two layers of a fade are applied one after the other, and rain leaves colours unchanged", () => {
    const layers: WeatherLayer[] = [
      { condition: "night", intensity: 0.5 },
      { condition: "fog", intensity: 0.25 },
    ];
    const one = colorTables(layers.slice(0, 1));
    const two = colorTables(layers.slice(1));
    expect(underWeather([200, 100, 50], colorTables(layers))).toEqual(underWeather(underWeather([200, 100, 50], one), two));
    expect(underWeather([200, 100, 50], colorTables([{ condition: "rainy", intensity: 1 }]))).toEqual([200, 100, 50]);
  });

  test("dusk and a low sun cannot be mistaken for any other weather, at any intensity of either", () => {
    const intensities = Array.from({ length: 100 }, (_, index) => (index + 1) / 100);
    const looks = (condition: WeatherLayer["condition"], from: number) =>
      intensities
        .filter((intensity) => intensity >= from)
        .map((intensity) => String(underWeather([120, 150, 80], colorTables([{ condition, intensity }]))));
    for (const own of ["dusk", "low_sun"] as const) {
      const others = new Set(CONDITIONS.filter((condition) => condition !== own).flatMap((condition) => looks(condition, 0)));
      expect(
        looks(own, 0.1).filter((look) => others.has(look)),
        own,
      ).toEqual([]);
    }
  });

  test("its backgrounds equal those of the specification's generate_background, byte for byte", () => {
    const digests: [SceneKind, number, number, string][] = [
      ["highway", 1280, 720, "e8d903cd25896020384c14794074bb7003994d2275700418501f7a81ee6f2d74"],
      ["urban_intersection", 1280, 720, "24d0deabbe0d75d8c94e8edb786759b90a93bd7dc7723f28c880f81d60041d27"],
      ["school_zone", 1280, 720, "a7638a0c1b2e555368e3df8e7618bf880f35f27a5ec179037e85f1e3b78ba115"],
      ["highway", 640, 360, "9d6ecf0862e0826dc5684e280f769edd42be917cdc0b6eb47d5a80e9e7faabef"],
      ["urban_intersection", 640, 360, "59ae6b2c099bb473efb96148b7b24033cba5f2d1b6b6f6942d3c2d5260d8d7e1"],
      ["school_zone", 640, 360, "92401cd6b215df2a8bbdb7cf86a3cc90d6af57c0896b268e7b88b5ffeb81064c"],
      ["highway", 322, 182, "5a6e861de6a2030d3191d1bea1d6100919c751eab4fcb1d70fcc0091ad1d77c1"],
      ["urban_intersection", 322, 182, "0e0fc1cf0eb35a13a74ce842a938abcd7a08160b8c63c597701e7d29fffdb9c8"],
      ["school_zone", 322, 182, "c3ae8ac561d1546cffe5993bfbd37b23f38d9dbadca538368316c2dd79739194"],
    ];
    for (const [kind, width, height, digest] of digests)
      expect(
        createHash("sha256")
          .update(rasterise(kind, width, height))
          .digest("hex"),
        `${kind} ${width}`,
      ).toBe(digest);
  });

  test("every scene covers the whole frame with whole-pixel rectangles, at any size", () => {
    for (const kind of SCENE_KINDS)
      for (const [width, height] of [
        [1280, 720],
        [64, 64],
        [322, 182],
      ] as const) {
        const rectangles = flatScenery(kind, width, height);
        expect(rectangles[0]).toMatchObject({ left: 0, top: 0, right: width, bottom: height });
        for (const { left, top, right, bottom } of rectangles) expect([left, top, right, bottom].every(Number.isInteger)).toBe(true);
      }
  });

  test("no background contains an actor's colour: what is green, red, blue or yellow is an actor", () => {
    const actors = new Set(Object.values(SPECIFIED_COLORS).map(String));
    for (const kind of SCENE_KINDS.filter((each) => each !== "school_zone"))
      for (const { color } of flatScenery(kind, 1280, 720)) expect(actors.has(String(color)), `${kind} ${String(color)}`).toBe(false);
  });

  test("rain has 1000 drops at full intensity, all inside the frame, each falling straight down by whole pixels", () => {
    expect(particleCount([{ condition: "rainy", intensity: 1 }], "rainy")).toBe(1000);
    expect(
      particleCount(
        [
          { condition: "rainy", intensity: 0.5 },
          { condition: "night", intensity: 1 },
        ],
        "rainy",
      ),
    ).toBe(500);
    const frame = { seed: 5, frame: 77, width: 320, height: 180, fps: 30 };
    const now = centresOf(DROPS, frame, 1000);
    const next = centresOf(DROPS, { ...frame, frame: 78 }, 1000);
    expect(centresOf(DROPS, frame, 1000)).toEqual(now);
    expect([...centresOf(DROPS, frame, 10)]).toEqual([...now.slice(0, 20)]);
    let falling = 0;
    for (let index = 0; index < now.length; index += 2) {
      const [x, y] = [now[index] ?? -1, now[index + 1] ?? -1];
      expect(x >= 0 && x < 320 && y >= 0 && y < 180).toBe(true);
      const fallen = (next[index + 1] ?? 0) - y;
      expect([5, 5 - 180]).toContain(fallen);
      if (fallen === 5) {
        falling++;
        expect(next[index]).toBe(x);
      }
    }
    expect(falling).toBeGreaterThan(950);
  });
});
