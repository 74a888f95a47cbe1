import { expect, test } from "vitest";
import { counted, formatTimecode, listed, sentence } from "./format";

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

test("a number has its noun in the form that goes with it, and its thousands apart", () => {
  expect([0, 1, 2, 5000].map((count) => counted(count, "file"))).toEqual(["0 files", "1 file", "2 files", "5,000 files"]);
  expect([1, 2].map((count) => counted(count, "box", "boxes"))).toEqual(["1 box", "2 boxes"]);
  expect([1, 2].map((count) => counted(count, "number is", "numbers are"))).toEqual(["1 number is", "2 numbers are"]);
});

test("a long list is cut, and says how many more there are", () => {
  expect(listed(["a", "b", "c"])).toBe("a, b, c");
  expect(listed(["a", "b", "c", "d"])).toBe("a, b, c and 1 more");
  expect(listed(["a", "b", "c"], 1)).toBe("a and 2 more");
});
