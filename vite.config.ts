import { defineConfig, type Plugin } from "vite";
import react from "@vitejs/plugin-react";
import { copyFileSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CONTENT_SECURITY_POLICY } from "./src/cli/headless/headers.mjs";
import { detectorFiles, onnxRuntimeWithoutFile } from "./src/detectors/packageFiles.mjs";
import { rasterKernel } from "./src/raster/compileKernel.mjs";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Cross-origin isolation: without it a page has no SharedArrayBuffer, and export is slower. */
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/** Any host serves the built pages with their policy, which is part of them: nothing is loaded from or sent to elsewhere. */
const contentSecurityPolicy: Plugin = {
  name: "content-security-policy",
  apply: "build",
  transformIndexHtml: () => [
    { tag: "meta", attrs: { "http-equiv": "Content-Security-Policy", content: CONTENT_SECURITY_POLICY }, injectTo: "head-prepend" },
  ],
};

/** The encoder's licence and the others' notices are distributed with the app. */
const licences: Plugin = {
  name: "licences",
  apply: "build",
  writeBundle: ({ dir = "dist" }) => {
    mkdirSync(`${dir}/licences`, { recursive: true });
    for (const name of ["LICENSE", "NOTICE.md", "licences/GPL-2.0.txt"])
      copyFileSync(here(`./${name}`), `${dir}/licences/${name.split("/").at(-1) ?? name}`);
  },
};

/** How long each plugin took is of no use to whoever only wants the app. */
const QUIET = { pluginTimings: false };

/** `vite build` makes the app (dist/); `vite build --mode cli` makes the `jaywalk` command (dist-cli/). */
export default defineConfig(({ mode }) => {
  const resolve = { alias: { "@": here("./src") } };
  if (mode === "cli") {
    return {
      resolve,
      // TensorFlow.js looks for its WebAssembly there, but is given it.
      define: { __dirname: JSON.stringify("/") },
      plugins: [rasterKernel],
      publicDir: false,
      // One file starts in half the time of a tree of packages, and an installed Jaywalk needs no other package.
      ssr: { noExternal: true },
      build: {
        ssr: true,
        outDir: "dist-cli",
        target: "node20",
        rolldownOptions: {
          input: {
            jaywalk: here("./src/cli/main.ts"),
            // Threads of `jaywalk detect`.
            detectorLane: here("./src/cli/detectors/laneWorker.ts"),
            videoWorker: here("./src/cli/detectors/videoWorker.ts"),
          },
          output: {
            entryFileNames: "[name].mjs",
            chunkFileNames: "[name].mjs",
            banner: ({ name }) => (name === "jaywalk" ? "#!/usr/bin/env node" : ""),
          },
          checks: QUIET,
        },
      },
    };
  }
  return {
    base: "./",
    resolve,
    plugins: [react(), rasterKernel, detectorFiles, onnxRuntimeWithoutFile, contentSecurityPolicy, licences],
    server: { headers: isolation },
    preview: { headers: isolation },
    worker: { format: "es" as const, plugins: () => [rasterKernel, onnxRuntimeWithoutFile], rolldownOptions: { checks: QUIET } },
    // The core finds its WebAssembly by address and breaks when pre-bundled.
    optimizeDeps: { exclude: ["@ffmpeg/core", "@ffmpeg/ffmpeg"] },
    build: {
      target: "es2023",
      chunkSizeWarningLimit: 2000,
      // The app, the page that the command line opens, and one that tests export in any browser.
      rolldownOptions: {
        input: { app: here("./index.html"), headless: here("./headless.html"), selftest: here("./selftest.html") },
        checks: QUIET,
      },
    },
  };
});
