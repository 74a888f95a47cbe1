import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { FoundObject } from "../detector";
import { describeOnnx, openOnnxDetector } from "./onnxDetector";
import type { OnnxOptions } from "./plan/options";
import { ONNX_RUNTIME_FILE } from "./runtime";
import * as models from "./testing/colourModels";
import { schematicPicture } from "./testing/pictures";

const WASM = new Uint8Array(readFileSync(`node_modules/onnxruntime-web/dist/${ONNX_RUNTIME_FILE}`));
const SQUARE = { width: 640, height: 640 };
const SMALL = { width: 320, height: 192 };
const FROM_1: OnnxOptions["classes"] = Object.fromEntries(models.COLOUR_CLASSES.map((name, index) => [String(index + 1), name]));

/** Even places: also exact where a picture is halved. */
const BOXES = {
  pedestrian: { x: 100, y: 200, width: 40, height: 90 },
  cyclist: { x: 300, y: 220, width: 70, height: 80 },
  vehicle: { x: 640, y: 300, width: 222, height: 120 },
};
const PICTURE = schematicPicture({ width: 1280, height: 720 }, BOXES, 7);

async function detect(model: Uint8Array<ArrayBuffer>, options: OnnxOptions, picture = PICTURE): Promise<readonly FoundObject[]> {
  const detector = await openOnnxDetector({ name: "colours.onnx", model, weights: new Map() }, options, WASM);
  try {
    return await detector.detect(picture, new AbortController().signal);
  } finally {
    await detector.close();
  }
}

function expectBoxes(
  found: readonly FoundObject[],
  boxes: Record<string, { x: number; y: number; width: number; height: number }>,
  within: number,
) {
  expect(found.map(({ label }) => label).toSorted()).toEqual(Object.keys(boxes).toSorted());
  for (const { label, box, confidence } of found) {
    const right = boxes[label] ?? { x: 0, y: 0, width: 0, height: 0 };
    for (const [mine, expected] of [
      [box.x, right.x],
      [box.y, right.y],
      [box.x + box.width, right.x + right.width],
      [box.y + box.height, right.y + right.height],
    ] as const)
      expect(Math.abs(mine - expected), `${label}: ${JSON.stringify(box)}`).toBeLessThanOrEqual(within);
    expect(confidence).toBeGreaterThan(0.8);
    expect(confidence).toBeLessThanOrEqual(1);
  }
}

const HEADS = {
  yolov5: { model: models.yolov5Model, options: { classes: models.COLOUR_CLASSES }, resize: "letterbox" },
  yolov8: { model: models.yolov8Model, options: {}, resize: "letterbox" },
  yolov10: { model: models.yolov10Model, options: {}, resize: "letterbox" },
  detr: { model: (size: models.ModelSize) => models.detrModel(size, true), options: {}, resize: "stretch" },
  ssd: { model: models.ssdModel, options: { classes: FROM_1 }, resize: "stretch" },
} satisfies Record<string, { model: (size: models.ModelSize) => Uint8Array<ArrayBuffer>; options: OnnxOptions; resize: string }>;

describe.each(Object.entries(HEADS))("head %s, guessed from the model's shapes", (head, { model, options, resize }) => {
  test("finds coloured rectangles to the pixel, letterboxed and stretched", async () => {
    const file = model(SQUARE);
    const { choices } = describeOnnx("colours.onnx", file, options);
    expect(choices.find(({ option }) => option === "head")).toMatchObject({ value: head, given: false });
    expect(choices.find(({ option }) => option === "resize")).toMatchObject({ value: resize });
    for (const how of ["letterbox", "letterbox-top-left", "stretch"] as const)
      expectBoxes(await detect(file, { ...options, resize: how }), BOXES, how === "stretch" ? 1 : 1e-3);
  });

  test("finds them in a picture that the model enlarges, at its edges too", async () => {
    const boxes = { pedestrian: { x: 0, y: 0, width: 20, height: 31 }, vehicle: { x: 90, y: 50, width: 69, height: 40 } };
    const picture = schematicPicture({ width: 159, height: 90 }, boxes);
    for (const how of ["letterbox", "stretch"] as const)
      expectBoxes(await detect(model(SMALL), { ...options, resize: how }, picture), boxes, 1);
  });
});

test("variants of the heads: boxes in rows, DETR without “no object”, torchvision's lists without a batch", async () => {
  expectBoxes(await detect(models.yolov8Model(SQUARE, true), {}), BOXES, 1e-3);
  expectBoxes(await detect(models.detrModel(SQUARE, false), { classes: models.COLOUR_CLASSES }), BOXES, 1);
  expectBoxes(await detect(models.torchvisionModel(SQUARE), { classes: FROM_1 }), BOXES, 1);
});

test("free axes, half precision, and a second input with the picture's size", async () => {
  const half = models.halfPrecisionModel(SMALL);
  const { choices } = describeOnnx("colours.onnx", half, {});
  expect(choices.find(({ option }) => option === "inputSize")).toEqual({
    option: "inputSize",
    value: "320 × 192",
    reason: "input images float16 [batch, 3, height, width] takes any size; its metadata says imgsz",
    given: false,
  });
  const boxes = { pedestrian: { x: 8, y: 16, width: 20, height: 64 }, vehicle: { x: 100, y: 40, width: 120, height: 60 } };
  expectBoxes(await detect(half, {}, schematicPicture({ width: 320, height: 180 }, boxes)), boxes, 0.5);
  expectBoxes(await detect(models.rtDetrModel(SQUARE), { classes: models.COLOUR_CLASSES }), BOXES, 1);
});

test("each guess can be overruled", async () => {
  const file = models.yolov8Model(SQUARE);
  const labels = async (options: OnnxOptions) => (await detect(file, options)).map(({ label }) => label).toSorted();
  expect(await labels({ channels: "bgr" })).toEqual(["cyclist", "pedestrian", "vehicle"]);
  const swapped = await detect(file, { channels: "bgr" });
  expect(swapped.find(({ label }) => label === "cyclist")?.box).toEqual(expect.objectContaining({ x: 640, y: 300 }));
  expect(await labels({ classes: ["a", "b", "c", "d"] })).toEqual(["a", "b", "c"]);
  expect(await labels({ confidence: 0.95 })).toEqual([]);
  expect(await labels({ maxDetections: 1 })).toHaveLength(1);
  expect(await labels({ nms: false })).toHaveLength(6);
  expect(await labels({ iou: 1 })).toHaveLength(6);
  // Twice as bright and moved back by one, a pixel of 0 or 255 is -1 or 1, which this model does not know as a colour.
  expect(await labels({ scale: 2 / 255, mean: [1, 1, 1] })).not.toEqual(await labels({}));
  expect(await labels({ scale: 1, mean: [0, 0, 0], std: [255, 255, 255] })).toEqual(await labels({}));
  await expect(labels({ inputSize: [320, 320] })).rejects.toThrow("has a fixed size, 640 × 640; leave out --input-size");
  await expect(labels({ classes: ["a", "b", "c", "d", "e"] })).rejects.toThrow(
    "class number 4 (e) has a name, but the model has 4 classes",
  );
});
