import { defineConfig } from "@playwright/test";
import { CHROMIUM_SWITCHES, findChromium } from "./scripts/setup/findChromium.mjs";

/** Another one lets two checkouts be tested side by side. */
const PORT = Number(process.env["JAYWALK_TEST_PORT"] ?? 4174);
const executablePath = await findChromium();

/** End-to-end tests against the built app, in a real Chromium. They measure nothing, and wait much: two files at a time. */
export default defineConfig({
  testDir: "e2e",
  workers: 2,
  // A test that passes only the second time is reported as flaky, and is to be mended.
  retries: 1,
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
