import { BUILTIN_FILES, type BuiltinFiles } from "@/detectors/builtin/files";
import { DETECTORS_FOLDER } from "@/detectors/folder.mjs";
import { DetectorError } from "@/detectors/detector";

/** Fetches a file of this page's own server. */
export type FetchFile = (address: string, signal: AbortSignal) => Promise<Response>;

/** Fetches from the folder of a page. @param base the page's address; a worker has another one than its page */
export const fetchFrom =
  (base: string): FetchFile =>
  (address, signal) =>
    fetch(new URL(address, base), { signal });

const fetchFile: FetchFile = (address, signal) => fetchFrom(document.baseURI)(address, signal);

/**
 * The built-in detector's files, from the folder next to the page.
 * @throws DetectorError that says what to do if this copy of the app has none, or the signal's reason
 */
export async function fetchBuiltinFiles(signal: AbortSignal, from = fetchFile): Promise<BuiltinFiles> {
  const [model, weights, wasm] = await Promise.all([
    fetchDetectorFile(BUILTIN_FILES.model, signal, from),
    fetchDetectorFile(BUILTIN_FILES.weights, signal, from),
    fetchDetectorFile(BUILTIN_FILES.wasm, signal, from),
  ]);
  return { model, weights, wasm };
}

/**
 * A file that a detector needs, from the folder next to the page.
 * @throws DetectorError that says what to do if it cannot be had, or the signal's reason
 */
export async function fetchDetectorFile(name: string, signal: AbortSignal, from = fetchFile): Promise<Uint8Array<ArrayBuffer>> {
  let answer: Response;
  try {
    answer = await from(`${DETECTORS_FOLDER}/${name}`, signal);
  } catch (cause) {
    signal.throwIfAborted();
    throw new DetectorError(
      "failed",
      `${name} could not be loaded: the connection to this page's server failed. Check it, then run the detector again`,
      { cause },
    );
  }
  // A server that answers every unknown address with the page itself has no such file either.
  if (answer.status === 404 || answer.headers.get("Content-Type")?.startsWith("text/html") === true)
    throw new DetectorError(
      "input",
      `this copy of Jaywalk was built without ${name}, which the detector needs. Run npm install and npm run build, then reload the page`,
    );
  if (!answer.ok) throw new DetectorError("failed", `the server answered ${answer.status} for ${name}. Reload the page and try again`);
  try {
    return new Uint8Array(await answer.arrayBuffer());
  } catch (cause) {
    signal.throwIfAborted();
    throw new DetectorError("failed", `the download of ${name} broke off. Check the connection, then run the detector again`, { cause });
  }
}
