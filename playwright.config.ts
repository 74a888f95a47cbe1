import { defineConfig } from "@playwright/test";
import { ensureBuild } from "./scripts/setup/build.mjs";
import { ensureRasterKernel } from "./src/raster/compileKernel.mjs";
import { CHROMIUM_SWITCHES, findChromium } from "./src/cli/headless/findChromium.mjs";

/** A different port allows two checkouts to be tested at the same time. */
const PORT = Number(process.env["JAYWALK_TEST_PORT"] ?? 4174);
const executablePath = findChromium();

// However Playwright was started, it tests the current sources. Its workers read this file, too.
if (process.env["TEST_WORKER_INDEX"] === undefined) {
  ensureBuild();
  await ensureRasterKernel();
}

/** End-to-end tests of the built app in a real Chromium. They measure nothing and mostly wait: two files at a time. */
export default defineConfig({
  testDir: "e2e",
  workers: 2,
  // One more try on a machine that is busy with other things. A test that needed it is listed as flaky at the end of
  // the run: it has found a race, in the app or in itself, which is to be found.
  retries: process.env["CI"] ? 2 : 1,
  // Nothing here measures time: on a busy machine things just happen later.
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
