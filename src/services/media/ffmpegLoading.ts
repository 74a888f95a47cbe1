import { loadingProblemOf, type LoadingProblem } from "@/export";

/** ffmpeg could not be loaded; `message` says why and what to do. */
export class FFmpegLoadingFault extends Error {
  override readonly name = "FFmpegLoadingFault";

  constructor(
    readonly problem: LoadingProblem | "missing" | "silent" | "storage" | "start",
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** How long the server may stay silent while it sends a part of the app. */
const SILENCE_MS = 30_000;
/** How long ffmpeg may take to start: usually seconds, but much longer on a busy machine. */
const START_MS = 120_000;

const ADVICE: Record<LoadingProblem, string> = {
  unsupported:
    "This browser cannot run ffmpeg, which needs WebAssembly with SIMD: Chrome and Edge 91, Firefox 89, Safari 16.4 or newer. " +
    "Update the browser",
  policy:
    "A security policy blocks ffmpeg: the server has to allow 'wasm-unsafe-eval' and workers from 'self' in its Content-Security-Policy, " +
    "and to send its Cross-Origin-Embedder-Policy with scripts as well",
  memory: "The browser has no memory left for ffmpeg. Close other tabs, then try again",
  damaged: "ffmpeg's file is damaged. Reload the page, or make sure that the server sends it unchanged",
  connection: "ffmpeg could not be loaded: the connection to this page's server failed. Check it, then try again",
};

/**
 * What to say about ffmpeg when it could not be fetched or compiled.
 * @param isBlocked whether the browser reported that a policy forbade something
 */
export function ffmpegLoadingFault(cause: unknown, isBlocked: boolean, canRun?: boolean): FFmpegLoadingFault {
  if (cause instanceof FFmpegLoadingFault) return cause;
  const problem = loadingProblemOf(cause, canRun);
  const told = isBlocked && problem === "connection" ? "policy" : problem;
  return new FFmpegLoadingFault(told, ADVICE[told], cause);
}

/** What browsers say when a file on disk cannot be created or opened. */
const STORAGE_FULL = /QuotaExceededError|quota|No space left/i;
const STORAGE_REFUSED = /InvalidStateError|NoModificationAllowedError|NotFoundError|NotReadableError|NotAllowedError/i;
/** What browsers say when the worker could not fetch a further script. */
const FETCH_FAILED = /failed to fetch|dynamically imported|NetworkError|Load failed|importing a module/i;

/** What to say about ffmpeg when it was fetched but did not start, for which it also needs its file on disk. */
export function ffmpegStartFault(cause: unknown, isBlocked: boolean, canRun?: boolean): FFmpegLoadingFault {
  const known = ffmpegLoadingFault(cause, isBlocked, canRun);
  const said = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  if (known.problem !== "connection" || known === cause || FETCH_FAILED.test(said)) return known;
  if (STORAGE_FULL.test(said))
    return new FFmpegLoadingFault(
      "storage",
      "ffmpeg could not start: the browser's storage is full. Free some space on the disk, then try again",
      cause,
    );
  if (STORAGE_REFUSED.test(said))
    return new FFmpegLoadingFault(
      "storage",
      `ffmpeg could not start: the browser did not let it write a file (${said}). ` +
        "Close other Jaywalk tabs or reload the page, then try again",
      cause,
    );
  return new FFmpegLoadingFault("start", `ffmpeg could not start (${said}). Reload the page, or try another browser`, cause);
}

/** What the server has to send: a script, whose failure the class does not report, or WebAssembly. */
type Part = { readonly address: string; readonly kind: "script" | "wasm" };

const WASM_MAGIC = [0, 0x61, 0x73, 0x6d];

/**
 * Loads ffmpeg by `start`, with the addresses of its worker and its WebAssembly. Whatever goes wrong, this ends: when the signal says so,
 * when the server stays silent, or when ffmpeg does not start in time.
 * @throws FFmpegLoadingFault, or the signal's reason
 */
export async function loadFFmpeg(
  { workerURL, wasmURL }: { readonly workerURL: string; readonly wasmURL: string },
  signal: AbortSignal,
  start: (wasmAddress: string) => Promise<unknown>,
): Promise<void> {
  const policy = watchPolicy();
  let wasmAddress: string | null = null;
  try {
    const script = fetchPart({ address: workerURL, kind: "script" }, signal);
    const [wasm] = await Promise.all([core ?? fetchPart({ address: wasmURL, kind: "wasm" }, signal), script]);
    core = wasm;
    wasmAddress = URL.createObjectURL(wasm);
    await within(START_MS, signal, policy.violated, start(wasmAddress)).catch((cause: unknown) => {
      throw ffmpegStartFault(cause, policy.isViolated());
    });
  } catch (cause) {
    signal.throwIfAborted();
    throw ffmpegLoadingFault(cause, policy.isViolated());
  } finally {
    policy.stop();
    if (wasmAddress !== null) URL.revokeObjectURL(wasmAddress);
  }
}

/** ffmpeg's WebAssembly, once it has been fetched. Browsers may keep such a large blob on disk. */
let core: Blob | null = null;

/** Fetches a part and checks that it is what it should be. */
async function fetchPart({ address, kind }: Part, signal: AbortSignal): Promise<Blob> {
  const name = new URL(address, location.href).pathname.split("/").at(-1) ?? address;
  const silence = new AbortController();
  const stop = () => silence.abort(signal.reason);
  signal.addEventListener("abort", stop);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(
      () =>
        silence.abort(
          new FFmpegLoadingFault(
            "connection",
            `ffmpeg could not be loaded: the download of ${name} stalled for ${SILENCE_MS / 1000} s. Check the connection and retry`,
          ),
        ),
      SILENCE_MS,
    );
  };
  try {
    heard();
    const answer = await fetch(address, { signal: silence.signal });
    assertAnswer(answer, name, kind);
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    const reader = answer.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      heard();
      chunks.push(part.value);
    }
    const content = new Blob(chunks, { type: kind === "wasm" ? "application/wasm" : "text/javascript" });
    if (kind === "wasm") await assertWasm(content, name);
    return content;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

function assertAnswer(answer: Response, name: string, kind: Part["kind"]): void {
  if (!answer.ok) throw missing(`answered ${answer.status} for ${name}`);
  const type = answer.headers.get("Content-Type") ?? "";
  if (kind === "script" && !/(java|ecma)script/i.test(type)) throw missing(`sent ${name} as “${type}”, not as JavaScript`);
  // An isolated page starts only workers that are isolated, too, and is not told what became of others.
  if (kind === "script" && crossOriginIsolated && !answer.headers.has("Cross-Origin-Embedder-Policy"))
    throw new FFmpegLoadingFault("policy", ADVICE.policy);
}

async function assertWasm(content: Blob, name: string): Promise<void> {
  const start = new Uint8Array(await content.slice(0, WASM_MAGIC.length).arrayBuffer());
  if (WASM_MAGIC.some((byte, index) => start[index] !== byte)) throw missing(`sent something else in place of ${name}`);
}

const missing = (what: string): FFmpegLoadingFault =>
  new FFmpegLoadingFault(
    "missing",
    `ffmpeg could not be loaded: the server ${what}. Reload the page, or check the server's copy of the app`,
  );

/** Waits for an answer, but no longer than the signal, the browser's policy and the limit allow. */
async function within(limit: number, signal: AbortSignal, violated: Promise<never>, answer: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop: () => void = () => {};
  const ended = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error("It was cancelled"));
    signal.addEventListener("abort", stop);
    const message = `ffmpeg did not start within ${limit / 60_000} minutes. Reload the page, or close other tabs and try again`;
    timer = setTimeout(() => reject(new FFmpegLoadingFault("silent", message)), limit);
  });
  try {
    await Promise.race([answer, violated, ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

/** Notices when the browser refuses something by the page's policy: whoever wanted it is told no more than that it failed. */
function watchPolicy() {
  let isViolated = false;
  let reject: (fault: Error) => void = () => {};
  const violated = new Promise<never>((_, refuse) => (reject = refuse));
  // Not every caller is waiting when it happens.
  violated.catch(() => {});
  const listen = ({ disposition }: SecurityPolicyViolationEvent) => {
    if (disposition !== "enforce") return;
    isViolated = true;
    reject(new FFmpegLoadingFault("policy", ADVICE.policy));
  };
  document.addEventListener("securitypolicyviolation", listen);
  return {
    violated,
    isViolated: () => isViolated,
    stop: () => document.removeEventListener("securitypolicyviolation", listen),
  };
}
