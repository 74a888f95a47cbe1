import { expect, test } from "vitest";
import { meaningOf } from "@/detectors/classes/classMap";
import { COLOUR_CLASSES, yolov5Model, yolov8Model, yolov8WithWeights } from "@/detectors/onnx/testing/colourModels";
import type { KeptModel, ModelStore } from "./modelStore";
import { createOwnModel } from "./ownModel";

const SIZE = { width: 320, height: 192 };
const file = (name: string, content: Uint8Array<ArrayBuffer> | string) => new File([content], name);

/** Keeps a model as long as the test. */
function storeOf(kept: KeptModel | null = null): ModelStore & { readonly now: () => KeptModel | null } {
  let now = kept;
  return {
    now: () => now,
    load: () => Promise.resolve(now),
    save: (model) => Promise.resolve(((now = model), true)),
    remove: () => Promise.resolve(void (now = null)),
  };
}

test("what is understood of a model is told before it runs; each decision can be changed, taken back and outlives a reload", async () => {
  const store = storeOf();
  const model = createOwnModel(store);
  await model.choose([file("colours.onnx", yolov8Model(SIZE))]);
  const choice = (option: string) => model.state.getState().understood?.choices.find((found) => found.option === option);
  expect(model.state.getState()).toMatchObject({ fault: null, isReading: false, isKept: true, understood: { classes: COLOUR_CLASSES } });
  expect(choice("head")).toMatchObject({ value: "yolov8", given: false });
  expect(choice("inputSize")).toMatchObject({ value: "320 × 192" });

  await model.decide("resize", "stretch");
  await model.mean("Vehicle", "ignore");
  expect(choice("resize")).toMatchObject({ value: "stretch", given: true });

  const reloaded = createOwnModel(storeOf(store.now()));
  await expect.poll(() => reloaded.state.getState().understood).not.toBeNull();
  expect(reloaded.state.getState()).toMatchObject({ options: { resize: "stretch" }, isKept: true });
  expect(meaningOf("vehicle", reloaded.state.getState().classMap)).toBe("ignore");

  await model.decide("resize", undefined);
  expect(choice("resize")).toMatchObject({ value: "letterbox", given: false });
  await model.remove();
  expect(store.now()).toBeNull();
  expect(model.state.getState().files).toBeNull();
});

test("what only the model's owner can know is asked for in the page's words; an impossible value changes nothing", async () => {
  const model = createOwnModel(storeOf());
  await model.choose([file("unnamed.onnx", yolov5Model(SIZE))]);
  expect(model.state.getState()).toMatchObject({
    understood: null,
    fault: "unnamed.onnx: the model has 4 classes and does not name them; give their names, in order under Class names.",
  });
  await model.decide("classes", COLOUR_CLASSES);
  expect(model.state.getState()).toMatchObject({ fault: null, understood: { classes: COLOUR_CLASSES } });
  await model.decide("inputSize", [0, NaN]);
  expect(model.state.getState().fault).toMatch(/^Input size\.0: /);
  expect(model.state.getState().options).toEqual({ classes: COLOUR_CLASSES });
});

test("a model with its weights in another file is told which, and runs with both", async () => {
  const model = createOwnModel(storeOf());
  const { model: graph, weights } = yolov8WithWeights(SIZE);
  await model.choose([file("large.onnx", graph)]);
  const [, name = ""] = /choose large\.onnx and (\S+) together/.exec(model.state.getState().fault ?? "") ?? [];
  await model.choose([file(name, weights), file("large.onnx", graph)]);
  expect(model.state.getState()).toMatchObject({ fault: null, files: { name: "large.onnx" }, understood: { classes: COLOUR_CLASSES } });
});

test.each([
  [[file("page.onnx", "<!DOCTYPE html><html>")], /^page\.onnx is a web page, not an ONNX model; download the file itself\.$/],
  [[file("cut.onnx", yolov8Model(SIZE).slice(0, 500))], /cut\.onnx is cut off/],
  [[file("none.onnx", "")], /none\.onnx is empty/],
  [[file("a.onnx", "x"), file("b.onnx", "x")], /2 models were chosen at once/],
])("a file that cannot be run is told with what to do", async (files, fault) => {
  const model = createOwnModel(storeOf());
  await model.choose(files);
  expect(model.state.getState()).toMatchObject({ understood: null, isReading: false });
  expect(model.state.getState().fault).toMatch(fault);
});
