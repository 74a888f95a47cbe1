import { BUILTIN_FILES, BUILTIN_FOLDER, type BuiltinFiles } from "@/detectors/builtin/files";
import { DetectorError } from "@/detectors/detector";

/** What is shown where the built-in detector's files are absent: they can be removed from a copy of the app. */
export const BUILTIN_IS_ABSENT =
  "This copy of Jaywalk has no built-in detector. Use an ONNX model of your own, or jaywalk detect --command.";

let loaded: Promise<BuiltinFiles> | null = null;

/**
 * The built-in detector's files, from the app's own origin; loaded when first asked for.
 * @throws DetectorError if they are absent or cannot be loaded
 */
export function loadBuiltinFiles(): Promise<BuiltinFiles> {
  // A failure is not kept: the next attempt may succeed.
  return (loaded ??= load().catch((error: unknown) => {
    loaded = null;
    throw error;
  }));
}

async function load(): Promise<BuiltinFiles> {
  const [model, weights, wasm] = await Promise.all([
    fetchFile(BUILTIN_FILES.model),
    fetchFile(BUILTIN_FILES.weights),
    fetchFile(BUILTIN_FILES.wasm),
  ]);
  return { model, weights, wasm };
}

async function fetchFile(name: string): Promise<Uint8Array<ArrayBuffer>> {
  let answer: Response;
  try {
    answer = await fetch(new URL(`${BUILTIN_FOLDER}/${name}`, document.baseURI));
  } catch (cause) {
    throw new DetectorError("failed", "The built-in detector could not be loaded; check the connection and try again.", { cause });
  }
  // Some servers answer with a page where there is no file.
  const isPage = answer.headers.get("Content-Type")?.startsWith("text/html") === true;
  if (answer.status === 404 || isPage) throw new DetectorError("input", BUILTIN_IS_ABSENT);
  if (!answer.ok)
    throw new DetectorError("failed", `The built-in detector could not be loaded: the server answered with status ${answer.status}.`);
  return new Uint8Array(await answer.arrayBuffer());
}
