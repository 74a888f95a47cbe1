import type { InferenceSession, Tensor } from "onnxruntime-web/wasm";
import { sha256Of } from "@/core/digest";
import { DetectorError, type Detector, type DetectorDescription, type DetectorPicture, type FoundObject } from "../detector";
import { type OutputTensor, decode } from "./heads/decode";
import { assertModelSize, readModel } from "./model/readModel";
import { placementOf, toPicture } from "./picture/placement";
import { inputOf } from "./picture/tensor";
import { extraDims } from "./plan/inputs";
import { type Planned, makePlan } from "./plan/makePlan";
import type { OnnxOptions } from "./plan/options";
import type { ExtraInput, OnnxPlan } from "./plan/plan";
import { type Runtime, ONNX_RUNTIME_VERSION, loadingError, numbersOf, runningError, startOnnxRuntime } from "./runtime";

/** A user's model, read into memory. */
export type OnnxFiles = {
  /** The file's name, for messages and reports. */
  readonly name: string;
  readonly model: Uint8Array<ArrayBuffer>;
  /** Files of weights that belong to it, by the names that `weightFilesOf` gives. */
  readonly weights: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
};

/**
 * The files next to a model that hold its weights, by their paths from its folder; none for most models.
 * @throws DetectorError if it is no ONNX model
 */
export const weightFilesOf = (name: string, model: Uint8Array): readonly string[] => readModel(name, model).weightFiles;

/**
 * How a model would be run and why, without running it.
 * @throws DetectorError if it is not for detection, or leaves open what only its owner can know
 */
export function describeOnnx(name: string, model: Uint8Array, options: OnnxOptions): Planned & { readonly producer: string } {
  const read = readModel(name, model);
  return { ...named(name, () => makePlan(read, options)), producer: read.producer };
}

/**
 * Opens a user's ONNX model. It runs on one thread, in the thread of the caller, and cannot be interrupted there: a model that does not
 * end is stopped by ending the worker it runs in.
 *
 * @param wasm ONNX Runtime's WebAssembly (`ONNX_RUNTIME_FILE`)
 * @throws DetectorError if the model is damaged, foreign, too large, or not for detection
 */
export async function openOnnxDetector(files: OnnxFiles, options: OnnxOptions, wasm: Uint8Array<ArrayBuffer>): Promise<Detector> {
  const { name, model, weights } = files;
  const read = readModel(name, model);
  assertModelSize(
    `${name} with its weights`,
    [...weights.values()].reduce((sum, { length }) => sum + length, model.length),
  );
  const missing = read.weightFiles.find((file) => !weights.has(file));
  if (missing !== undefined)
    throw new DetectorError("input", `the weights of ${name} are in another file, ${missing}, which is missing; put it next to the model`);
  const { plan } = named(name, () => makePlan(read, options));
  const runtime = await startOnnxRuntime(wasm);
  const session = await load(runtime, files);
  return new OnnxDetector(runtime, session, plan, name, await digestOf(files));
}

/** Begins the messages of faults in a model with its name. */
function named<Result>(name: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof DetectorError) throw new DetectorError(error.fault, `${name}: ${error.message}`, { cause: error });
    throw error;
  }
}

async function load(runtime: Runtime, { name, model, weights }: OnnxFiles): Promise<InferenceSession> {
  try {
    return await runtime.InferenceSession.create(model, {
      executionProviders: ["wasm"],
      logSeverityLevel: 4,
      externalData: [...weights].map(([path, data]) => ({ path, data })),
    });
  } catch (error) {
    throw loadingError(name, error);
  }
}

/** Of the model and, if it has them, of its other files in the order of their names. */
async function digestOf({ model, weights }: OnnxFiles): Promise<string> {
  const digests = [await sha256Of(model)];
  for (const [, data] of [...weights].sort(([one], [other]) => (one < other ? -1 : 1))) digests.push(await sha256Of(data));
  return digests.length === 1 ? (digests[0] ?? "") : sha256Of(digests.join("\n"));
}

class OnnxDetector implements Detector {
  readonly description: DetectorDescription;
  #session: InferenceSession | null;

  constructor(
    private readonly runtime: Runtime,
    session: InferenceSession,
    private readonly plan: OnnxPlan,
    private readonly name: string,
    digest: string,
  ) {
    this.#session = session;
    const { input, resize, head, classes } = plan;
    this.description = {
      name,
      version: `head ${head.kind}, ${ONNX_RUNTIME_VERSION}`,
      digest,
      classes: [...classes.values()],
      input: `${input.width} × ${input.height}, ${resize === "stretch" ? "stretched" : "letterboxed"}`,
    };
  }

  async detect(picture: DetectorPicture, signal: AbortSignal): Promise<readonly FoundObject[]> {
    signal.throwIfAborted();
    if (this.#session === null) throw new DetectorError("failed", `${this.name} is closed`);
    const { plan } = this;
    const placement = placementOf(picture, plan.input, plan.resize);
    const outputs = await this.run(this.#session, this.feeds(inputOf(picture, plan.input, placement, plan.pixels)));
    signal.throwIfAborted();
    return named(this.name, () => decode(outputs, plan.head, plan.input)).flatMap(({ score, classNumber, ...corners }) => {
      const box = toPicture(corners, placement);
      if (box === null) return [];
      const { left, top, right, bottom } = box;
      return [
        {
          label: plan.classes.get(classNumber) ?? `class ${classNumber}`,
          confidence: score,
          box: { x: left, y: top, width: right - left, height: bottom - top },
        },
      ];
    });
  }

  async close(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    await session?.release();
  }

  private feeds(data: ReturnType<typeof inputOf>): Record<string, Tensor> {
    const { input, pixels, extraInputs } = this.plan;
    const { Tensor } = this.runtime;
    const picture = pixels.layout === "nchw" ? [3, input.height, input.width] : [input.height, input.width, 3];
    const dims = input.rank === 4 ? [1, ...picture] : picture;
    const feeds: Record<string, Tensor> = { [input.name]: new Tensor(pixels.type, data, dims) };
    for (const extra of extraInputs) feeds[extra.tensor.name] = this.extraTensor(extra);
    return feeds;
  }

  private extraTensor(extra: ExtraInput): Tensor {
    const { tensor, holds } = extra;
    const { width, height } = this.plan.input;
    const dims = extraDims(extra, { width, height });
    const length = dims.reduce((product, axis) => product * axis, 1);
    const size = holds === "width-height" ? [width, height] : [height, width];
    const values = Array.from({ length }, (_, index) => (holds === "ones" ? 1 : (size[index % 2] ?? 1)));
    return typedTensor(this.runtime, tensor.type, values, dims, `${this.name}: input ${tensor.name}`);
  }

  private async run(session: InferenceSession, feeds: Record<string, Tensor>): Promise<Map<string, OutputTensor>> {
    try {
      const results = await session.run(feeds);
      const outputs = new Map<string, OutputTensor>();
      for (const [name, value] of Object.entries(results)) {
        const numbers = numbersOf(value);
        if (numbers) outputs.set(name, numbers);
      }
      return outputs;
    } catch (error) {
      throw runningError(this.name, error);
    }
  }
}

function typedTensor({ Tensor }: Runtime, type: string, values: readonly number[], dims: readonly number[], where: string): Tensor {
  switch (type) {
    case "float32":
      return new Tensor(type, Float32Array.from(values), dims);
    case "int64":
      return new Tensor(type, BigInt64Array.from(values, BigInt), dims);
    case "int32":
      return new Tensor(type, Int32Array.from(values), dims);
    case "bool":
      return new Tensor(type, Uint8Array.from(values), dims);
    default:
      throw new DetectorError("input", `${where} has the type ${type}, which is not supported; export the model without it`);
  }
}
