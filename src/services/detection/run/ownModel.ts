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
  /** Whether it is still here after the page is reloaded; null while that is not known. */
  readonly isKept: boolean | null;
};

export type OwnModel = {
  readonly state: StoreApi<OwnModelState>;
  /** Reads the model that this browser keeps, if none was chosen; only the first call does. */
  readonly restore: () => Promise<void>;
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
  ...{ isReading: false, isKept: null },
};

/**
 * The user's own ONNX model: read, understood and kept in this browser, and never sent anywhere. Whatever takes time is done in the order
 * in which it was asked for, and only as long as the model that it is about has not been replaced or removed.
 */
export function createOwnModel(store: ModelStore): OwnModel {
  const state = createStore<OwnModelState>(() => NONE);
  /** Another number for each model, and after its removal. */
  let present = 0;
  let isRestored = false;
  let before: Promise<void> = Promise.resolve();

  const inTurn = (work: (isPresent: () => boolean) => Promise<void>): Promise<void> => {
    const asked = present;
    const isPresent = () => asked === present;
    const done = before.then(() => (isPresent() ? work(isPresent) : undefined));
    before = done.catch(() => undefined);
    return done;
  };
  const show = async (files: OnnxFiles, options: unknown, isPresent: () => boolean): Promise<void> => {
    const shown = await understand(files, options);
    if (isPresent()) state.setState(shown);
  };
  const keep = async (isPresent: () => boolean): Promise<void> => {
    const { files, options, classMap, isKept: wasKept } = state.getState();
    if (!files || !isPresent()) return;
    const isKept = wasKept ? await store.saveDecisions({ options, classMap }) : await store.save({ files, options, classMap });
    if (isPresent()) state.setState({ isKept });
  };

  return {
    state,
    restore: async () => {
      if (isRestored) return;
      isRestored = true;
      // What was chosen or removed before is newer.
      if (present > 0) return;
      state.setState({ isReading: true });
      await inTurn(async (isPresent) => {
        const kept = await store.load();
        if (kept) {
          const shown = await understand(kept.files, kept.options);
          if (isPresent()) state.setState({ ...shown, classMap: kept.classMap, isKept: true });
        }
        if (isPresent()) state.setState({ isReading: false });
      });
    },
    choose: async (chosen) => {
      present++;
      state.setState({ ...NONE, isReading: true });
      await inTurn(async (isPresent) => {
        try {
          await show(await readFiles(chosen), {}, isPresent);
          if (state.getState().understood) await keep(isPresent);
        } catch (error) {
          if (isPresent()) state.setState({ ...NONE, fault: faultInPage(error) });
        } finally {
          if (isPresent()) state.setState({ isReading: false });
        }
      });
    },
    decide: (option, value) =>
      inTurn(async (isPresent) => {
        const { files, options } = state.getState();
        if (!files) return;
        const others = Object.entries(options).filter(([key]) => key !== option);
        const next: unknown = Object.fromEntries(value === undefined ? others : [...others, [option, value]]);
        const [, { parseOnnxOptions }] = await loadOnnx();
        try {
          parseOnnxOptions(next, optionName);
        } catch (error) {
          if (isPresent()) state.setState({ fault: faultInPage(error) });
          return;
        }
        await show(files, next, isPresent);
        await keep(isPresent);
      }),
    mean: async (label, meaning) => {
      state.setState(({ classMap }) => ({ classMap: { ...classMap, [label.toLowerCase()]: meaning } }));
      await inTurn(keep);
    },
    remove: async () => {
      present++;
      state.setState(NONE);
      await inTurn(() => store.remove());
    },
  };
}

/** What is understood of a model, or why it cannot be run. */
async function understand(chosen: OnnxFiles, options: unknown): Promise<Pick<OwnModelState, "files" | "options" | "understood" | "fault">> {
  const [{ describeOnnx, weightFilesOf }, { parseOnnxOptions }] = await loadOnnx();
  let parsed: OnnxOptions = {};
  let files = chosen;
  try {
    parsed = parseOnnxOptions(options, optionName);
    files = withItsWeights(files, weightFilesOf(files.name, files.model));
    const { choices, plan, producer } = describeOnnx(files.name, files.model, parsed);
    const understood = { choices, classes: [...new Set(plan.classes.values())], producer };
    return { files, options: parsed, understood, fault: null };
  } catch (error) {
    return { files, options: parsed, understood: null, fault: faultInPage(error) };
  }
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

/**
 * The model with the files of its weights, by the paths that it names. A chosen file has a name but no folder: it is the one that ends a
 * path, if no other path ends in it.
 * @throws DetectorError if weights are in files that were not chosen
 */
function withItsWeights({ name, model, weights }: OnnxFiles, wanted: readonly string[]): OnnxFiles {
  const endings = wanted.map(fileNameOf);
  const alike = wanted.filter((path) => !weights.has(path) && endings.filter((ending) => ending === fileNameOf(path)).length > 1);
  if (alike.length > 0)
    throw new DetectorError(
      "input",
      `the weights of ${name} are in files of the same name, ${alike.join(" and ")}, which a browser cannot tell apart; ` +
        "export it again with its weights in one file",
    );
  const found = wanted.map((path) => [path, weights.get(path) ?? weights.get(fileNameOf(path))] as const);
  const missing = found.filter(([, data]) => data === undefined).map(([path]) => fileNameOf(path));
  if (missing.length > 0)
    throw new DetectorError("input", `the weights of ${name} are in another file: choose ${[name, ...missing].join(" and ")} together`);
  return { name, model, weights: new Map(found.flatMap(([path, data]) => (data ? [[path, data] as const] : []))) };
}

/** The last part of a path. */
const fileNameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
