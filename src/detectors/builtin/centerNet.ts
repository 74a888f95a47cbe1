import { Tensor, io, tensor4d } from "@tensorflow/tfjs-core";
import { loadGraphModel, type GraphModel } from "@tensorflow/tfjs-converter";
import { sha256Of } from "@/core/digest";
import { COCO_LABELS } from "../classes/coco";
import { withoutDuplicates } from "../classes/duplicates";
import { DetectorError, type Detector, type DetectorDescription, type DetectorPicture, type FoundObject } from "../detector";
import { letterbox, letterboxed, outOfLetterbox, type Letterbox } from "../picture/letterbox";
import type { BuiltinFiles } from "./files";
import { damagedFiles, startTensorFlow } from "./tensorflow";

/** Pixels of the square that the model sees. */
const SIDE = 512;
/** Grey around the picture: COCO's mean, nearly. */
const PADDING = 114;
const OUTPUT = "tower_0/detections";
/** Values of a detection: x1, y1, x2, y2, confidence, class. */
const VALUES = 6;
/** Of two objects of one class that overlap by more (intersection over union), the less certain one is the same object again. */
const SAME_OBJECT_IOU = 0.5;

export const CENTERNET_NAME = "CenterNet (built in)";
/** The packages that the model and its runtime come from. */
export const CENTERNET_VERSION = "@vladmandic/human 3.3.6, TensorFlow.js 4.22.0";

/**
 * Opens the built-in detector: a MobileNetV3-CenterNet for COCO's 80 classes. The same picture gives the same bits in every browser and in
 * Node.
 * @throws DetectorError if the files are damaged or WebAssembly cannot run here
 */
export async function openCenterNet({ model, weights, wasm }: BuiltinFiles): Promise<Detector> {
  await startTensorFlow(wasm);
  const both = new Uint8Array(model.length + weights.length);
  both.set(model);
  both.set(weights, model.length);
  return new CenterNet(await load(model, weights), await sha256Of(both));
}

async function load(model: Uint8Array<ArrayBuffer>, weights: Uint8Array<ArrayBuffer>): Promise<GraphModel> {
  try {
    const document = JSON.parse(new TextDecoder().decode(model)) as io.ModelJSON;
    const weightSpecs = document.weightsManifest.flatMap((group) => group.weights);
    // The runtime takes a buffer as a whole.
    const weightData = weights.slice().buffer;
    return await loadGraphModel(io.fromMemory({ ...document, weightSpecs, weightData }));
  } catch (cause) {
    throw damagedFiles(cause);
  }
}

class CenterNet implements Detector {
  readonly description: DetectorDescription;
  #closed = false;

  constructor(
    private readonly model: GraphModel,
    digest: string,
  ) {
    this.description = {
      name: CENTERNET_NAME,
      version: CENTERNET_VERSION,
      digest,
      classes: COCO_LABELS,
      input: `${SIDE} × ${SIDE}, letterboxed`,
    };
  }

  async detect(picture: DetectorPicture, signal: AbortSignal): Promise<readonly FoundObject[]> {
    signal.throwIfAborted();
    if (this.#closed) throw new DetectorError("failed", "the built-in detector is closed");
    const place = letterbox(picture, SIDE);
    const input = tensor4d(letterboxed(picture, place, SIDE, PADDING), [1, SIDE, SIDE, 3]);
    const output = this.model.execute(input, OUTPUT);
    input.dispose();
    if (!(output instanceof Tensor)) throw new DetectorError("failed", "the built-in detector gave no list of objects");
    const values = await output.data<"float32">();
    output.dispose();
    return withoutDuplicates(objectsIn(values, place), SAME_OBJECT_IOU);
  }

  close(): Promise<void> {
    if (!this.#closed) this.model.dispose();
    this.#closed = true;
    return Promise.resolve();
  }
}

/** The rows of the model's output, in pixels of the picture. */
function objectsIn(values: Float32Array, place: Letterbox): FoundObject[] {
  const objects: FoundObject[] = [];
  for (let at = 0; at + VALUES <= values.length; at += VALUES) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, confidence = 0, index = 0] = values.subarray(at, at + VALUES);
    const label = COCO_LABELS[index];
    if (label === undefined || !(confidence > 0) || !(x2 > x1) || !(y2 > y1)) continue;
    objects.push({ label, confidence, box: outOfLetterbox({ x: x1, y: y1, width: x2 - x1, height: y2 - y1 }, place) });
  }
  return objects;
}
