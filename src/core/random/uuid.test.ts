import { expect, test } from "vitest";
import { hashUuid } from "./uuid";

test("UUIDs have the form of version 4, are the same for the same numbers, and never the same for different ones", () => {
  const seen = new Set<string>();
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const malformed: string[] = [];
  for (let high = 0; high < 300; high++)
    for (let low = 0; low < 300; low++) {
      const id = hashUuid(7, high, low);
      if (!form.test(id)) malformed.push(id);
      // The first and last eight digits alone distinguish all pairs of a namespace.
      seen.add(id.slice(0, 8) + id.slice(-8));
    }
  expect(malformed).toEqual([]);
  expect(seen.size).toBe(90_000);
  expect(hashUuid(7, 1, 2)).toBe(hashUuid(7, 1, 2));
  expect(hashUuid(8, 1, 2)).not.toBe(hashUuid(7, 1, 2));
});
