import { describe, expect, it } from "vitest";
import { hashBetween } from "../random";
import {
  arcLine,
  bezierLine,
  cornersOf,
  covers,
  distanceBetween,
  approachOf,
  headingOf,
  joinLines,
  lineOf,
  nearestOn,
  normalDegrees,
  offsetLine,
  partOfLine,
  placeAlong,
  placedBy,
  reversedLine,
  seenFrom,
  straightLine,
  type Footprint,
  type Vector2,
} from ".";

describe("a line on the ground", () => {
  const BENT = straightLine([
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 5 },
  ]);

  it("gives places by the metre, and continues straight beyond its ends", () => {
    expect(placeAlong(BENT, 12)).toEqual({ x: 10, y: 2, direction: { x: 0, y: 1 } });
    expect(placeAlong(BENT, -3)).toEqual({ x: -3, y: 0, direction: { x: 1, y: 0 } });
    expect(placeAlong(BENT, 17)).toEqual({ x: 10, y: 7, direction: { x: 0, y: 1 } });
  });

  it("finds the nearest place, with the side as its sign", () => {
    expect(nearestOn(BENT, { x: 4, y: 2 })).toMatchObject({ distance: 4, offset: 2, away: 2 });
    expect(nearestOn(BENT, { x: 12, y: 3 })).toMatchObject({ distance: 13, offset: -2 });
    expect(nearestOn(straightLine([{ x: 1, y: 1 }]), { x: 1, y: 4 })).toMatchObject({ distance: 0, offset: 3 });
  });

  it("can be shifted, cut, joined and turned round", () => {
    expect(offsetLine(BENT, 1).vertices.map(({ x, y }) => [x, y])).toEqual([
      [0, 1],
      [9, 1],
      [9, 5],
    ]);
    const arc = arcLine({ x: 0, y: 0 }, 10, 0, Math.PI / 2);
    expect(arc.length).toBeCloseTo(5 * Math.PI, 2);
    expect(offsetLine(arc, 2).length).toBeCloseTo(4 * Math.PI, 2);
    expect(headingOf(placeAlong(arc, arc.length / 2).direction)).toBeCloseTo(135, 3);
    expect(partOfLine(BENT, 8, 12).length).toBeCloseTo(4, 12);
    expect(joinLines([partOfLine(BENT, 0, 4), partOfLine(BENT, 6, 15)]).length).toBeCloseTo(15, 12);
    expect(placeAlong(reversedLine(BENT), 5)).toMatchObject({ x: 10, y: 0 });
    expect(headingOf(placeAlong(reversedLine(BENT), 1).direction)).toBe(-90);
    expect(() => lineOf([])).toThrow("a line needs a point");
  });

  it("follows a Bézier curve without handles straight", () => {
    const line = bezierLine({ x: 0, y: 0 }, { x: 0, y: 0 }, { x: 3, y: 4 }, { x: 3, y: 4 });
    expect(line.length).toBeCloseTo(5, 9);
    expect(placeAlong(line, 0).direction).toEqual({ x: 0.6, y: 0.8 });
  });
});

/** Metres from a point to a footprint; 0 on it. */
function distanceTo(footprint: Footprint, point: Vector2): number {
  const { x, y } = seenFrom(footprint, point);
  return Math.hypot(Math.max(0, Math.abs(x) - footprint.length / 2), Math.max(0, Math.abs(y) - footprint.width / 2));
}

describe("a footprint", () => {
  const CAR: Footprint = { x: 10, y: 5, heading: 90, length: 4, width: 2 };

  it("has its corners from the front left on", () => {
    expect(cornersOf(CAR)).toEqual([
      { x: 9, y: 7 },
      { x: 9, y: 3 },
      { x: 11, y: 3 },
      { x: 11, y: 7 },
    ]);
    expect(placedBy(CAR, { x: 2, y: 1 })).toEqual({ x: 9, y: 7 });
  });

  it("knows what it covers, and how far away the rest is, as a fine grid of points does", () => {
    for (let round = 0; round < 300; round++) {
      const body = (key: number): Footprint => ({
        x: hashBetween(-4, 4, round, key, 1),
        y: hashBetween(-4, 4, round, key, 2),
        heading: hashBetween(-180, 180, round, key, 3),
        length: hashBetween(1, 5, round, key, 4),
        width: hashBetween(0.5, 2.5, round, key, 5),
      });
      const [a, b] = [body(1), body(2)];
      const steps = Array.from({ length: 41 }, (_, step) => step / 40 - 0.5);
      const points = steps.flatMap((along) => steps.map((across) => placedBy(a, { x: along * a.length, y: across * a.width })));
      const nearest = Math.min(...points.map((point) => distanceTo(b, point)));
      expect(Math.abs((approachOf(a, b)?.gap ?? 0) - nearest)).toBeLessThan(0.11);
      if (points.some((point) => covers(b, point))) expect(approachOf(a, b)).toBeNull();
      const there = seenFrom(a, placedBy(a, { x: 1.5, y: -0.5 }));
      expect(distanceBetween(there, { x: 1.5, y: -0.5 })).toBeLessThan(1e-12);
    }
  });

  it("keeps angles above −180 and up to 180 degrees", () => {
    expect([0, 180, -180, 540, 361, -190].map(normalDegrees)).toEqual([0, 180, 180, 180, 1, 170]);
  });
});
