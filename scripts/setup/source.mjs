import { runnerImport } from "vite";
import { rasterKernel } from "../../src/raster/compileKernel.mjs";
import { ROOT } from "./run.mjs";

/** A module of the project's own TypeScript, for a script. @param path from the project's folder, such as `/src/core/camera/index.ts` */
export async function importSource(path) {
  const settings = { root: ROOT, plugins: [rasterKernel], resolve: { alias: { "@": `${ROOT}/src` } }, logLevel: "error" };
  return (await runnerImport(path, settings)).module;
}
