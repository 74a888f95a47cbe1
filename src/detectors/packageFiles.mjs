import { copyFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { DETECTORS_FOLDER } from "./folder.mjs";

const require = createRequire(import.meta.url);

/** Files that detectors need at run time, by the packages they come from. None of them is part of the source. */
const PACKAGES = {
  "@vladmandic/human": ["models/centernet.json", "models/centernet.bin"],
  "onnxruntime-web": ["dist/ort-wasm-simd-threaded.wasm"],
  "@tensorflow/tfjs-backend-wasm": ["wasm-out/tfjs-backend-wasm-simd.wasm"],
};

/** For Vite: detectors' files, in the built app and from its development server. A package that is not installed is left out. */
export const detectorFiles = {
  name: "detector-files",
  writeBundle({ dir = "dist" }) {
    const folder = join(dir, DETECTORS_FOLDER);
    mkdirSync(folder, { recursive: true });
    for (const [name, path] of installedFiles()) copyFileSync(path, join(folder, name));
  },
  configureServer({ middlewares }) {
    middlewares.use(`/${DETECTORS_FOLDER}`, (request, response, next) => {
      const path = installedFiles().get(request.url?.slice(1));
      if (path === undefined) return next();
      response.setHeader("Content-Type", path.endsWith(".wasm") ? "application/wasm" : "application/octet-stream");
      response.end(readFileSync(path));
    });
  },
};

/**
 * For Vite: ONNX Runtime names its WebAssembly relative to itself, so that the app would have a second copy of 14 MB. It is always given
 * the one above.
 * @type {import("vite").Plugin}
 */
export const onnxRuntimeWithoutFile = {
  name: "onnx-runtime-without-file",
  enforce: "pre",
  transform(code, id) {
    if (!id.includes("ort.wasm.bundle")) return undefined;
    const named = 'new URL("ort-wasm-simd-threaded.wasm",import.meta.url).href';
    if (!code.includes(named)) throw new Error("ONNX Runtime names its WebAssembly in another way; adapt src/detectors/packageFiles.mjs");
    return { code: code.replaceAll(named, '"ort-wasm-simd-threaded.wasm"'), map: null };
  },
};

/** Path of each file, by its name. */
function installedFiles() {
  const files = new Map();
  for (const [name, paths] of Object.entries(PACKAGES))
    for (const path of paths) {
      const folder = packageFolder(name);
      if (folder !== undefined) files.set(path.split("/").at(-1), join(folder, path));
    }
  return files;
}

/** Undefined if it is not installed. */
function packageFolder(name) {
  return (require.resolve.paths(name) ?? []).map((folder) => join(folder, name)).find((folder) => existsSync(folder));
}
