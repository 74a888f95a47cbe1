import { expect, it } from "vitest";
import type { ExportProgress } from "../types";
import { ProgressMeter } from "./progressMeter";

it("reports at most ten times a second, always at the end, with the speed of the last seconds", () => {
  let now = 0;
  const reports: ExportProgress[] = [];
  const meter = new ProgressMeter(
    1000,
    (progress) => reports.push(progress),
    1,
    () => now,
  );
  for (let step = 0; step < 100; step++) {
    now += 10;
    meter.count(10);
  }
  meter.finishing();
  expect(reports[0]).toMatchObject({ phase: "preparing", framesDone: 0, secondsLeft: null });
  expect(reports.length).toBeLessThanOrEqual(14);
  const encoding = reports.filter(({ phase }) => phase === "encoding");
  expect(encoding.at(-1)).toMatchObject({ framesDone: 1000, frames: 1000, secondsLeft: 0 });
  expect(encoding.at(-2)?.framesPerSecond).toBeCloseTo(1000);
  expect(reports.at(-1)?.phase).toBe("finishing");
});

it("goes back when a segment starts again, and never reports a negative speed", () => {
  let now = 0;
  const reports: ExportProgress[] = [];
  const meter = new ProgressMeter(
    100,
    (progress) => reports.push(progress),
    1,
    () => now,
  );
  for (const change of [50, -50, 10]) {
    now += 500;
    meter.count(change);
  }
  expect(reports.at(-1)).toMatchObject({ framesDone: 10, framesPerSecond: 0, secondsLeft: null });
});

it("estimates the remaining time from work alone: not from an hour of sleep, nor from a clock that is changed", () => {
  for (const jump of [3_600_000, -3_600_000]) {
    let now = 10_000_000;
    const reports: ExportProgress[] = [];
    const meter = new ProgressMeter(
      10_000,
      (progress) => reports.push(progress),
      1,
      () => now,
    );
    for (let step = 0; step < 100; step++) {
      now += 100 + (step === 50 ? jump : 0);
      meter.count(10);
    }
    const encoding = reports.filter(({ phase }) => phase === "encoding");
    expect(encoding.length).toBeGreaterThan(90);
    for (const { framesPerSecond, secondsLeft } of encoding.slice(10)) {
      expect(framesPerSecond).toBeGreaterThan(60);
      expect(framesPerSecond).toBeLessThanOrEqual(150);
      expect(secondsLeft).toBeLessThan(200);
    }
    expect(encoding.at(-1)?.framesPerSecond).toBeCloseTo(100);
  }
});

it("knows the remaining time for frames that take longer than its window", () => {
  let now = 0;
  const reports: ExportProgress[] = [];
  const meter = new ProgressMeter(
    100,
    (progress) => reports.push(progress),
    1,
    () => now,
  );
  for (let step = 0; step < 5; step++) {
    now += 10_000;
    meter.count(10);
  }
  expect(reports.at(-1)).toMatchObject({ framesDone: 50, framesPerSecond: 1, secondsLeft: 50 });
});
