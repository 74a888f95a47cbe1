import { expect, test } from "vitest";
import { formatTimecode, sentence } from "./format";

test("a message becomes a sentence, but a path or a name at its beginning stays as it is", () => {
  expect(sentence("the file is empty; choose another")).toBe("The file is empty; choose another.");
  expect(sentence("Choose another!")).toBe("Choose another!");
  expect(sentence("actors[2].size: must be a number")).toBe("actors[2].size: must be a number.");
  expect(sentence("gt.txt cannot be read")).toBe("gt.txt cannot be read.");
});

test("times are rounded to thousandths of a second", () => {
  expect([5, 170, 299, 1799].map((frame) => formatTimecode(frame, 30))).toEqual(["00:00.167", "00:05.667", "00:09.967", "00:59.967"]);
  expect(formatTimecode(1798, 29.97)).toBe("00:59.993");
});
