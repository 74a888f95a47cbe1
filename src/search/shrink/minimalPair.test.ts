import fc from "fast-check";
import { expect, it } from "vitest";
import type { SearchPoint } from "../variables";
import { minimalPair } from "./minimalPair";

const ordered = { isOrdered: true };
const named = { isOrdered: false };

/** Counts evaluations of a rule. */
function counting(rule: (point: SearchPoint) => boolean | null) {
  const asked: SearchPoint[] = [];
  const fails = (point: SearchPoint) => {
    asked.push(point);
    return Promise.resolve(rule(point));
  };
  return { asked, fails };
}

it("finds the one step of the one axis that matters, in about log₂ of the range", async () => {
  const { asked, fails } = counting(([, fog = 0]) => fog >= 713);
  expect(await minimalPair([0, 0, 0], [5, 1000, 1], [ordered, ordered, named], fails)).toEqual({
    found: [0, 712, 0],
    missed: [0, 713, 0],
    axis: 1,
  });
  expect(asked.length).toBeLessThanOrEqual(3 + 10);
});

it("keeps changes that only matter together, and changes one of them by one step", async () => {
  const { fails } = counting(([a = 0, b = 0]) => a + b >= 30);
  const pair = await minimalPair([0, 0, 3], [20, 20, 9], [ordered, ordered, ordered], fails);
  expect(pair?.found[2]).toBe(3);
  const [before, after] = [pair?.found ?? [], pair?.missed ?? []];
  expect((before[0] ?? 0) + (before[1] ?? 0)).toBe(29);
  expect((after[0] ?? 0) + (after[1] ?? 0)).toBe(30);
});

it("always ends with neighbours that differ in one axis, whatever fails in between, and however the axes run", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ from: fc.nat(40), to: fc.nat(40), isOrdered: fc.boolean() }), { minLength: 1, maxLength: 5 }),
      fc.func(fc.boolean()),
      async (axes, chance) => {
        const [found, missed] = [axes.map(({ from }) => from), axes.map(({ to }) => to)];
        fc.pre(found.join() !== missed.join());
        const rule = (point: SearchPoint) =>
          point.join() === found.join() ? false : point.join() === missed.join() ? true : chance(point.join());
        const pair = await minimalPair(found, missed, axes, (point) => Promise.resolve(rule(point)));
        if (pair === null) throw new Error("no pair");
        expect(rule(pair.found)).toBe(false);
        expect(rule(pair.missed)).toBe(true);
        axes.forEach(({ isOrdered }, axis) => {
          const step = Math.abs((pair.found[axis] ?? 0) - (pair.missed[axis] ?? 0));
          if (axis !== pair.axis) expect(step).toBe(0);
          else if (isOrdered) expect(step).toBe(1);
        });
      },
    ),
    { numRuns: 200, seed: 11 },
  );
});

it("gives no pair if the budget ends first, and keeps a change whose absence is impossible", async () => {
  const ended = counting(() => null);
  expect(await minimalPair([0], [9], [ordered], ended.fails)).toBeNull();
  // Without the first change, the second is impossible.
  const { fails } = counting(([a = 0, b = 0]) => (a === 0 && b > 0 ? null : b >= 1));
  expect(await minimalPair([0, 0], [1, 1], [named, named], fails)).toBeNull();
});
