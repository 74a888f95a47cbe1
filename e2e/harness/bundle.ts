import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";
import { rasterKernel } from "../../src/raster/compileKernel.mjs";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A harness of this folder and all it imports as one classic script, for `page.addScriptTag` and for workers. */
export async function bundleHarness(name: string): Promise<string> {
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
      lib: { entry: here(`./${name}.ts`), formats: ["iife"], name: "harness", fileName: name },
    },
  });
  const outputs: readonly Rolldown.RolldownOutput[] = Array.isArray(built) ? built : "output" in built ? [built] : [];
  const chunk = outputs.flatMap(({ output }) => output).find((file) => file.type === "chunk");
  if (!chunk) throw new Error(`bundling the harness ${name} gave no script`);
  return chunk.code;
}
