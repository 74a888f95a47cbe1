import fc from "fast-check";
import { test } from "vitest";
import { isoTime } from "./events";

test("times are written as Date writes them, even before 1970", () => {
  const moment = fc.integer({ min: -60_000_000_000_000, max: 250_000_000_000_000 });
  fc.assert(fc.property(moment, (milliseconds) => isoTime(milliseconds) === new Date(milliseconds).toISOString()));
  fc.assert(fc.property(fc.integer({ min: -2000, max: 2000 }), (moment) => isoTime(moment) === new Date(moment).toISOString()));
});
