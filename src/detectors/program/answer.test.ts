import { expect, test } from "vitest";
import { readAnswer } from "./answer";

const answered = (detection: object) =>
  readAnswer(
    JSON.stringify({ frame: 0, detections: [{ class_label: "car", confidence: 0.5, bounding_box: [1, 2, 3, 4], ...detection }] }),
    1,
  ).objects[0];

test("a confidence that rounding put just outside 0 to 1 is taken as the nearest; one that means percent is refused", () => {
  expect(answered({ confidence: 1.0000001 })).toMatchObject({ confidence: 1 });
  expect(answered({ confidence: -1e-9 })).toMatchObject({ confidence: 0 });
  expect(() => answered({ confidence: 1.02 })).toThrow(/confidence must be between 0 and 1, not 1.02/);
  expect(() => answered({ confidence: 87 })).toThrow(/confidence must be between 0 and 1, not 87/);
});

test("track id -1 means that an object is not tracked", () => {
  expect(answered({ track_id: -1 })).not.toHaveProperty("trackId");
  expect(answered({ track_id: null })).not.toHaveProperty("trackId");
  expect(answered({ track_id: 0 })).toMatchObject({ trackId: 0 });
});
