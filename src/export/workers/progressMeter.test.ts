import { expect, it } from "vitest";
import type { ExportProgress } from "../types";
import { ProgressMeter } from "./progressMeter";

it("reports at most ten times a second, always at the end, with the speed of the last seconds", () => {
  let now = 0;
  const reports: ExportProgress[] = [];
  const meter = new ProgressMeter(1000, (progress) => reports.push(progress), 1, () => now);
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
  const meter = new ProgressMeter(100, (progress) => reports.push(progress), 1, () => now);
  for (const change of [50, -50, 10]) {
    now += 500;
    meter.count(change);
  }
  expect(reports.at(-1)).toMatchObject({ framesDone: 10, framesPerSecond: 0, secondsLeft: null });
});
