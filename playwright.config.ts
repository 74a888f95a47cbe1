import { defineConfig } from "@playwright/test";
import { ensureBuild } from "./scripts/setup/build.mjs";
import { ensureRasterKernel } from "./src/raster/compileKernel.mjs";
import { CHROMIUM_SWITCHES, findChromium } from "./src/cli/headless/findChromium.mjs";

/** Another one lets two checkouts be tested side by side. */
const PORT = Number(process.env["JAYWALK_TEST_PORT"] ?? 4174);
const executablePath = await findChromium();

// However Playwright was started, it tests what stands in the sources. Its workers read this file, too.
if (process.env["TEST_WORKER_INDEX"] === undefined) {
  ensureBuild();
  await ensureRasterKernel();
}

/** End-to-end tests against the built app, in a real Chromium. They measure nothing, and wait much: two files at a time. */
export default defineConfig({
  testDir: "e2e",
  workers: 2,
  // A test that passes only the second time has found a race: in the app or in itself.
  retries: 0,
  // Nothing measures time here: on a busy machine things only come later.
  expect: { timeout: 20_000 },
  snapshotPathTemplate: "e2e/views/{arg}{ext}",
  fullyParallel: false,
  timeout: 120_000,
  reporter: process.env["CI"] ? [["list"]] : [["line"]],
  use: {
    baseURL: `http://localhost:${PORT}/`,
    viewport: { width: 1280, height: 800 },
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: CHROMIUM_SWITCHES },
  },
  webServer: { command: `node scripts/serve.mjs ${PORT}`, port: PORT, reuseExistingServer: !process.env["CI"] },
});
