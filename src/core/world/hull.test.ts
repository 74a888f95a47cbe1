import fc from "fast-check";
import { expect, it } from "vitest";
import { hullOf, hullOfMany } from "./hull";

const place = fc.integer({ min: -40, max: 40 }).map((step) => step / 8);

it("the outline of many points is that of all of them, whichever are left out before", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ x: place, y: place }), { minLength: 1, maxLength: 120 }), (points) => {
      const outline = hullOf(points);
      expect(hullOfMany(Float64Array.from(points.flatMap(({ x, y }) => [x, y])))).toEqual(outline);
      // Every point is on the left of every edge, or on it.
      outline.forEach((from, index) => {
        const to = outline[(index + 1) % outline.length] ?? from;
        for (const { x, y } of points) expect((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x)).toBeGreaterThanOrEqual(0);
      });
    }),
  );
});
