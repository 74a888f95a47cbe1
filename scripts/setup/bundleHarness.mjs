import { fileURLToPath } from "node:url";
import { build } from "vite";
import { rasterKernel } from "../../src/raster/compileKernel.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * A harness from `e2e/harness` and all its imports as one classic script, for a page without the app and for workers.
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function bundleHarness(name) {
  const built = await build({
    root: here("../.."),
    configFile: false,
    logLevel: "error",
    publicDir: false,
    plugins: [rasterKernel],
    resolve: { alias: { "@": here("../../src") } },
    build: {
      write: false,
      minify: false,
      target: "es2023",
      lib: { entry: here(`../../e2e/harness/${name}.ts`), formats: ["iife"], name: "harness", fileName: name },
    },
  });
  const chunk = [built]
    .flat()
    .flatMap(({ output }) => output)
    .find(({ type }) => type === "chunk");
  if (!chunk) throw new Error(`bundling the harness ${name} gave no script`);
  return chunk.code;
}
