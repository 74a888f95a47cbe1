import { defineConfig } from "vitest/config";
import { fileURLToPath } from "node:url";
import { rasterKernel } from "./src/raster/compileKernel.mjs";

/** Unit tests, without a page. */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  plugins: [rasterKernel],
  test: {
    include: ["src/**/*.test.ts", "scripts/**/*.test.ts"],
    setupFiles: ["scripts/setup/propertySeed.ts"],
    environment: "node",
    // Vitest leaves one core to itself, which is half of a small machine.
    maxWorkers: "100%",
    testTimeout: 60_000,
  },
});
