import { expect, test } from "vitest";
import { namesOf, numbersOf, outputsOf, textOf } from "./modelOptionText";

test("numbers are typed as one would write them", () => {
  expect(numbersOf("640 × 384")).toEqual([640, 384]);
  expect(numbersOf("0.485, 0.456,0.406")).toEqual([0.485, 0.456, 0.406]);
  expect(numbersOf("1/255")).toEqual([1 / 255]);
  expect(numbersOf("wide")).toEqual([NaN]);
  expect(numbersOf(" ")).toBeUndefined();
});

test("class names come from lines, commas or JSON, or are a known list", () => {
  expect(namesOf("car\n two wheeler,person")).toEqual(["car", "two wheeler", "person"]);
  expect(namesOf(" coco80 ")).toBe("coco80");
  expect(namesOf('{"7": "truck"}')).toEqual({ 7: "truck" });
  expect(namesOf("{broken")).toBe("{broken");
  expect(textOf(["car", "person"])).toBe("car, person");
  expect(textOf({ 7: "truck" })).toBe('{"7":"truck"}');
});

test("outputs are named by what they hold, or in JSON, as they are shown again", () => {
  const named = { boxes: "Identity:0", scores: "/head/Sigmoid" };
  expect(outputsOf("boxes: Identity:0, scores = /head/Sigmoid\n")).toEqual(named);
  expect(outputsOf(textOf(named))).toEqual(named);
  expect(outputsOf("output0")).toBe("output0");
});
