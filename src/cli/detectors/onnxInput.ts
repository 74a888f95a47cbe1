import { readFile, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, normalize } from "node:path";
import { DetectorError } from "@/detectors/detector";
import { type OnnxFiles, weightFilesOf } from "@/detectors/onnx/onnxDetector";
import { assertModelSize } from "@/detectors/onnx/model/readModel";
import { ONNX_RUNTIME_FILE } from "@/detectors/onnx/runtime";
import { DETECTORS_FOLDER } from "@/detectors/folder.mjs";
import { UsageError } from "../errors";
import { isMissing } from "../files/atomic";
import { appFolder } from "../headless/appFolder";

/** Whether `--model` names an ONNX file rather than a detector of ours. */
export const isModelFile = (model: string): boolean => /\.[a-z0-9]+$|[\\/]/i.test(model);

/**
 * Reads an ONNX model and the files next to it that hold its weights.
 * @throws UsageError if they are missing; DetectorError if they are too large or no ONNX model
 */
export async function readOnnxFiles(file: string): Promise<OnnxFiles> {
  const name = basename(file);
  const model = await readWithin(file, name, 0);
  const weights = new Map<string, Uint8Array<ArrayBuffer>>();
  let bytes = model.length;
  for (const path of weightFilesOf(name, model)) {
    if (isAbsolute(path) || normalize(path).startsWith(".."))
      throw new DetectorError(
        "input",
        `the weights of ${name} are said to be in ${path}, outside its folder; export it again with its weights next to it`,
      );
    const place = join(dirname(file), path);
    const data = await readWithin(place, `${name} with its weights`, bytes).catch((error: unknown) => {
      if (error instanceof UsageError)
        throw new UsageError(`the weights of ${name} are in another file, ${place}, which does not exist; put it next to the model`);
      throw error;
    });
    bytes += data.length;
    weights.set(path, data);
  }
  return { name, model, weights };
}

/** Reads a file unless it, with `before` bytes read already, is too large. */
async function readWithin(file: string, name: string, before: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw new DetectorError("input", `${file} is a folder; name the model's file (.onnx)`);
    assertModelSize(name, before + found.size);
    return new Uint8Array(await readFile(file));
  } catch (error) {
    if (isMissing(error)) throw new UsageError(`there is no file ${file}; name an ONNX model`);
    throw error;
  }
}

/** ONNX Runtime's WebAssembly, from the built app. @throws UsageError if it is absent */
export async function readOnnxRuntime(): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(appFolder(), DETECTORS_FOLDER, ONNX_RUNTIME_FILE);
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if (isMissing(error)) throw new UsageError(`this copy of Jaywalk has no ONNX Runtime (${path}): run npm install and npm run build`);
    throw error;
  }
}
