import { defineConfig } from "vitest/config";
import { fileURLToPath } from "node:url";

/** Unit tests, without a page. */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  test: { include: ["src/**/*.test.ts", "scripts/**/*.test.ts"], environment: "node", testTimeout: 60_000 },
});
