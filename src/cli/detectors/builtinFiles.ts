import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { BUILTIN_FILES, type BuiltinFiles } from "@/detectors/builtin/files";
import { DETECTORS_FOLDER } from "@/detectors/folder.mjs";
import { UsageError } from "../errors";
import { isMissing } from "../files/atomic";
import { appFolder } from "../headless/appFolder";

/** The built-in detector's files, from the built app. @throws UsageError if they are absent */
export async function readBuiltinFiles(): Promise<BuiltinFiles> {
  const folder = join(appFolder(), DETECTORS_FOLDER);
  const read = async (name: string) => new Uint8Array(await readFile(join(folder, name)));
  try {
    const [model, weights, wasm] = await Promise.all([BUILTIN_FILES.model, BUILTIN_FILES.weights, BUILTIN_FILES.wasm].map(read));
    if (model && weights && wasm) return { model, weights, wasm };
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  throw new UsageError(
    `this copy of Jaywalk has no built-in detector (${folder}): run npm install and npm run build, or use a detector of your own`,
  );
}
