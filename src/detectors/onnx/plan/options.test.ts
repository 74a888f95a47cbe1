import { expect, test } from "vitest";
import { parseOnnxOptions } from "./options";

test("options of a model are checked key by key", () => {
  const options = { head: "yolov8", inputSize: [640, 384], mean: [0.5, 0.5, 0.5], classes: { "0": "person" }, outputs: { boxes: "out" } };
  expect(parseOnnxOptions(options)).toEqual(options);
  for (const [wrong, message] of [
    [{ heads: "yolov8" }, "heads: unknown key; the keys are head, inputSize, "],
    [{ head: "yolov3" }, 'head: must be "yolov5" or'],
    [{ inputSize: [640, 0] }, "inputSize.1: must be"],
    [{ mean: [1, 2] }, "mean: "],
    [{ std: [1, 0, 1] }, "std: must be above 0"],
    [{ scale: 0 }, "scale: must be"],
    [{ classes: [] }, 'classes: must be a list of names, an object of names by class number, such as {"0": "person"'],
    [{ classes: { person: "0" } }, "classes: must be a list of names"],
    [{ iou: 2 }, "iou: must be"],
    [[], "options of a model must be"],
  ] as const)
    expect(() => parseOnnxOptions(wrong)).toThrow(message);
  expect(() => parseOnnxOptions({ inputSize: [1] }, (key) => `--${key}`)).toThrow("--inputSize: ");
});
