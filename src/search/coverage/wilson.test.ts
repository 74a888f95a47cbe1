import { expect, it } from "vitest";
import { wilsonInterval } from "./wilson";

it("gives Wilson’s interval, which stays within 0 … 1 for none and for all, and is everything without trials", () => {
  const near = (hits: number, trials: number, low: number, high: number) => {
    expect(wilsonInterval(hits, trials)[0]).toBeCloseTo(low, 6);
    expect(wilsonInterval(hits, trials)[1]).toBeCloseTo(high, 6);
  };
  near(8, 10, 0.490162, 0.943318);
  near(50, 100, 0.403832, 0.596168);
  near(0, 10, 0, 0.277533);
  near(10, 10, 0.722467, 1);
  near(0, 0, 0, 1);
});
