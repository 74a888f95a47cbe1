import { expect, test } from "vitest";
import { meaningOf, USUAL_CLASS_MAP } from "@/detectors/classes/classMap";
import { COLOUR_CLASSES, yolov5Model, yolov8Model, yolov8WithWeights } from "@/detectors/onnx/testing/colourModels";
import type { KeptModel, ModelStore } from "./modelStore";
import { createOwnModel } from "./ownModel";

const SIZE = { width: 320, height: 192 };
const file = (name: string, content: Uint8Array<ArrayBuffer> | string) => new File([content], name);

/** Keeps a model as long as the test, and counts how often it was read and written. */
function storeOf(kept: KeptModel | null = null): ModelStore & { readonly now: () => KeptModel | null; readonly uses: string[] } {
  let now = kept;
  const uses: string[] = [];
  return {
    now: () => now,
    uses,
    load: () => Promise.resolve((uses.push("load"), now)),
    save: (model) => Promise.resolve((uses.push("save"), (now = model), true)),
    saveDecisions: (decisions) => Promise.resolve((uses.push("decisions"), (now &&= { ...now, ...decisions }), true)),
    remove: () => Promise.resolve(void (now = null)),
  };
}

const KEPT: KeptModel = {
  files: { name: "kept.onnx", model: yolov8Model(SIZE), weights: new Map() },
  options: { resize: "stretch" },
  classMap: USUAL_CLASS_MAP,
};

/** A store that takes its time to load what it keeps. */
function slowStore(): ModelStore & { readonly loaded: () => void; readonly now: () => KeptModel | null } {
  const store = storeOf(KEPT);
  let loaded = () => {};
  const waiting = new Promise<void>((resolve) => (loaded = resolve));
  return { ...store, loaded: () => loaded(), load: () => waiting.then(() => KEPT) };
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
  await reloaded.restore();
  expect(reloaded.state.getState()).toMatchObject({ options: { resize: "stretch" }, isKept: true });
  expect(meaningOf("vehicle", reloaded.state.getState().classMap)).toBe("ignore");

  await model.decide("resize", undefined);
  expect(choice("resize")).toMatchObject({ value: "letterbox", given: false });
  await model.remove();
  expect(store.now()).toBeNull();
  expect(model.state.getState().files).toBeNull();
});

test("a kept model is read when it is asked for, once; a decision does not write it again", async () => {
  const store = storeOf(KEPT);
  const model = createOwnModel(store);
  await Promise.resolve();
  expect(store.uses).toEqual([]);
  await Promise.all([model.restore(), model.restore()]);
  await model.decide("channels", "bgr");
  await model.mean("Vehicle", "ignore");
  expect(store.uses).toEqual(["load", "decisions", "decisions"]);
  expect(store.now()).toMatchObject({
    files: KEPT.files,
    options: { resize: "stretch", channels: "bgr" },
    classMap: { vehicle: "ignore" },
  });
});

test("a model chosen while the kept one is being read stays, and so does a removal", async () => {
  const [choosing, removing] = [slowStore(), slowStore()];
  const chosen = createOwnModel(choosing);
  const restored = chosen.restore();
  const choice = chosen.choose([file("chosen.onnx", yolov8Model(SIZE))]);
  choosing.loaded();
  await Promise.all([restored, choice]);
  expect(chosen.state.getState()).toMatchObject({ files: { name: "chosen.onnx" }, options: {}, isKept: true, isReading: false });
  expect(choosing.now()?.files.name).toBe("chosen.onnx");

  const removed = createOwnModel(removing);
  const restoring = removed.restore();
  const removal = removed.remove();
  removing.loaded();
  await Promise.all([restoring, removal]);
  expect(removed.state.getState()).toMatchObject({ files: null, understood: null, isKept: null, isReading: false });
  expect(removing.now()).toBeNull();
});

test("of two models chosen in quick succession the later one stays; decisions made in quick succession all count", async () => {
  const store = storeOf();
  const model = createOwnModel(store);
  await Promise.all([
    model.choose([file("first.onnx", yolov8Model(SIZE))]),
    model.decide("resize", "stretch"),
    model.choose([file("second.onnx", yolov8Model(SIZE))]),
  ]);
  expect(model.state.getState()).toMatchObject({ files: { name: "second.onnx" }, options: {}, isReading: false });
  await Promise.all([
    model.decide("resize", "stretch"),
    model.decide("channels", "bgr"),
    model.mean("Vehicle", "ignore"),
    model.decide("padding", 0),
  ]);
  const decided = { options: { resize: "stretch", channels: "bgr", padding: 0 }, classMap: { vehicle: "ignore" } };
  expect(model.state.getState()).toMatchObject(decided);
  expect(store.now()).toMatchObject({ files: { name: "second.onnx" }, ...decided });
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
  await model.decide("outputs", "output0");
  expect(model.state.getState().fault).toMatch(/^Outputs: /);
  await model.decide("outputs", { boxes: "nowhere" });
  expect(model.state.getState().fault).toMatch(/the model has no output “nowhere”; it has /);
});

test("a model with its weights in another file is told which, and runs with both", async () => {
  const model = createOwnModel(storeOf());
  const { model: graph, weights } = yolov8WithWeights(SIZE);
  await model.choose([file("large.onnx", graph)]);
  const [, name = ""] = /choose large\.onnx and (\S+) together/.exec(model.state.getState().fault ?? "") ?? [];
  await model.choose([file(name, weights), file("large.onnx", graph)]);
  expect(model.state.getState()).toMatchObject({ fault: null, files: { name: "large.onnx" }, understood: { classes: COLOUR_CLASSES } });
});

test("weights that the model names in a folder are found by their file name, since a chosen file has no folder", async () => {
  const model = createOwnModel(storeOf());
  const { model: graph, weights } = yolov8WithWeights(SIZE, "weights/large.data");
  await model.choose([file("large.onnx", graph)]);
  expect(model.state.getState().fault).toMatch(/choose large\.onnx and large\.data together/);
  await model.choose([file("large.data", weights), file("notes.txt", "not a weight"), file("large.onnx", graph)]);
  expect(model.state.getState()).toMatchObject({ fault: null, understood: { classes: COLOUR_CLASSES } });
  expect([...(model.state.getState().files?.weights.keys() ?? [])]).toEqual(["weights/large.data"]);
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
