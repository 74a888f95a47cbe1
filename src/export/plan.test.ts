import { describe, expect, it } from "vitest";
import { createActor, PERFECT_SENSOR, createScenario, type WholeScenario } from "@/core/document";
import { DEFAULT_FORMATS } from "@/formats";
import { streetScenario } from "@/render/road/testing/streetScenario";
import { ExportError } from "./errors";
import { estimatePlan } from "./estimate";
import { planExport } from "./plan";
import type { ExportRequest, Quality } from "./types";
import { wholePictureEffects } from "./wholePicture";

const walker = createActor({
  id: "walker",
  trackId: 3,
  type: "pedestrian",
  startFrame: 0,
  endFrame: 300,
  waypoints: [
    { x: 100, y: 500 },
    { x: 900, y: 500 },
  ],
});
const scenario = createScenario({ id: "test", actors: [walker] });
const request: ExportRequest = { scenario, engine: "ffmpeg", quality: "standard" };

describe("a request", () => {
  it("with no optional settings exports everything, on every core, in every format", () => {
    const plan = planExport(request, 4);
    expect(plan.range).toEqual({ start: 0, end: 300 });
    expect(plan.workers).toBe(4);
    expect(plan.formats).toEqual(DEFAULT_FORMATS);
    expect(planExport({ ...request, workers: 20 }, 4).workers).toBe(plan.segments.length);
  });

  it.each([64, 128, 1024])("uses as many encoders as allowed on a machine of %i cores", (cores) => {
    const long = { ...scenario, video: { ...scenario.video, durationFrames: 100_000 } };
    expect(planExport({ ...request, scenario: long }, cores).workers).toBe(32);
  });

  it("has the same segments whatever the number of workers", () => {
    const [one, many] = [1, 16].map((workers) => planExport({ ...request, workers }, 2).segments);
    expect(one).toEqual(many);
  });

  const bad: [string, Partial<ExportRequest>, RegExp][] = [
    ["lossless webcodecs", { engine: "webcodecs", quality: "lossless" }, /no lossless quality; choose/],
    ["a range beyond the end", { range: { start: 10, end: 301 } }, /10 to 301 is not within the scenario's 0 to 300/],
    ["a range backwards", { range: { start: 20, end: 20 } }, /first frame before the last/],
    ["a thumbnail of no frame", { still: 300 }, /thumbnail frame 300 does not exist; choose one from 0 to 299/],
    [
      "a thumbnail beyond the range",
      { still: 10, range: { start: 20, end: 40 } },
      /thumbnail frame 10 does not exist; choose one from 20 to 39/,
    ],
    ["no workers", { workers: 0 }, /from 1 to 32, not 0/],
    ["an unknown format", { formats: ["coco", "pascal"] }, /"pascal"; choose from coco/],
    ["no actors", { scenario: createScenario({ id: "empty" }) }, /no actors.*add one/],
    ["hidden actors only", { scenario: { ...scenario, actors: [{ ...walker, hidden: true }] } }, /no actors/],
    ["an odd size", { scenario: withVideo({ width: 1281 }) }, /video\.width.*even/],
    ["an enormous size", { scenario: withVideo({ height: 20_000 }) }, /video\.height/],
    ["no frames", { scenario: withVideo({ durationFrames: 0 }) }, /video\.durationFrames/],
  ];

  it.each(bad)("with %s is refused with a remedy", (_name, change, message) => {
    const attempt = () => planExport({ ...request, ...change }, 2);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(ExportError);
  });

  function withVideo(change: Partial<WholeScenario["video"]>): WholeScenario {
    return { ...scenario, video: { ...scenario.video, ...change } };
  }
});

describe("an estimate", () => {
  const PLACE = { copies: 2, place: "the browser's storage" };
  const estimate = (change: Partial<ExportRequest>, freeBytes: number | null = null, copies = 2) =>
    estimatePlan(planExport({ ...request, ...change }, 2), { ...PLACE, freeBytes, copies });
  const weathered = (...weather: WholeScenario["weather"]): WholeScenario => ({ ...scenario, weather });
  const sensed = (sensor: Partial<typeof PERFECT_SENSOR>): WholeScenario => ({ ...scenario, sensor: { ...PERFECT_SENSOR, ...sensor } });

  it("grows with quality and length, and halves with twice the workers", () => {
    const plain = estimate({});
    expect(estimate({ quality: "high" }).bytes).toBeGreaterThan(plain.bytes);
    expect(estimate({ range: { start: 0, end: 30 } }).seconds).toBeLessThan(plain.seconds);
    expect(estimate({ webm: true }).bytes).toBeGreaterThan(plain.bytes);
    expect(estimate({ webm: true }).seconds).toBeGreaterThan(plain.seconds);
    expect(estimate({ workers: 1 }).seconds - 1).toBeCloseTo((plain.seconds - 1) * 2);
  });

  it("accounts for what changes the whole picture: rain, snow, noise and fades, by their strength and length", () => {
    const bytes = (changed: WholeScenario) => estimate({ scenario: changed, formats: [] }).bytes - estimate({ formats: [] }).bytes;
    const at = (frame: number, condition: "sunny" | "rainy" | "snow" | "fog", intensity: number, fadeFrames = 0) => ({
      frame,
      condition,
      intensity,
      fadeFrames,
    });
    const rain = bytes(weathered(at(0, "rainy", 1)));
    const noise = bytes(sensed({ noise: 1 }));
    // Bytes of 300 frames as measured, within a third.
    for (const [found, measured] of [
      [rain, 31_700 * 300],
      [bytes(weathered(at(0, "snow", 1))), 21_600 * 300],
      [noise, 256_000 * 300],
    ] as const)
      expect(Math.abs(found / measured - 1)).toBeLessThan(1 / 3);
    expect(bytes(weathered(at(0, "rainy", 0.5)))).toBeCloseTo(rain / 2, -3);
    expect(bytes(weathered(at(0, "sunny", 1), at(150, "rainy", 1)))).toBeCloseTo(rain / 2, -5);
    expect(bytes(sensed({ noise: 0.5 }))).toBeCloseTo(noise / 4, -3);
    expect(bytes(weathered(at(0, "sunny", 1), at(10, "fog", 1, 200)))).toBeGreaterThan(200 * 5000);
    expect(bytes(weathered(at(0, "fog", 1)))).toBe(0);
    expect(bytes(sensed({ exposure: 1, vignetting: 1 }))).toBe(0);
  });

  it("knows that a camera on the road changes the whole picture while it moves", () => {
    const video = { width: 1280, height: 720, fps: 30, durationFrames: 120 };
    const [moving, standing] = [streetScenario("dashcam", video), streetScenario("roadside", video)];
    const travel = (of: WholeScenario) => wholePictureEffects(of, { start: 0, end: 120 }).travel;
    expect([travel(moving), travel(standing), travel(scenario)]).toEqual([1, 0, 0]);
    const bytes = (of: WholeScenario, quality: Quality) => estimate({ scenario: of, quality, formats: [] }).bytes;
    // As measured on the road presets, a frame of standard quality takes 2,000 bytes more.
    expect((bytes(moving, "standard") - bytes(standing, "standard")) / 120).toBeCloseTo(2000, -1);
    expect(estimate({ scenario: moving }).seconds).toBeGreaterThan(estimate({ scenario: standing }).seconds * 1.4);
  });

  it("allows for every moment that is drawn for a frame on the road: of motion blur, of a rolling shutter, of both", () => {
    const video = { width: 1280, height: 720, fps: 30, durationFrames: 120 };
    const seconds = (sensor: Partial<typeof PERFECT_SENSOR>, change: Partial<ExportRequest> = {}) =>
      estimate({ ...change, scenario: streetScenario("roadside", video, { sensor: { ...PERFECT_SENSOR, ...sensor } }) }).seconds;
    const plain = seconds({});
    const rolling = seconds({ rollingShutter: 0.5 });
    const blurred = seconds({ motionBlur: 0.5 });
    const both = seconds({ motionBlur: 0.5, rollingShutter: 0.8 });
    expect(seconds({ vignetting: 1 })).toBe(plain);
    // As measured for 1280 × 720: 65 to 80 ms more for a frame, 130 to 160 ms, 155 to 190 ms, and 290 to 300 ms.
    for (const [found, least, most] of [
      [rolling, 65, 80],
      [blurred, 130, 160],
      [both, 155, 190],
      [seconds({ motionBlur: 0.05, rollingShutter: 1 }), 285, 305],
    ] as const) {
      const milliseconds = ((found - plain) * 2 * 1000) / 120;
      expect(milliseconds).toBeGreaterThan(least);
      expect(milliseconds).toBeLessThan(most);
    }
    // The images are drawn by one worker, again.
    expect(seconds({ motionBlur: 0.5 }, { images: "png" }) - seconds({}, { images: "png" })).toBeGreaterThan(120 * 0.13);
    // A picture's bodies are only smeared.
    expect(estimate({ scenario: sensed({ motionBlur: 0.5 }) }).seconds).toBe(estimate({}).seconds);
  });

  it("reports too little storage before the start, and nothing if the storage is not known", () => {
    expect(estimate({}, 1000).problem).toMatch(/needs about .* MB of the browser's storage, but only .* free; free some space/);
    expect(estimate({}, 1e9).problem).toBeNull();
    expect(estimate({}).problem).toBeNull();
    const { bytes } = estimate({});
    expect([estimate({}, 1.5 * bytes, 1).problem === null, estimate({}, 1.5 * bytes, 2).problem === null]).toEqual([true, false]);
  });

  it("allows an hour of rain to start if the disk has room for it", () => {
    const video = { ...scenario.video, durationFrames: 120_000 };
    const hour = { ...weathered({ frame: 0, condition: "rainy", intensity: 1, fadeFrames: 0 }), video };
    expect(estimate({ scenario: hour }, 73e9).problem).toBeNull();
  });
});
