import { defineConfig } from "vite";
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Cross-origin isolation: without it a page has no SharedArrayBuffer, and export is slower. */
const isolation = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/** `vite build` makes the app (dist/); `vite build --mode cli` makes the `jaywalk` command (dist-cli/). */
export default defineConfig(({ mode }) => {
  const resolve = { alias: { "@": here("./src") } };
  if (mode === "cli") {
    return {
      resolve,
      publicDir: false,
      build: {
        ssr: here("./src/cli/main.ts"),
        outDir: "dist-cli",
        target: "node20",
        rollupOptions: { output: { entryFileNames: "jaywalk.mjs" } },
      },
    };
  }
  return {
    base: "./",
    resolve,
    plugins: [react()],
    server: { headers: isolation },
    preview: { headers: isolation },
    worker: { format: "es" as const },
    // The core finds its WebAssembly by address and breaks when pre-bundled.
    optimizeDeps: { exclude: ["@ffmpeg/ffmpeg", "@ffmpeg/core"] },
    build: {
      target: "es2023",
      chunkSizeWarningLimit: 2000,
      // The app, and the page that the command line opens.
      rollupOptions: { input: { app: here("./index.html"), headless: here("./headless.html") } },
    },
  };
});
