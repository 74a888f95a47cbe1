import { expect, test } from "vitest";
import { sentence } from "./format";

test("a message becomes a sentence, but a path or a name at its beginning stays as it is", () => {
  expect(sentence("the file is empty; choose another")).toBe("The file is empty; choose another.");
  expect(sentence("Choose another!")).toBe("Choose another!");
  expect(sentence("actors[2].size: must be a number")).toBe("actors[2].size: must be a number.");
  expect(sentence("gt.txt cannot be read")).toBe("gt.txt cannot be read.");
});
