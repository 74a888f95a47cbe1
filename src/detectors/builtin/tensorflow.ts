import { env, ready, setBackend, type Platform } from "@tensorflow/tfjs-core";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { DetectorError } from "../detector";

/** TensorFlow.js asks for its WebAssembly below this address, which never leaves this file. */
const WASM_FOLDER = "memory:/";

/**
 * Starts TensorFlow.js on the given WebAssembly (`tfjs-backend-wasm-simd.wasm`), once. It is always this one program, on one thread, so
 * that sums are rounded alike on every machine: with threads, the parts of a sum would depend on their number.
 * @throws DetectorError if it cannot run here
 */
export function startTensorFlow(wasm: Uint8Array<ArrayBuffer>): Promise<void> {
  return (started ??= start(wasm).catch((error: unknown) => {
    started = null;
    throw error;
  }));
}

let started: Promise<void> | null = null;

async function start(wasm: Uint8Array<ArrayBuffer>): Promise<void> {
  // Without this, a warning says that the platform is replaced.
  env().set("PROD", true);
  env().setPlatform("jaywalk", new MemoryPlatform(wasm));
  env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  if ((await env().getAsync("WASM_HAS_SIMD_SUPPORT")) !== true)
    throw new DetectorError("failed", "WebAssembly SIMD is missing, which the built-in detector needs; use a newer browser or Node");
  // It would wait for ever for a program that cannot be compiled.
  if (!WebAssembly.validate(wasm)) throw damagedFiles();
  setWasmPaths(WASM_FOLDER, true);
  if (!(await setBackend("wasm"))) throw new DetectorError("failed", "TensorFlow.js could not start on WebAssembly");
  await ready();
}

export function damagedFiles(cause?: unknown): DetectorError {
  return new DetectorError("input", "the files of the built-in detector are damaged; build the app again (npm run build)", { cause });
}

/** What TensorFlow.js needs of its surroundings, alike in pages, workers and Node: what it fetches is in memory already. */
class MemoryPlatform implements Platform {
  constructor(private readonly wasm: Uint8Array<ArrayBuffer>) {}

  fetch(): Promise<Response> {
    return Promise.resolve(new Response(this.wasm, { headers: { "Content-Type": "application/wasm" } }));
  }

  now(): number {
    return performance.now();
  }

  encode(text: string): Uint8Array {
    return new TextEncoder().encode(text);
  }

  decode(bytes: Uint8Array, encoding: string): string {
    return new TextDecoder(encoding).decode(bytes);
  }

  isTypedArray(value: unknown): value is Float32Array | Int32Array | Uint8Array | Uint8ClampedArray {
    return (
      value instanceof Float32Array || value instanceof Int32Array || value instanceof Uint8Array || value instanceof Uint8ClampedArray
    );
  }
}
