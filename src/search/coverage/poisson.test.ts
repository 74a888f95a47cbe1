import { expect, it } from "vitest";
import { poissonInterval } from "./poisson";

it.each([
  // The exact bounds, half of the chi-squared distribution's quantiles.
  [0, 0, 3.689],
  [1, 0.0253, 5.572],
  [10, 4.795, 18.39],
  [100, 81.36, 121.63],
])("tells between which means %i events are to be expected, nearly as the exact interval", (count, low, high) => {
  const [from, to] = poissonInterval(count);
  expect(Math.abs(from - low)).toBeLessThan(0.015 + 0.01 * low);
  expect(Math.abs(to - high)).toBeLessThan(0.01 * high);
});
