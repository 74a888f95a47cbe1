import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DetectorError } from "../detector";
import { assertModelSize } from "./model/readModel";
import { describeOnnx, openOnnxDetector } from "./onnxDetector";
import type { OnnxOptions } from "./plan/options";
import { ONNX_RUNTIME_FILE } from "./runtime";
import { ULTRALYTICS_NAMES, yolov8Model, yolov8WithWeights } from "./testing/colourModels";
import { type Graph, type Value, onnxFile } from "./testing/onnxWriter";
import { schematicPicture } from "./testing/pictures";

const WASM = new Uint8Array(readFileSync(`node_modules/onnxruntime-web/dist/${ONNX_RUNTIME_FILE}`));
const MODEL = yolov8Model({ width: 64, height: 64 });
const IMAGES: Value = { name: "images", type: "float32", shape: [1, 3, 64, 64] };
const OUTPUT: Value = { name: "output0", type: "float32", shape: [1, 8, 84] };

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const open = (model: Uint8Array<ArrayBuffer>, options: OnnxOptions = {}) =>
  openOnnxDetector({ name: "my.onnx", model, weights: new Map() }, options, WASM);

/** The message with which a model is refused. */
async function refusal(model: Uint8Array<ArrayBuffer>, options: OnnxOptions = {}): Promise<string> {
  const error: unknown = await open(model, options).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DetectorError);
  if (!(error instanceof DetectorError)) return "";
  expect(error.fault).toBe("input");
  expect(error.message).not.toMatch(/\n|undefined|ERROR_CODE|azure/);
  return error.message;
}

/** A model with the given outputs, whose graph is never run. */
const shaped = (outputs: Value[], graph: Partial<Graph> = {}, metadata = {}) =>
  onnxFile({ inputs: [IMAGES], outputs, nodes: [{ operator: "Identity", inputs: ["images"], outputs: ["x"] }], ...graph }, metadata);

test("a file that is cut off, empty, random or changed is refused with what is wrong with it, at any length", async () => {
  expect(await refusal(MODEL.slice(0, 2000))).toMatch(
    /^my\.onnx is cut off: it ends after \d+ of the \d+ bytes that field 7 should have; download, copy or export it again$/,
  );
  expect(await refusal(new Uint8Array())).toBe("my.onnx is empty; export or copy the model again");
  const random = Uint8Array.from({ length: 5000 }, (_, index) => (index * index * 31 + 17 * index) % 251);
  expect(await refusal(random)).toMatch(/^my\.onnx is not an ONNX model, or it is damaged: it /);
  for (let length = 1; length < MODEL.length; length += 97) expect(await refusal(MODEL.slice(0, length))).toMatch(/my\.onnx/);
});

test("other kinds of files are named, with what to do with them", async () => {
  for (const [content, message] of [
    [
      "\x1c\0\0\0TFL3\0\0",
      "my.onnx is a TensorFlow Lite model, not an ONNX model; convert it to ONNX with tf2onnx (--tflite), or export it as ONNX",
    ],
    ["PK\x03\x04\0\0\0\0archive/data.pkl", "a PyTorch file, not an ONNX model; export it as ONNX, for example with `yolo export"],
    ["\x80\x02\x8a\nl\xfc", "a PyTorch file"],
    ["PK\x03\x04\0\0\0\0model.onnx", "a ZIP archive, not an ONNX model; unpack it first"],
    ["\x89HDF\r\n\x1a\n", "a Keras model (HDF5)"],
    ["ftrt\0\0", "a TensorRT engine"],
    ["version https://git-lfs.github.com/spec/v1\n", "a Git LFS pointer, not the model itself; run `git lfs pull` first"],
    ["<!doctype html><html>", "a web page"],
    ['\x40\0\0\0\0\0\0\0{"__metadata__":{}}', "a safetensors file"],
  ] as const)
    expect(await refusal(bytes(content))).toContain(message);
});

test("a model of 2 GB is refused by its size, before it is read", () => {
  expect(() => assertModelSize("my.onnx", 2 ** 31)).toThrow(
    /^my\.onnx is 2\.0 GB; at most 1\.0 GB can be run, since loading takes three times a model's size and WebAssembly has 4 GB/,
  );
  expect(() => assertModelSize("my.onnx", 2 ** 30)).not.toThrow();
});

test("a model that is not for detection is refused before it runs", async () => {
  const logits: Value = { name: "logits", type: "float32", shape: [1, 1000] };
  expect(await refusal(shaped([logits]))).toBe(
    "my.onnx: this model classifies whole pictures and finds no boxes (its output is logits float32 [1, 1000]); " +
      "choose a model for object detection",
  );
  expect(await refusal(shaped([OUTPUT], {}, { task: "obb" }))).toContain("finds rotated boxes");
  expect(await refusal(shaped([{ ...OUTPUT, shape: [1, 19, 13, 13] }]))).toContain(
    "are those of no known head (output0 float32 [1, 19, 13, 13])",
  );
  const proposals = (name: string, values: number): Value => ({ name, type: "float32", shape: [1, 8400, values] });
  expect(await refusal(shaped([proposals("scores", 80), proposals("boxes", 4)]))).toContain("are those of no known head");
  expect(await refusal(shaped([OUTPUT], { inputs: [{ name: "tokens", type: "int64", shape: [1, 77] }] }))).toContain(
    "has no input for a picture",
  );
  expect(await refusal(shaped([OUTPUT], { inputs: [{ ...IMAGES, shape: [4, 3, 64, 64] }] }))).toContain("takes 4 pictures at a time");
  expect(await refusal(shaped([OUTPUT], { inputs: [IMAGES, { name: "prompt", type: "float32", shape: [1, 512] }] }))).toContain(
    "another input, prompt float32 [1, 512], and it is not known what to give it",
  );
});

test("what only the model's owner can know is asked for, not assumed", async () => {
  expect(await refusal(shaped([OUTPUT]))).toBe(
    "my.onnx: the model has 4 classes and does not name them; give their names, in order, in a JSON file (--classes FILE)",
  );
  expect(await refusal(shaped([{ ...OUTPUT, shape: [1, 84, 85] }]))).toMatch(/either YOLOv6's, .* or YOLOX's/);
  expect(await refusal(shaped([OUTPUT], { inputs: [{ ...IMAGES, shape: [1, "a", "b", "c"] }] }))).toContain("add --layout nchw or nhwc");
  expect(await refusal(shaped([OUTPUT], {}, ULTRALYTICS_NAMES), { head: "ssd" })).toContain("head ssd does not fit the model's outputs");
  expect(await refusal(shaped([OUTPUT], {}, ULTRALYTICS_NAMES), { outputs: { boxes: "out" } })).toContain(
    "no output “out”; it has output0",
  );
});

const told = (outputs: Value[], options: OnnxOptions, metadata = {}, graph: Partial<Graph> = {}) => {
  const { choices } = describeOnnx("my.onnx", shaped(outputs, graph, metadata), options);
  return Object.fromEntries(choices.map(({ option, value }) => [option, value]));
};

test("YOLOX and YOLOv6 with classes of their own are not taken for YOLOv8, with or without the names", async () => {
  const rows = (values: number): Value[] => [{ ...OUTPUT, shape: [1, 84, values] }];
  const classes = ["pedestrian", "cyclist", "vehicle"];
  const message = await refusal(shaped(rows(8)), { classes });
  expect(message).toMatch(/either YOLOv6's, .* or YOLOX's, .* if it is YOLOv6's, add --head yolov5;/);
  expect(message).toContain("--decode_in_inference and add --head yolov5 --scale 1 --channels bgr --resize letterbox-top-left");
  expect(await refusal(shaped([{ ...OUTPUT, shape: [1, 8, 84] }]), { classes })).toMatch(/either YOLOv6's/);
  expect(await refusal(shaped(rows(8)))).toContain("the model does not name its classes; give their names");
  expect(told(rows(7), { classes })).toMatchObject({ head: "yolov8", arrangement: "rows" });
  expect(told(rows(8), { classes, head: "yolov5" })).toMatchObject({ head: "yolov5", arrangement: "rows" });
});

test("six numbers for each box of a model with two classes: the metadata decide, or its owner", async () => {
  const outputs: Value[] = [{ ...OUTPUT, shape: [1, 300, 6] }];
  const names = "{0: 'pedestrian', 1: 'vehicle'}";
  expect(told(outputs, {}, { names, description: "Ultralytics rtdetr-l model trained on my.yaml" })).toMatchObject({
    head: "detr",
    boxUnit: "normalized",
  });
  expect(told(outputs, {}, { names, description: "Ultralytics YOLOv10n model" })).toMatchObject({ head: "yolov10" });
  expect(told(outputs, {}, { names, description: "Ultralytics rtdetr-l model", args: "{'nms': True}" })).toMatchObject({ head: "yolov10" });
  expect(await refusal(shaped(outputs, {}, { names }))).toMatch(
    /with two classes is either RT-DETR's, .*; add --head detr or --head yolov10$/,
  );
  expect(told(outputs, { head: "detr" }, { names })).toMatchObject({ head: "detr" });
  expect(told(outputs, {})).toMatchObject({ head: "yolov10", classes: "coco80" });
});

test("a model that is made to exhaust stack or memory is refused in one line", async () => {
  let graph: Graph = { inputs: [], outputs: [], nodes: [] };
  for (let depth = 0; depth < 40; depth++)
    graph = { inputs: [], outputs: [], nodes: [{ operator: "If", inputs: [], outputs: [], attributes: { then_branch: { graph } } }] };
  expect(await refusal(shaped([OUTPUT], { nodes: graph.nodes }))).toContain("it has graphs within graphs, more than 32 deep");
  const names = `{${Array.from({ length: 200_000 }, (_, index) => `${index}: 'a'`).join(", ")}}`;
  expect(await refusal(shaped([OUTPUT], {}, { names }), { head: "yolov8" })).toContain("class number 199999 (a) has a name, but the model");
  const vast = { inputs: [{ ...IMAGES, shape: [1, 3, 2 ** 32, 2 ** 32] }] };
  expect(await refusal(shaped([OUTPUT], vast))).toContain(
    "an input of 4294967296 × 4294967296 cannot be run, but sides of 1 to 4096 pixels",
  );
  const free = { inputs: [{ ...IMAGES, shape: [1, 3, "height", "width"] }] };
  for (const imgsz of ["[99999999, 99999999]", "0"])
    expect(await refusal(shaped([OUTPUT], free, { ...ULTRALYTICS_NAMES, imgsz }))).toContain(
      "cannot be run, but sides of 1 to 4096 pixels",
    );
  const extra: Value = { name: "pixel_mask", type: "int64", shape: [1, 2 ** 20, 2 ** 20] };
  expect(await refusal(shaped([OUTPUT], { inputs: [IMAGES, extra] }, ULTRALYTICS_NAMES))).toMatch(
    /input pixel_mask int64 \[1, 1048576, 1048576\] is too large: at most 16777216 numbers can be given/,
  );
});

test("operators and weights that are not there are named", async () => {
  const node = (operator: string, domain?: string) => ({
    nodes: [{ operator, inputs: ["images"], outputs: ["output0"], ...(domain === undefined ? {} : { domain }) }],
  });
  expect(await refusal(shaped([OUTPUT], node("EfficientNMS_TRT", "TRT"), ULTRALYTICS_NAMES))).toMatch(
    /^my\.onnx uses the operator TRT:EfficientNMS_TRT, which onnxruntime-web 1\.30\.0 does not have; export the model without it/,
  );
  expect(await refusal(shaped([OUTPUT], node("Teleport"), ULTRALYTICS_NAMES))).toContain("uses the operator Teleport, which");
  const weights = { name: "w", type: "float32", dims: [1, 3, 1, 1], values: [1], file: "my.onnx_data" } as const;
  const nodes = [{ operator: "Add", inputs: ["images", "w"], outputs: ["output0"] }];
  expect(await refusal(shaped([OUTPUT], { nodes, initializers: [weights] }, ULTRALYTICS_NAMES))).toBe(
    "the weights of my.onnx are in another file, my.onnx_data, which is missing; put it next to the model",
  );
});

test("weights in a file next to the model are used", async () => {
  const size = { width: 64, height: 64 };
  const inOne = yolov8Model(size);
  const { model, weights } = yolov8WithWeights(size);
  const picture = schematicPicture(size, { vehicle: { x: 8, y: 16, width: 30, height: 20 } });
  const found = async (file: Uint8Array<ArrayBuffer>, files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>) => {
    const detector = await openOnnxDetector({ name: "my.onnx", model: file, weights: files }, {}, WASM);
    return { found: await detector.detect(picture, new AbortController().signal), digest: detector.description.digest };
  };
  const [one, two] = [await found(inOne, new Map()), await found(model, new Map([["my.onnx_data", weights]]))];
  expect(two.found).toEqual(one.found);
  expect(two.found).toHaveLength(1);
  expect(two.digest).not.toBe(one.digest);
});

test("cancelled before it runs, a model does not run", async () => {
  const size = { width: 64, height: 64 };
  const aborted = AbortSignal.abort(new Error("cancelled"));
  await expect((await open(yolov8Model(size))).detect(schematicPicture(size, {}), aborted)).rejects.toThrow("cancelled");
});

test("a model is told about before it runs: each choice with its reason", () => {
  const { choices, producer } = describeOnnx("my.onnx", MODEL, { confidence: 0.5 });
  expect(producer).toBe("jaywalk test");
  expect(Object.fromEntries(choices.map(({ option, value }) => [option, value]))).toMatchObject({
    head: "yolov8",
    inputSize: "64 × 64",
    layout: "nchw",
    resize: "letterbox",
    channels: "rgb",
    scale: "1/255",
    classes: "4: pedestrian, cyclist, vehicle, distracted_driver",
    confidence: "0.5",
    nms: "true",
    iou: "0.7",
  });
  expect(choices.find(({ option }) => option === "head")?.reason).toBe("output output0 float32 [1, 8, 84]: one box for each of 84 cells");
  expect(choices.find(({ option }) => option === "confidence")).toMatchObject({ given: true, reason: "given" });
});
