// How much memory the export of a large library takes, in headless Chromium with a profile on disk. Requires a built app, Linux, and
// free disk space of three times the library's size.
//
//   node bench/libraryExport.mjs [--gigabytes N] [--json]
//
// The library is filled with contents of versions of 32 MB each. Exits with status 1 if the browser takes 1 GB more than before the export.
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { CHROMIUM_SWITCHES, findChromium } from "../src/cli/headless/findChromium.mjs";
import { serveApp } from "../scripts/setup/serve.mjs";
import { memoryOf } from "./processes.mjs";

const MEGABYTE = 1024 * 1024;
const CONTENT_BYTES = 32 * MEGABYTE;
const LIMIT_BYTES = 1024 * MEGABYTE;
const SAMPLE_MS = 200;
const argument = (name, otherwise) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : otherwise);
const contents = Math.ceil((Number(argument("--gigabytes", "5")) * 1024 * MEGABYTE) / CONTENT_BYTES);

const url = await serveApp({ port: 0 });
const executablePath = findChromium();
// A context without a profile would keep its storage in memory.
const profile = await mkdtemp(join(tmpdir(), "jaywalk-library-export-"));
const browser = await chromium.launchPersistentContext(profile, {
  ...(executablePath ? { executablePath } : {}),
  args: [...CHROMIUM_SWITCHES, "--disable-gpu"],
});
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  const view = page.getByRole("dialog", { name: "Library" });
  await page.goto(url);
  await page.getByRole("button", { name: "Library", exact: true }).click();
  await view.getByRole("button", { name: /^Add “/ }).click();
  await view.getByRole("button", { name: /^Add “/ }).waitFor({ state: "hidden" });
  for (let index = 0; index < contents; index++) await page.evaluate(addContent, CONTENT_BYTES);
  await page.reload();
  await page.getByRole("button", { name: "Library", exact: true }).click();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 5000)));

  const before = memoryOf(process.pid);
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, memoryOf(process.pid))), SAMPLE_MS);
  const start = performance.now();
  const offered = page.waitForEvent("download", { timeout: 1_800_000 });
  await view.getByRole("button", { name: "Export library" }).click();
  const download = await offered;
  const { size } = await stat(await download.path());
  const seconds = (performance.now() - start) / 1000;
  clearInterval(watch);

  const result = { contents, bytes: contents * CONTENT_BYTES, zipBytes: size, seconds, beforeBytes: before, peakBytes: peak };
  const megabytes = (bytes) => `${Math.round(bytes / MEGABYTE)} MB`;
  if (process.argv.includes("--json")) console.log(JSON.stringify(result));
  else
    console.log(
      `${contents} contents, ${megabytes(result.bytes)}: a ZIP of ${megabytes(size)} after ${seconds.toFixed(0)} s; ` +
        `memory of all processes ${megabytes(before)} before, ${megabytes(peak)} at most`,
    );
  if (size < result.bytes || peak - before >= LIMIT_BYTES) process.exitCode = 1;
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}
process.exit();

/** In the page: adds a content of random bytes to the library, as a version would. */
async function addContent(size) {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, Math.min(size, at + 65_536)));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open("jaywalk-library");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  await new Promise((resolve, reject) => {
    const transaction = database.transaction("objects", "readwrite");
    transaction.objectStore("objects").put({ sha256, bytes });
    transaction.oncomplete = resolve;
    transaction.onerror = () => reject(transaction.error);
  });
  database.close();
}
