import { describe, expect, it } from "vitest";
import { hashBetween, hashUnit } from "../random";
import { acos, asin, atan, atan2, cos, cosDegrees, exp, hypot, log, power, sin, sinDegrees, tan, toDegrees, toRadians } from ".";

const POINTS = 100_000;
const buffer = new DataView(new ArrayBuffer(8));

/** Doubles between two of one sign. */
function ulps(a: number, b: number): number {
  const place = (value: number) => {
    buffer.setFloat64(0, Math.abs(value));
    return buffer.getBigUint64(0);
  };
  if (Object.is(a, b)) return 0;
  if (a < 0 !== b < 0) return a === b ? 0 : Infinity;
  return Number(place(a) > place(b) ? place(a) - place(b) : place(b) - place(a));
}

/** The largest difference in ulp over points between two bounds, half of them small ones. */
function worst(ours: (x: number) => number, theirs: (x: number) => number, low: number, high: number): number {
  let most = 0;
  for (let point = 0; point < POINTS; point++) {
    const x = point % 2 === 0 ? hashBetween(low, high, point) : hashBetween(low, high, point) * hashUnit(point, 1) * 1e-3;
    most = Math.max(most, ulps(ours(x), theirs(x)));
  }
  return most;
}

describe("exact functions", () => {
  it("agree with the engine's to the last digits over 100,000 points each", () => {
    expect(worst(sin, Math.sin, -1e6, 1e6)).toBeLessThanOrEqual(2);
    expect(worst(cos, Math.cos, -1e6, 1e6)).toBeLessThanOrEqual(2);
    expect(worst(tan, Math.tan, -1e4, 1e4)).toBeLessThanOrEqual(4);
    expect(worst(sin, Math.sin, -7, 7)).toBeLessThanOrEqual(2);
    expect(worst(atan, Math.atan, -1e3, 1e3)).toBeLessThanOrEqual(2);
    expect(worst(asin, Math.asin, -1, 1)).toBeLessThanOrEqual(4);
    expect(worst(acos, Math.acos, -1, 1)).toBeLessThanOrEqual(4);
    expect(worst(exp, Math.exp, -700, 700)).toBeLessThanOrEqual(2);
    expect(worst(log, Math.log, 1e-9, 1e9)).toBeLessThanOrEqual(2);
    let [most, ofPowers, ofLengths] = [0, 0, 0];
    for (let point = 0; point < POINTS; point++) {
      const [y, x] = [hashBetween(-9, 9, point, 2), hashBetween(-9, 9, point, 3)];
      most = Math.max(most, ulps(atan2(y, x), Math.atan2(y, x)), ulps(atan2(y, x * 1e-7), Math.atan2(y, x * 1e-7)));
      const base = hashUnit(point, 4) * 10 + 1e-3;
      const exponent = hashBetween(-4, 4, point, 5);
      ofPowers = Math.max(ofPowers, Math.abs(power(base, exponent) / base ** exponent - 1));
      ofLengths = Math.max(ofLengths, Math.abs(hypot(x, y, base) / Math.hypot(x, y, base) - 1));
    }
    expect(ofPowers).toBeLessThan(1e-14);
    expect(ofLengths).toBeLessThan(1e-15);
    expect(most).toBeLessThanOrEqual(2);
  });

  it("satisfy the identities of sine and cosine, even at huge angles", () => {
    for (let point = 0; point < 1000; point++) {
      const angle = hashBetween(-1e15, 1e15, point);
      expect(sin(angle) * sin(angle) + cos(angle) * cos(angle)).toBeCloseTo(1, 14);
    }
  });

  it("treat special values as the engine does", () => {
    const specials = [0, -0, 1, -1, 0.5, Infinity, -Infinity, NaN, Number.MIN_VALUE, Number.MAX_VALUE, 1e-300, 2, 3];
    const pairs: [(x: number) => number, (x: number) => number][] = [
      [sin, Math.sin],
      [cos, Math.cos],
      [tan, Math.tan],
      [atan, Math.atan],
      [asin, Math.asin],
      [exp, Math.exp],
      [log, Math.log],
    ];
    for (const [ours, theirs] of pairs) {
      for (const x of specials) {
        // 2π as a double is not 2π: the sine of angles of this size is meaningless.
        if (x === Number.MAX_VALUE && (ours === sin || ours === cos || ours === tan)) continue;
        expect(ulps(ours(x), theirs(x)), `${theirs.name}(${x})`).toBeLessThanOrEqual(2);
        expect(Object.is(ours(x), -0), `${theirs.name}(${x})`).toBe(Object.is(theirs(x), -0));
        expect(Number.isNaN(ours(x)), `${theirs.name}(${x})`).toBe(Number.isNaN(theirs(x)));
      }
    }
    for (const y of specials)
      for (const x of specials) expect(ulps(atan2(y, x), Math.atan2(y, x)), `atan2(${y}, ${x})`).toBeLessThanOrEqual(2);
    expect(atan2(-0, 1)).toBe(-0);
    expect(exp(710)).toBe(Infinity);
    expect(exp(-746)).toBe(0);
    expect(exp(-745)).toBe(Number.MIN_VALUE);
    expect(log(Number.MIN_VALUE)).toBeCloseTo(-744.44, 2);
    expect(power(0, 2)).toBe(0);
    expect(power(-1, 0.5)).toBeNaN();
    expect(power(2, 10)).toBe(1024);
  });

  it("give whole values at quarter turns in degrees", () => {
    for (let quarter = -8; quarter <= 8; quarter++) {
      const at = (values: readonly number[]) => values[((quarter % 4) + 4) % 4] ?? NaN;
      expect(sinDegrees(quarter * 90) + 0).toBe(at([0, 1, 0, -1]));
      expect(cosDegrees(quarter * 90) + 0).toBe(at([1, 0, -1, 0]));
    }
    expect(sinDegrees(30)).toBeCloseTo(0.5, 15);
    expect(cosDegrees(-240)).toBeCloseTo(-0.5, 15);
    expect(toDegrees(toRadians(270))).toBe(270);
  });

  it("give the same bits in every engine: a fingerprint over 10,000 values of each", () => {
    let print = 0x811c9dc5;
    const note = (value: number) => {
      buffer.setFloat64(0, value);
      for (const part of [buffer.getUint32(0), buffer.getUint32(4)]) print = Math.imul(print ^ part, 0x01000193);
    };
    for (let point = 0; point < 10_000; point++) {
      const x = hashBetween(-20, 20, point, 7);
      const y = hashBetween(-20, 20, point, 8);
      for (const value of [sin(x), cos(x), tan(x), sinDegrees(x * 90), atan2(y, x), exp(x), log(x * x), hypot(x, y)]) note(value);
      note(power(y * y, x / 10));
    }
    expect(print >>> 0).toBe(3_493_617_877);
  });
});
