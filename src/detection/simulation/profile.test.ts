import { describe, expect, test } from "vitest";
import { truthAt } from "../evaluation/testCases";
import { Noise } from "./noise";
import { type SensorProfile, parseProfile, validateProfile } from "./profile";
import { CURVE_AXES, profileCurves } from "./profileCurves";
import { DETECTION_PROFILES, detectionProfile } from "./profiles";
import { causeOfMiss, detectionFactors } from "./sensorModel";
import { simulateDetections } from "./simulate";
import { gatherStream } from "./streamFiles";

describe("profiles", () => {
  test("every named profile is valid, has its own name, and is unchanged when written to a file and read back", () => {
    for (const profile of DETECTION_PROFILES) {
      expect(parseProfile(JSON.stringify(profile))).toEqual(profile);
      expect(detectionProfile(profile.name)).toBe(profile);
    }
    expect(() => detectionProfile("nightly")).toThrow(/no detection profile "nightly"\. Choose one of spec_raspberry_pi/);
  });

  test.each([
    [{ detection_rate: 1.2 }, /^detection_rate: must be at most 1, not 1.2$/],
    [{ detection_rate: undefined }, /^detection_rate: missing; give a number$/],
    [{ confidence_range: [0.8, 0.2] }, /^confidence_range: the first number must not exceed the second/],
    [{ detection_rat: 1 }, /^detection_rat: unknown key; remove it or check its spelling/],
    [{ model: "magic" }, /^model: must be "specification", "unconditioned" or "sensor"/],
    [{ false_positive_classes: [] }, /^false_positive_classes: /],
  ])("%j is refused with its place", (change, message) => {
    expect(() => validateProfile({ ...detectionProfile("spec_raspberry_pi"), ...change })).toThrow(message);
  });

  test("a file that is not JSON is refused with its line", () => {
    expect(() => parseProfile('{\n "name": "x",\n}')).toThrow(/line 3: not JSON: remove the comma before "}"/);
    expect(() => parseProfile("[]")).toThrow(/^a profile must be an object, not \[\]/);
  });
});

describe("the model's curves", () => {
  test("misses are attributed in exactly the proportions given by the factors", () => {
    const profile = detectionProfile("poor_night_camera");
    if (profile.model !== "sensor") throw new Error("not a sensor");
    const view = { sizePx: 38, visibility: 0.8, weather: [{ condition: "night", intensity: 0.5 } as const] };
    const factors = detectionFactors(profile, view);
    // Size: floor 0.05 + 0.95 × (38 − 16)/44; visibility: 0.5/0.65; contrast 0.65: 0.1 + 0.9 × 0.5/0.8; weather 1 − 0.25/2.
    expect(factors.size).toBeCloseTo(0.05 + (0.95 * 22) / 44, 12);
    expect(factors.visibility).toBeCloseTo(0.5 / 0.65, 12);
    expect(factors.contrast).toBeCloseTo(0.1 + (0.9 * 0.5) / 0.8, 12);
    expect(factors.weather).toBeCloseTo(0.875, 12);
    expect(factors.probability).toBeCloseTo(0.9 * factors.size * factors.visibility * factors.contrast * 0.875, 12);
    const just = (value: number) => [causeOfMiss(factors, 0.9, value - 1e-9), causeOfMiss(factors, 0.9, value + 1e-9)];
    expect(just(factors.probability)).toEqual([null, "weather"]);
    expect(just(0.9 * factors.size)).toEqual(["visibility", "size"]);
    expect(just(0.9)).toEqual(["size", "sensor"]);
  });

  test("bell noise has mean 0 and deviation 1 and never passes 3", () => {
    const noise = new Noise(9);
    const values = Array.from({ length: 50_000 }, (_, index) => noise.bell("boxX", index));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    // The mean's deviation is 1/√n. The variance's is √((κ − 1)/n); three uniform numbers have κ = 3 − 6/(5·3) = 2.6.
    expect(Math.abs(mean)).toBeLessThan(4.5 / Math.sqrt(50_000));
    expect(Math.abs(variance - 1)).toBeLessThan(4.5 * Math.sqrt(1.6 / 50_000));
    expect(values.every((value) => Math.abs(value) <= 3)).toBe(true);
  });
});

describe("the curves that an editor shows", () => {
  const found = detectionProfile("poor_night_camera");
  if (found.model !== "sensor") throw new Error("poor_night_camera is no sensor");
  const profile = found;

  test("match the simulation: misses, confidence and box errors of 4000 frames agree on every axis", () => {
    const video = { width: 1280, height: 720, fps: 30, durationFrames: 4000 };
    const weather = [{ condition: "rainy", intensity: 0.6 }] as const;
    // Only random misses: no lost tracks, no confusion, no lost messages.
    const still: SensorProfile = {
      ...profile,
      tracking: { ...profile.tracking, loss: 0 },
      classes: { ...profile.classes, confusion: 0 },
      false_positives: { ...profile.false_positives, per_frame: 0 },
    };
    const axes = { size: 32, visibility: 0.8, intensity: 0.6 } as const;
    for (const axis of CURVE_AXES) {
      const view = { sizePx: 32, visibility: 0.8, intensity: 0.6 };
      const { x, curves } = profileCurves(still, axis, view);
      const place = x.findIndex((value) => value >= axes[axis] - 1e-9);
      const rain = curves.find(({ condition }) => condition === "rainy");
      const [miss = NaN, mean = NaN, deviation = NaN] = [rain?.miss[place], rain?.confidence[place], rain?.boxError[place]];
      const frames = Array.from({ length: video.durationFrames }, (_, frame) => ({
        frame,
        timestamp: frame / video.fps,
        weather: [{ ...weather[0], intensity: axis === "intensity" ? (x[place] ?? 0) : view.intensity }],
        truth: [
          truthAt(frame, 0, axis === "size" ? square(x[place] ?? 0) : square(view.sizePx), {
            visibility: axis === "visibility" ? (x[place] ?? 0) : view.visibility,
          }),
        ],
      }));
      const { events } = gatherStream(simulateDetections(() => frames, still, { seed: 5, video }));
      // Within 4.5 standard errors, as in the tests of the rates.
      const n = video.durationFrames;
      expect(Math.abs(1 - events.length / n - miss)).toBeLessThan(4.5 * Math.sqrt((miss * (1 - miss)) / n));
      const confidences = events.map(({ confidence }) => confidence);
      expect(Math.abs(average(confidences) - mean)).toBeLessThan((4.5 * still.confidence.spread) / Math.sqrt(events.length));
      const side = (axis === "size" ? x[place] : view.sizePx) ?? 0;
      const shifts = events.map(({ bounding_box: box }) => ((box?.x ?? 0) + (box?.width ?? 0) / 2 - side / 2) / side);
      const measured = Math.sqrt(average(shifts.map((shift) => shift ** 2)));
      expect(Math.abs(measured / deviation - 1)).toBeLessThan(4.5 / Math.sqrt(2 * events.length));
    }
  });

  const square = (side: number) => ({ width: side, height: side });
  const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
});
