import { createServer } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import sirv from "sirv";
import { build } from "vite";
import { CHROMIUM_SWITCHES, findChromium } from "../src/cli/headless/findChromium.mjs";
import { SECURITY_HEADERS } from "../src/cli/headless/headers.mjs";
import { rasterKernel } from "../src/raster/compileKernel.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Builds the benchmark's own page and runs `work` with it, in a headless Chromium. */
export async function withBenchPage(work) {
  const folder = mkdtempSync(join(tmpdir(), "jaywalk-bench-"));
  try {
    await build({
      root: here("page"),
      base: "./",
      configFile: false,
      logLevel: "error",
      publicDir: false,
      plugins: [rasterKernel],
      resolve: { alias: { "@": here("../src") } },
      build: { outDir: folder, emptyOutDir: true, target: "es2023", chunkSizeWarningLimit: 2000 },
    });
    return await withPage(folder, "index.html", work);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Names of other machines lead nowhere, as without a network. */
const NO_NETWORK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1";

/**
 * Serves a folder as the app is served, and runs `work` with a new page of it, in a browser without a network.
 * @param work receives the page, when it was asked for, and the addresses of other origins that have been requested since
 */
export async function withPage(folder, path, work) {
  const files = sirv(folder, {
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    },
  });
  const server = createServer((request, response) => files(request, response, () => response.writeHead(404).end()));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const executablePath = findChromium();
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: [...CHROMIUM_SWITCHES, NO_NETWORK] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const origin = `http://127.0.0.1:${server.address().port}`;
    const foreign = [];
    page.context().on("request", (request) => {
      if (/^(https?|wss?):/.test(request.url()) && new URL(request.url()).origin !== origin) foreign.push(request.url());
    });
    const opened = performance.now();
    await page.goto(`${origin}/${path}`);
    return await work(page, { opened, foreign });
  } finally {
    await browser.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
