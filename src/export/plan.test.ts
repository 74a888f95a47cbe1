import { describe, expect, it } from "vitest";
import { createActor, createScenario, type Scenario } from "@/core/document";
import { ANNOTATION_FORMATS } from "@/formats";
import { ExportError } from "./errors";
import { estimatePlan } from "./estimate";
import { planExport } from "./plan";
import type { ExportRequest } from "./types";

const walker = createActor({
  id: "walker",
  trackId: 3,
  type: "pedestrian",
  startFrame: 0,
  endFrame: 300,
  waypoints: [{ x: 100, y: 500 }, { x: 900, y: 500 }],
});
const scenario = createScenario({ id: "test", actors: [walker] });
const request: ExportRequest = { scenario, engine: "ffmpeg", quality: "standard" };

describe("a request", () => {
  it("that says no more than needed exports everything, on every core, in every format", () => {
    const plan = planExport(request, 4);
    expect(plan.range).toEqual({ start: 0, end: 300 });
    expect(plan.workers).toBe(4);
    expect(plan.formats).toEqual(ANNOTATION_FORMATS);
    expect(planExport({ ...request, workers: 20 }, 4).workers).toBe(plan.segments.length);
  });

  it.each([64, 128, 1024])("uses as many encoders as it may on a machine of %i cores", (cores) => {
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
    ["a thumbnail of no frame", { still: 300 }, /no frame 300 for a thumbnail; choose one from 0 to 299/],
    ["a thumbnail beyond the range", { still: 10, range: { start: 20, end: 40 } }, /no frame 10 for a thumbnail; choose one from 20 to 39/],
    ["no workers", { workers: 0 }, /from 1 to 32, not 0/],
    ["an unknown format", { formats: ["coco", "pascal"] }, /"pascal"; choose among coco/],
    ["no actors", { scenario: createScenario({ id: "empty" }) }, /no actors.*place one/],
    ["hidden actors only", { scenario: { ...scenario, actors: [{ ...walker, hidden: true }] } }, /no actors/],
    ["an odd size", { scenario: withVideo({ width: 1281 }) }, /video\.width.*even/],
    ["an enormous size", { scenario: withVideo({ height: 20_000 }) }, /video\.height/],
    ["no frames", { scenario: withVideo({ durationFrames: 0 }) }, /video\.durationFrames/],
  ];

  it.each(bad)("with %s is refused with a mend", (_name, change, message) => {
    const attempt = () => planExport({ ...request, ...change }, 2);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(ExportError);
  });

  function withVideo(change: Partial<Scenario["video"]>): Scenario {
    return { ...scenario, video: { ...scenario.video, ...change } };
  }
});

describe("an estimate", () => {
  const estimate = (change: Partial<ExportRequest>, free: number | null = null) =>
    estimatePlan(planExport({ ...request, ...change }, 2), free);

  it("grows with quality, rain and length, and halves with twice the workers", () => {
    const rainy: Scenario = { ...scenario, weather: [{ frame: 0, condition: "rainy", intensity: 0.5, fadeFrames: 0 }] };
    const plain = estimate({});
    expect(estimate({ quality: "high" }).bytes).toBeGreaterThan(plain.bytes);
    expect(estimate({ scenario: rainy }).bytes).toBeGreaterThan(plain.bytes * 5);
    expect(estimate({ range: { start: 0, end: 30 } }).seconds).toBeLessThan(plain.seconds);
    expect(estimate({ webm: true }).bytes).toBeGreaterThan(plain.bytes);
    expect(estimate({ webm: true }).seconds).toBeGreaterThan(plain.seconds);
    expect(estimate({ workers: 1 }).seconds - 1).toBeCloseTo((plain.seconds - 1) * 2);
  });

  it("tells of too little storage before the start, and of nothing where storage is not known", () => {
    expect(estimate({}, 1000).problem).toMatch(/needs about .* MB .* free; free some space/);
    expect(estimate({}, 1e9).problem).toBeNull();
    expect(estimate({}).problem).toBeNull();
  });
});
