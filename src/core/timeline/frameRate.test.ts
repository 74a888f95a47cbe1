import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  FRACTIONAL_RATES,
  frameRateOf,
  framesLasting,
  framesPerSecond,
  measuredRate,
  nearestFrame,
  nominalRate,
  parseFrameRate,
  rateText,
  secondsOf,
  standardRate,
} from ".";

const rates = fc.oneof(fc.integer({ min: 1, max: 120 }), fc.constantFrom(...FRACTIONAL_RATES));

/** The nearest double to frames × denominator ÷ numerator, computed in whole numbers. */
function exactSeconds(frames: number, numerator: bigint, denominator: bigint): number {
  const scale = 10n ** 20n;
  return Number(`${(BigInt(frames) * denominator * scale) / numerator}e-20`);
}

describe("frame rates", () => {
  it("are exact fractions, whole or n × 1000/1001", () => {
    const numerators = [24_000, 30_000, 48_000, 60_000, 120_000];
    expect(FRACTIONAL_RATES.map(frameRateOf)).toEqual(numerators.map((numerator) => ({ numerator, denominator: 1001 })));
    expect(frameRateOf(25)).toEqual({ numerator: 25, denominator: 1 });
    expect(frameRateOf(12.5)).toEqual({ numerator: 12.5, denominator: 1 });
    expect([30, 29.97, 23.976].map(rateText)).toEqual(["30", "30000/1001", "24000/1001"]);
    expect([30, 29.97, 119.88].map(nominalRate)).toEqual([30, 30, 120]);
  });

  it("give the millionth frame its exact time, which 29.97 itself misses by a whole frame", () => {
    expect(secondsOf(1_000_000, 29.97)).toBe(1_001_000_000 / 30_000);
    expect(secondsOf(1_000_000, 29.97)).toBe(exactSeconds(1_000_000, 30_000n, 1001n));
    expect(secondsOf(1_000_000, 23.976)).toBe(exactSeconds(1_000_000, 24_000n, 1001n));
    expect(Math.abs(1_000_000 / 29.97 - secondsOf(1_000_000, 29.97))).toBeGreaterThan(1 / 30);
    expect(1_000_000 / framesPerSecond(29.97)).toBeCloseTo(secondsOf(1_000_000, 29.97), 9);
  });

  it("find every frame again from its time, even at a rate that a file states as a quotient", () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 0, max: 2_000_000 }), (fps, frame) => {
        expect(nearestFrame(secondsOf(frame, fps), fps)).toBe(frame);
        expect(secondsOf(frame, framesPerSecond(fps))).toBe(secondsOf(frame, fps));
        expect(standardRate(framesPerSecond(fps))).toBe(fps);
      }),
    );
  });

  it("are read in each of the usual spellings", () => {
    const spellings = ["30", "29.97", "30000/1001", "29.97003", "23.98", " 24000 / 1001 ", "60/2", "59.940"];
    expect(spellings.map(parseFrameRate)).toEqual([30, 29.97, 29.97, 29.97, 23.976, 23.976, 30, 59.94]);
    expect(["", "0", "29.9", "29,97", "-30", "30/0", "fast", "12.5", "0.5"].map(parseFrameRate)).toEqual(Array(9).fill(null));
  });

  it("are found from counted frames and seconds, as a video states them, unless its rate is not one of them", () => {
    const counted = [
      [120, 4.004],
      [120, 4],
      [119, 4.963],
      [600, 10.01],
      [29, 1],
      [48, 2.002],
    ] as const;
    expect(counted.map(([frames, seconds]) => measuredRate(frames, seconds))).toEqual([29.97, 30, 23.976, 59.94, 29, 23.976]);
    expect([measuredRate(100, 7), measuredRate(25, 2), measuredRate(1, 0)]).toEqual([null, null, null]);
  });

  it("give a duration the nearest number of frames, at least one", () => {
    expect([framesLasting(0.29, 100), framesLasting(10, 29.97), framesLasting(10.01, 29.97), framesLasting(0.001, 30)]).toEqual([
      29, 300, 300, 1,
    ]);
  });
});
