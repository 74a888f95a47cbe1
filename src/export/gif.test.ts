import fc from "fast-check";
import { expect, it } from "vitest";
import { FRACTIONAL_RATES, secondsOf } from "@/core/timeline";
import { setDelays } from "./engines/gifDelays";
import { gifFrames } from "./gifFrames";

it("a GIF lasts as long as its video, whatever its length and rate, with pictures at even intervals", () => {
  const rates = fc.oneof(fc.integer({ min: 1, max: 120 }), fc.constantFrom(...FRACTIONAL_RATES));
  fc.assert(
    fc.property(rates, fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 12, max: 100_000 }), (fps, start, length) => {
      const { frames, delays } = gifFrames({ start, end: start + length }, fps);
      expect(frames.length).toBeLessThanOrEqual(200);
      expect(frames[0]).toBe(start);
      expect(delays.reduce((sum, delay) => sum + delay, 0)).toBe(Math.round(100 * secondsOf(length, fps)));
      expect(Math.min(...delays)).toBeGreaterThanOrEqual(5);
    }),
  );
});

it("shows each frame at its own time, ten a second if there are that many", () => {
  expect(gifFrames({ start: 30, end: 60 }, 30)).toEqual({ frames: [30, 33, 36, 39, 42, 45, 48, 51, 54, 57], delays: Array(10).fill(10) });
  expect(gifFrames({ start: 0, end: 4 }, 8)).toEqual({ frames: [0, 1, 2, 3], delays: [13, 12, 13, 12] });
  expect(gifFrames({ start: 5, end: 6 }, 25)).toEqual({ frames: [5], delays: [4] });
});

it("writes delays into a GIF picture by picture, skipping colour tables, comments and images", () => {
  const control = [0x21, 0xf9, 4, 0, 0, 0, 0, 0];
  const image = (flags: number, table: number[]) => [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, flags, ...table, 2, 2, 0x21, 0xf9, 0];
  const colours = [1, 2, 3, 4, 5, 6];
  const comment = [0x21, 0xfe, 3, 0x2c, 0x21, 0x3b, 0];
  const head = [..."GIF89a"].map((letter) => letter.charCodeAt(0)).concat([1, 0, 1, 0, 0x80, 0, 0], colours);
  const gif = Uint8Array.from([...head, ...comment, ...control, ...image(0, []), ...control, ...image(0x80, colours), 0x3b]);
  const before = gif.slice();
  setDelays(gif, [7, 0x0102]);
  const first = head.length + comment.length + 4;
  const second = first + control.length + image(0, []).length;
  expect([...gif].flatMap((byte, index) => (byte === before[index] ? [] : [[index, byte]]))).toEqual([
    [first, 7],
    [second, 2],
    [second + 1, 1],
  ]);
  expect(() => setDelays(gif, [1])).toThrow("2 frames instead of 1");
});
