import { expect, it } from "vitest";
import { ROAD_USERS } from "../world";
import { bodyOf, grownOutline, shadowMesh, shadowOutline } from ".";

const box = bodyOf("wall", { length: 4, width: 1, height: 2 });

/** The corners of an outline, rounded to millimetres, from the one furthest back. */
const corners = (outline: readonly { x: number; y: number }[]): number[][] =>
  outline.map(({ x, y }) => [x, y].map((value) => Math.round(value * 1000) / 1000));

it("a shadow reaches as far from a body as the sun is low, away from it, whichever way the body faces", () => {
  const level = Math.SQRT1_2;
  // The sun is ahead, at 45°: the upper edge, 2 m high, falls 2 m further back.
  const ahead = corners(shadowOutline(box, 0, [level, 0, level]));
  expect([Math.min(...ahead.map(([x = 0]) => x)), Math.max(...ahead.map(([x = 0]) => x))]).toEqual([-4, 1.99]);
  expect([Math.min(...ahead.map(([, y = 0]) => y)), Math.max(...ahead.map(([, y = 0]) => y))]).toEqual([-0.5, 0.5]);
  // The same sun is to the right of a body that has turned to the left.
  const aside = corners(shadowOutline(box, 90, [level, 0, level]));
  expect([Math.min(...aside.map(([, y = 0]) => y)), Math.max(...aside.map(([, y = 0]) => y))]).toEqual([-0.4, 2.5]);
});

it("a shadow under a light from straight above is the footprint; it may be larger, and says how much light is left", () => {
  const outline = shadowOutline(box, 30, [0, 0, 1]);
  expect(corners(outline)).toEqual([
    [-2, -0.5],
    [2, -0.5],
    [2, 0.5],
    [-2, 0.5],
  ]);
  const larger = corners(grownOutline(outline, 0.1));
  expect([Math.min(...larger.map(([x = 0]) => x)), Math.max(...larger.map(([, y = 0]) => y))]).toEqual([-2.1, 0.6]);
  const { positions, indices, colors } = shadowMesh([
    { outline, left: 0.4 },
    { outline, left: 0.6 },
  ]);
  expect(positions).toHaveLength(24);
  expect([...colors]).toEqual([0xff666666, 0xff666666, 0xff999999, 0xff999999]);
  expect([...indices]).toEqual([0, 1, 2, 0, 2, 3, 4, 5, 6, 4, 6, 7]);
});

it.each(["adult", "child", "white_cane", "pram", "wheelchair", "dog", "cyclist", "e_scooter"] as const)(
  "the shadow of a %s begins where it touches the ground, in every phase and under every sun",
  (kind) => {
    for (const phase of [null, 0, 0.2, 0.45, 0.7])
      for (const sun of [[0, 0, 1] as const, [0.36, 0.48, 0.8] as const, [0.9, -0.3, 0.32] as const]) {
        const body = bodyOf(kind, ROAD_USERS[kind].dimensions, { phase, color: null, detail: 1, variant: 4 });
        const outline = shadowOutline(body, 0, sun);
        const down = [...body.positions.keys()].filter((at) => at % 3 === 0 && (body.positions[at + 2] ?? 1) < 0.005);
        expect(down.length).toBeGreaterThan(0);
        for (const at of down) {
          const [x, y] = [body.positions[at] ?? 0, body.positions[at + 1] ?? 0];
          // Inside a convex outline, a point is on the left of every edge.
          const outside = outline.map((from, index) => {
            const to = outline[(index + 1) % outline.length] ?? from;
            const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
            return ((to.y - from.y) * (x - from.x) - (to.x - from.x) * (y - from.y)) / length;
          });
          expect(Math.max(...outside), `${kind} ${phase} ${sun.join(" ")}`).toBeLessThan(0.02);
        }
      }
  },
);
