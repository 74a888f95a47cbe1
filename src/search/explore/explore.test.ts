import fc from "fast-check";
import { expect, it } from "vitest";
import { nextDirections } from "./direct";
import { MOST_DIMENSIONS, haltonPoint, pairwisePoints } from "@/core/variation";

it("spreads Halton points: every eighth of an axis gets its eighth of the points, whatever the seed", () => {
  for (const seed of [0, 1, 4_000_000_000]) {
    const points = Array.from({ length: 240 }, (_, index) => haltonPoint(index, 3, seed));
    for (let axis = 0; axis < 3; axis++)
      for (let eighth = 0; eighth < 8; eighth++) {
        const inside = points.filter((point) => Math.floor((point[axis] ?? -1) * 8) === eighth).length;
        expect(inside).toBeGreaterThanOrEqual(26);
        expect(inside).toBeLessThanOrEqual(34);
      }
  }
  expect(haltonPoint(5, 2, 1)).toEqual(haltonPoint(5, 2, 1));
  expect(haltonPoint(5, 2, 1)).not.toEqual(haltonPoint(5, 2, 2));
  expect(() => haltonPoint(0, MOST_DIMENSIONS + 1, 1)).toThrow(RangeError);
});

const axis = (levels: number, isOrdered: boolean) => ({ levels: Array.from({ length: levels }), isOrdered });

it("covers every pair of values of any two axes", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ levels: fc.integer({ min: 2, max: 6 }), isOrdered: fc.boolean() }), { minLength: 1, maxLength: 5 }),
      (shapes) => {
        const axes = shapes.map(({ levels, isOrdered }) => axis(levels, isOrdered));
        const points = pairwisePoints(axes);
        const valuesOf = (index: number) => new Set(points.map((point) => point[index] ?? -1));
        axes.forEach(({ levels, isOrdered }, one) => {
          expect(valuesOf(one).size).toBe(isOrdered ? Math.min(3, levels.length) : levels.length);
          for (let other = 0; other < one; other++) {
            const pairs = new Set(points.map((point) => `${point[one]} ${point[other]}`));
            expect(pairs.size).toBe(valuesOf(one).size * valuesOf(other).size);
          }
        });
      },
    ),
    { numRuns: 60, seed: 7 },
  );
  // Far fewer than all 3⁸ combinations.
  expect(pairwisePoints(Array.from({ length: 8 }, () => axis(21, true))).length).toBeLessThanOrEqual(24);
  expect(pairwisePoints([axis(21, true)])).toEqual([[0], [10], [20]]);
});

it("follows DIRECT to the least value, asking for each point once", () => {
  const target = [0.2, 0.7];
  const values = new Map<string, number>();
  const f = (point: readonly number[]) => point.reduce((sum, x, index) => sum + (x - (target[index] ?? 0)) ** 2, 0);
  let step = { iterations: 0 };
  let asked = 0;
  for (;;) {
    const next = nextDirections(2, (point) => values.get(point.join()), step);
    if (next === null || asked > 150) break;
    for (const point of next.wanted) {
      expect(values.has(point.join())).toBe(false);
      values.set(point.join(), f(point));
      asked++;
    }
    step = next;
  }
  expect(Math.min(...values.values())).toBeLessThan(1e-3);
});

it("stops asking when all it would ask is known", () => {
  expect(nextDirections(1, () => 1, { iterations: 0 })).toBeNull();
});
