import type * as OnnxRuntime from "onnxruntime-web/wasm";
import { DetectorError } from "../detector";
import { halfValue } from "./picture/half";
import type { OutputTensor } from "./heads/decode";

/** The package that runs models, as reports name it. */
export const ONNX_RUNTIME_VERSION = "onnxruntime-web 1.30.0";

/** The runtime's WebAssembly; copied from its package when the app is built. */
export const ONNX_RUNTIME_FILE = "ort-wasm-simd-threaded.wasm";

export type Runtime = typeof OnnxRuntime;

let started: Promise<Runtime> | null = null;

/**
 * Loads ONNX Runtime on the given WebAssembly; later calls give the same. It always runs this one program, on one thread and without
 * relaxed SIMD, so that the same model gives the same numbers on every machine.
 */
export function startOnnxRuntime(wasm: Uint8Array<ArrayBuffer>): Promise<Runtime> {
  return (started ??= (async () => {
    const runtime = await import("onnxruntime-web/wasm");
    // What it has to say is thrown; nothing else belongs on a user's console.
    runtime.env.logLevel = "fatal";
    runtime.env.wasm.numThreads = 1;
    runtime.env.wasm.wasmBinary = wasm.buffer;
    return runtime;
  })());
}

/** Why ONNX Runtime cannot load a model, in one line. */
export function loadingError(name: string, cause: unknown): DetectorError {
  const said = saidBy(cause);
  const operator = /(?:No Op registered for|implementation for) ([\w.:]+)|Fatal error: ([\w.:]+)\(-?\d+\) is not a registered/.exec(said);
  const missing = operator?.[1] ?? operator?.[2];
  if (missing !== undefined)
    return new DetectorError(
      "input",
      `${name} uses the operator ${missing.replace(/^:+/, "")}, which ${ONNX_RUNTIME_VERSION} does not have; export the model without it ` +
        "(for other hardware's operators, as plain ONNX), or run it in a program of your own (--command)",
      { cause },
    );
  if (/IR version|opset/i.test(said))
    return new DetectorError(
      "input",
      `${name} is too new for ${ONNX_RUNTIME_VERSION} (${said}); export it with a lower opset, such as 17`,
      { cause },
    );
  if (isOutOfMemory(said, cause))
    return new DetectorError("input", `${name} needs more memory than WebAssembly has; use a smaller variant, or export it as float16`, {
      cause,
    });
  return new DetectorError("input", `${name} cannot be loaded: ${said}; export it again, perhaps with another opset`, { cause });
}

/** Why ONNX Runtime cannot run a model that it has loaded, in one line. */
export function runningError(name: string, cause: unknown): DetectorError {
  const said = saidBy(cause);
  if (isOutOfMemory(said, cause))
    return new DetectorError(
      "crash",
      `${name} needs more memory than WebAssembly has; choose a smaller --input-size, or a smaller variant`,
      { cause },
    );
  return new DetectorError("failed", `${name} cannot be run: ${said}; check --input-size, which many models want in multiples of 32`, {
    cause,
  });
}

const isOutOfMemory = (said: string, cause: unknown): boolean =>
  cause instanceof RangeError || typeof cause === "number" || /bad_alloc|allocat|out of memory|memory access/i.test(said);

/** The runtime's message on one line, without error numbers and the places in its source. */
function saidBy(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  const words = text
    .replace(/^.*?ERROR_MESSAGE:\s*/s, "")
    .replace(/\/\S+\.(?:cc|h):\d+ .*?(?=\[ONNXRuntimeError\]|$)/gs, "")
    .replace(/\[ONNXRuntimeError\] : \d+ : \w+ : /g, "")
    .replace(/\s+/g, " ")
    .replace(/[\s.;]+$/, "");
  return words.length > 300 ? `${words.slice(0, 300)}…` : words || "it gives no reason";
}

/** An output as numbers; undefined for what is no tensor of numbers. */
export function numbersOf(value: OnnxRuntime.OnnxValue): OutputTensor | undefined {
  if (!("dims" in value)) return undefined;
  const { dims, type, data } = value;
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) return { dims, data: Array.from(data, Number) };
  // Engines that know half precision give numbers, others bits.
  if (type === "float16" && data instanceof Uint16Array) return { dims, data: Array.from(data, halfValue) };
  return Array.isArray(data) ? undefined : { dims, data };
}
