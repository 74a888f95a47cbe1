import { expect, test } from "vitest";
import { LIMITS } from "@/core/document";
import { planStills } from "./planStills";

test("of a short video every frame is kept, each read from the middle of its display, so that rounding never gives its neighbour", () => {
  const { times, width } = planStills({ frames: 25, seconds: 1, width: 320, height: 180 }, LIMITS.backgroundStills);
  expect(times.map(({ shownFrom }) => Math.round(shownFrom * 25))).toEqual(Array.from({ length: 25 }, (_, frame) => frame));
  for (const [frame, { inside }] of times.entries()) expect(inside * 25).toBeCloseTo(frame + 0.5, 9);
  expect(width).toBe(320);
});

test("of a long one as many as a scenario holds, evenly, and no larger than they may be together", () => {
  for (const [width, height] of [
    [1920, 1080],
    [1080, 1920],
    [7680, 4320],
  ] as const) {
    const { times, width: kept } = planStills({ frames: 18_000, seconds: 600, width, height }, LIMITS.backgroundStills);
    expect(times).toHaveLength(LIMITS.backgroundStills);
    expect(times[1]?.shownFrom).toBe(600 / LIMITS.backgroundStills);
    expect((times.at(-1)?.inside ?? Infinity) < 600).toBe(true);
    expect(times.length * kept * Math.round((kept * height) / width)).toBeLessThan(24_500_000);
    expect(kept).toBeGreaterThan(300);
  }
});

test("a video of one frame, or without length, still gives its picture", () => {
  expect(planStills({ frames: 1, seconds: 0, width: 4000, height: 2000 }, 120)).toEqual({
    times: [{ shownFrom: 0, inside: 0 }],
    width: 960,
  });
});
