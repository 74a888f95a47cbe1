import { expect, test } from "vitest";
import { rateNotes } from "./rateNotes";

const at = (...frames: number[]) => frames.map((frame) => ({ frame, timestamp: null }));

test("detections at every Nth frame only are noted, unless that is what is compared", () => {
  const note =
    "All detections are at every 60th frame, and the frames between count as misses; " +
    "if the detector looked at these frames only, add --every 60.";
  expect(rateNotes(at(0, 60, 60, 180, 300), 30, 1)).toEqual([note]);
  expect(rateNotes(at(0, 60, 180, 300), 30, 60)).toEqual([]);
  expect(rateNotes(at(0, 60, 61, 180, 300), 30, 1)).toEqual([]);
  expect(rateNotes(at(0, 2, 4, 6), 30, 1)[0]).toContain("every 2nd frame");
});

test("times count as the frames that they are; a handful of detections says nothing", () => {
  const times = [0, 0.1, 0.2, 0.4].map((timestamp) => ({ frame: null, timestamp }));
  expect(rateNotes(times, 30, 1)[0]).toContain("add --every 3.");
  expect(rateNotes(at(0, 60), 30, 1)).toEqual([]);
  expect(rateNotes([], 30, 1)).toEqual([]);
});
