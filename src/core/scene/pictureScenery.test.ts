import { expect, test } from "vitest";
import { standingCars } from "./pictureScenery";

test("cars parked in front of the store are in separate bays, in every variant, and not the same in all", () => {
  const rows = new Set<string>();
  for (let variant = 0; variant < 2000; variant++) {
    const cars = standingCars(variant);
    expect(cars.length, `variant ${variant}`).toBeGreaterThan(0);
    rows.add(JSON.stringify(cars));
    cars.forEach((car, index) => {
      const before = cars[index - 1];
      if (before) expect(car.x - car.width / 2, `variant ${variant}`).toBeGreaterThan(before.x + before.width / 2 + 8);
    });
  }
  expect(rows.size).toBe(2000);
});
