import { defineConfig } from "vitest/config";
import { fileURLToPath } from "node:url";

/** `npm run fuzz`: the readers against mutated files; FUZZ_FILES and FUZZ_SEED choose how many and which. */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL("../src", import.meta.url)) } },
  test: { include: ["scripts/*.fuzz.ts"], environment: "node", testTimeout: 600_000 },
});
