import { expect, test } from "vitest";
import { freePlace } from "./paintBoxes";

test("the name of a box goes below those that it would cover, and stays where there is room", () => {
  const taken = [
    { x: 100, y: 50 },
    { x: 110, y: 70 },
    { x: 400, y: 55 },
  ];
  expect(freePlace(taken, { x: 105, y: 58 })).toEqual({ x: 105, y: 90 });
  expect(freePlace(taken, { x: 105, y: 30 })).toEqual({ x: 105, y: 30 });
  expect(freePlace(taken, { x: 600, y: 55 })).toEqual({ x: 600, y: 55 });
  expect(freePlace([], { x: 1, y: 2 })).toEqual({ x: 1, y: 2 });
});
