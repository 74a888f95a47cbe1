import { expect, test } from "vitest";
import { lanesFor } from "./lanesFor";

const MB = 2 ** 20;

test("there is a lane for each core, as far as memory reaches", () => {
  expect(lanesFor(4 * MB, { cores: 2, memoryGB: 8 })).toBe(2);
  expect(lanesFor(4 * MB, { cores: 16, memoryGB: 8 })).toBe(8);
  expect(lanesFor(4 * MB, { cores: 8, memoryGB: 2 })).toBe(3);
  expect(lanesFor(250 * MB, { cores: 8, memoryGB: 8 })).toBe(3);
  expect(lanesFor(4 * MB, { cores: 4, memoryGB: undefined })).toBe(4);
});

test("even a model that is larger than the memory gets one lane", () => {
  expect(lanesFor(1900 * MB, { cores: 8, memoryGB: 0.5 })).toBe(1);
});
