/** The files that the built-in detector consists of, below one folder. They come from packages and are copied when the app is built. */
export const BUILTIN_FILES = {
  /** The model's structure (JSON). */
  model: "centernet.json",
  weights: "centernet.bin",
  /** TensorFlow.js for WebAssembly with SIMD, without threads. */
  wasm: "tfjs-backend-wasm-simd.wasm",
} as const;

/** The contents of these files. */
export type BuiltinFiles = Readonly<Record<keyof typeof BUILTIN_FILES, Uint8Array<ArrayBuffer>>>;
