import { createStore, type StoreApi } from "zustand/vanilla";
import { USUAL_CLASS_MAP, type ClassMap, type ClassMeaning } from "@/detectors/classes/classMap";
import { DetectorError } from "@/detectors/detector";
import type { OnnxFiles } from "@/detectors/onnx/onnxDetector";
import type { OnnxOptions } from "@/detectors/onnx/plan/options";
import type { Choice } from "@/detectors/onnx/plan/plan";
import type { ModelStore } from "./modelStore";
import { faultInPage, optionName } from "./modelWords";

/** What was understood of a model, before it runs. */
export type Understood = {
  /** Each decision, with its reason. */
  readonly choices: readonly Choice[];
  /** Names of the classes that it reports. */
  readonly classes: readonly string[];
  /** The program that wrote it; may be empty. */
  readonly producer: string;
};

export type OwnModelState = {
  readonly files: OnnxFiles | null;
  readonly options: OnnxOptions;
  readonly classMap: ClassMap;
  /** Null if it cannot be run; `fault` says why. */
  readonly understood: Understood | null;
  readonly fault: string | null;
  readonly isReading: boolean;
  /** Whether it is still here after the page is reloaded. */
  readonly isKept: boolean;
};

export type OwnModel = {
  readonly state: StoreApi<OwnModelState>;
  /** Reads a model, and files of weights that belong to it. */
  readonly choose: (files: readonly File[]) => Promise<void>;
  /** Decides about the model; undefined leaves it to be guessed. What cannot be is refused with the reason. */
  readonly decide: (option: keyof OnnxOptions, value: unknown) => Promise<void>;
  /** What a class of the model means. */
  readonly mean: (label: string, meaning: ClassMeaning) => Promise<void>;
  readonly remove: () => Promise<void>;
};

const NONE: OwnModelState = {
  ...{ files: null, options: {}, classMap: USUAL_CLASS_MAP, understood: null, fault: null },
  ...{ isReading: false, isKept: false },
};

/** The user's own ONNX model: read, understood and kept in this browser, and never sent anywhere. */
export function createOwnModel(store: ModelStore): OwnModel {
  const state = createStore<OwnModelState>(() => NONE);

  const show = async (files: OnnxFiles, options: unknown, classMap: ClassMap): Promise<void> => {
    const [{ describeOnnx, weightFilesOf }, { parseOnnxOptions }] = await loadOnnx();
    let parsed: OnnxOptions = {};
    try {
      parsed = parseOnnxOptions(options, optionName);
      assertComplete(files, weightFilesOf(files.name, files.model));
      const { choices, plan, producer } = describeOnnx(files.name, files.model, parsed);
      const understood = { choices, classes: [...new Set(plan.classes.values())], producer };
      state.setState({ files, options: parsed, classMap, understood, fault: null });
    } catch (error) {
      state.setState({ files, options: parsed, classMap, understood: null, fault: faultInPage(error) });
    }
  };
  const keep = async (): Promise<void> => {
    const { files, options, classMap } = state.getState();
    if (files) state.setState({ isKept: await store.save({ files, options, classMap }) });
  };
  const restore = async (): Promise<void> => {
    const kept = await store.load();
    if (!kept || state.getState().files) return;
    await show(kept.files, kept.options, kept.classMap);
    state.setState({ isKept: true });
  };
  void restore();

  return {
    state,
    choose: async (chosen) => {
      state.setState({ ...NONE, isReading: true });
      try {
        await show(await readFiles(chosen), {}, USUAL_CLASS_MAP);
        if (state.getState().understood) await keep();
      } catch (error) {
        state.setState({ ...NONE, fault: faultInPage(error) });
      } finally {
        state.setState({ isReading: false });
      }
    },
    decide: async (option, value) => {
      const { files, options, classMap } = state.getState();
      if (!files) return;
      const others = Object.entries(options).filter(([key]) => key !== option);
      const next: unknown = Object.fromEntries(value === undefined ? others : [...others, [option, value]]);
      const [, { parseOnnxOptions }] = await loadOnnx();
      try {
        parseOnnxOptions(next, optionName);
      } catch (error) {
        state.setState({ fault: faultInPage(error) });
        return;
      }
      await show(files, next, classMap);
      await keep();
    },
    mean: async (label, meaning) => {
      state.setState(({ classMap }) => ({ classMap: { ...classMap, [label.toLowerCase()]: meaning } }));
      await keep();
    },
    remove: async () => {
      state.setState(NONE);
      await store.remove();
    },
  };
}

/** Loaded only when there is a model. */
const loadOnnx = () => Promise.all([import("@/detectors/onnx/onnxDetector"), import("@/detectors/onnx/plan/options")]);

/** @throws DetectorError if there is no model among the files, or more than one, or if they are too large */
async function readFiles(files: readonly File[]): Promise<OnnxFiles> {
  const { assertModelSize } = await import("@/detectors/onnx/model/readModel");
  const models = files.filter(({ name }) => /\.onnx$/i.test(name));
  const [model] = models.length > 0 ? models : files;
  if (!model) throw new DetectorError("input", "no file was chosen; choose an ONNX model");
  if (models.length > 1)
    throw new DetectorError("input", `${models.length} models were chosen at once; choose one, and the files of its weights if it has any`);
  const total = files.reduce((sum, { size }) => sum + size, 0);
  assertModelSize(files.length > 1 ? `${model.name} with its weights` : model.name, total);
  const others = files.filter((file) => file !== model);
  const weights = await Promise.all(others.map(async (file) => [file.name, await bytesOf(file)] as const));
  return { name: model.name, model: await bytesOf(model), weights: new Map(weights) };
}

/** Reads a file. @throws DetectorError if the browser cannot, as when it was moved or there is no memory */
async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new DetectorError("input", `${file.name} could not be read: it was moved or changed, or it does not fit into memory`, { cause });
  }
}

/** @throws DetectorError if weights are in files that were not chosen */
function assertComplete({ name, weights }: OnnxFiles, wanted: readonly string[]): void {
  const missing = wanted.filter((path) => !weights.has(path));
  if (missing.length > 0)
    throw new DetectorError("input", `the weights of ${name} are in another file: choose ${[name, ...missing].join(" and ")} together`);
}
