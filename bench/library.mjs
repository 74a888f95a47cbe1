// How fast the library is with 1000 scenarios: opening it, scrolling through all of it, and creating a version after one change, in
// headless Chromium without a GPU. Requires a built app.
//
//   node bench/library.mjs [--url ADDRESS] [--scenarios N] [--json]
//
// Exits with status 1 if opening or the version takes a second or more, or if scrolling falls below 50 frames per second at the median.
import { chromium } from "playwright-core";
import { CHROMIUM_SWITCHES, findChromium } from "../src/cli/headless/findChromium.mjs";
import { serveApp } from "../scripts/setup/serve.mjs";

const LIMIT_MS = 1000;
const LEAST_FRAMES = 50;
const PRESETS = 8;
const argument = (name, otherwise) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : otherwise);
const url = argument("--url") ?? (await serveApp({ port: 0 }));
const scenarios = Number(argument("--scenarios", "1000"));

const executablePath = findChromium();
const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: [...CHROMIUM_SWITCHES, "--disable-gpu"] });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const view = page.getByRole("dialog", { name: "Library" });
  const show = () => page.getByRole("button", { name: "Library", exact: true }).click();
  const versions = () => view.getByText("Versions", { exact: true }).click();
  await page.goto(url);
  await addPresets(page, view, show);
  await page.evaluate(multiply, scenarios);

  const results = { scenarios };
  await restart(page);
  results.open = await openedIn(page, scenarios);
  results.scroll = await scrolled(page);
  await versions();
  results.firstVersionMs = await versionMadeIn(page, "1.0.0");
  await page.evaluate(changeOne);
  results.versionMs = await versionMadeIn(page, "1.1.0");
  await restart(page);
  results.openWithVersions = await openedIn(page, scenarios);

  if (process.argv.includes("--json")) console.log(JSON.stringify(results));
  else {
    for (const name of ["open", "openWithVersions"])
      console.log(`${name}: ${results[name].shownMs.toFixed(0)} ms to the cards, ${results[name].drawnMs.toFixed(0)} ms to their pictures`);
    const { median, slowest, frames, longest } = results.scroll;
    console.log(
      `scroll: ${median.toFixed(1)} frames a second at the median, ` +
        `${slowest.toFixed(1)} at the 95th percentile, longest frame ${longest.toFixed(0)} ms (${frames} frames)`,
    );
    console.log(`first version: ${results.firstVersionMs.toFixed(0)} ms; after one change: ${results.versionMs.toFixed(0)} ms`);
  }
  if (
    Math.max(results.open.shownMs, results.openWithVersions.shownMs, results.versionMs) >= LIMIT_MS ||
    results.scroll.median < LEAST_FRAMES
  )
    process.exitCode = 1;
} finally {
  await browser.close();
}
process.exit();

/** Adds the first presets to the library, as a user would. */
async function addPresets(page, view, show) {
  for (let index = 0; index < PRESETS; index++) {
    await page.getByRole("button", { name: "Presets" }).click();
    await page.getByRole("dialog", { name: "Presets" }).locator("button:has(canvas)").nth(index).click();
    await show();
    await view.getByRole("button", { name: /^Add “/ }).click();
    await view.getByRole("button", { name: /^Add “/ }).waitFor({ state: "hidden" });
    await view.getByRole("button", { name: "Close library" }).click();
  }
}

/** A page that has just started and is idle. */
async function restart(page) {
  await page.reload();
  await page.getByRole("application", { name: "Stage" }).waitFor();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 3000)));
}

/** In the page: fills the library with variants of its scenarios, up to `count`. */
async function multiply(count) {
  const database = await new Promise((resolve) => (indexedDB.open("jaywalk-library").onsuccess = ({ target }) => resolve(target.result)));
  const all = (name) =>
    new Promise((resolve) => (database.transaction(name).objectStore(name).getAll().onsuccess = ({ target }) => resolve(target.result)));
  const [rows, bodies] = [await all("scenarios"), await all("bodies")];
  const texts = new Map(bodies.map(({ id, text }) => [id, text]));
  const made = [];
  for (let number = rows.length; number < count; number++) {
    const row = rows[number % rows.length];
    const [id, name] = [`bench-${number}`, `${row.name}, variant ${number}`];
    const text = JSON.stringify({ ...JSON.parse(texts.get(row.id)), id, name, seed: number });
    const bytes = new TextEncoder().encode(text);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    made.push({
      text,
      row: { ...row, id, name, sha256, bytes: bytes.byteLength, tags: [`set ${number % 12}`], updatedAt: row.updatedAt - number },
    });
  }
  await new Promise((resolve) => {
    const transaction = database.transaction(["scenarios", "bodies"], "readwrite");
    for (const { row, text } of made) {
      transaction.objectStore("scenarios").put(row);
      transaction.objectStore("bodies").put({ id: row.id, text });
    }
    transaction.oncomplete = resolve;
  });
  database.close();
}

/** In the page: changes the state of one scenario, as if saved in another tab. */
async function changeOne() {
  const database = await new Promise((resolve) => (indexedDB.open("jaywalk-library").onsuccess = ({ target }) => resolve(target.result)));
  const get = (name, key) =>
    new Promise((resolve) => (database.transaction(name).objectStore(name).get(key).onsuccess = ({ target }) => resolve(target.result)));
  const [row, body] = [await get("scenarios", "bench-500"), await get("bodies", "bench-500")];
  const text = JSON.stringify({ ...JSON.parse(body.text), seed: 4711 });
  const bytes = new TextEncoder().encode(text);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  await new Promise((resolve) => {
    const transaction = database.transaction(["scenarios", "bodies"], "readwrite");
    transaction.objectStore("scenarios").put({ ...row, sha256, bytes: bytes.byteLength, revision: row.revision + 1 });
    transaction.objectStore("bodies").put({ id: row.id, text });
    transaction.oncomplete = resolve;
  });
  database.close();
}

/** Milliseconds from the click to the frame with the cards, and to the one with all their pictures. */
async function openedIn(page, count) {
  return page.evaluate(async (wanted) => {
    const button = [...document.querySelectorAll("button")].find(
      (candidate) => candidate.getAttribute("aria-label") === "Library" || candidate.textContent === "Library",
    );
    const start = performance.now();
    button.click();
    const until = (done) =>
      new Promise((resolve) => {
        const look = () => (done() ? resolve(performance.now() - start) : requestAnimationFrame(look));
        look();
      });
    const shownMs = await until(
      () => document.querySelectorAll("article").length > 0 && document.body.textContent.includes(`${wanted} scenarios`),
    );
    const drawnMs = await until(() => {
      const seen = [...document.querySelectorAll("article")].filter((card) => card.getBoundingClientRect().top < innerHeight);
      return seen.every((card) => card.querySelector('[data-picture="drawn"]'));
    });
    return { shownMs, drawnMs };
  }, count);
}

/** Scrolls through the list for four seconds, 40 pixels a frame. Returns the frames per second. */
async function scrolled(page) {
  const times = await page.evaluate(async () => {
    let list = document.querySelector("article");
    while (list.scrollHeight <= list.clientHeight || getComputedStyle(list).overflowY !== "auto") list = list.parentElement;
    const noted = [];
    await new Promise((resolve) => {
      const note = (time) => {
        noted.push(time);
        if (time - noted[0] > 4000) return resolve();
        list.scrollTop += 40;
        requestAnimationFrame(note);
      };
      requestAnimationFrame(note);
    });
    return noted;
  });
  const intervals = times
    .slice(1)
    .map((time, index) => time - times[index])
    .sort((one, other) => one - other);
  const at = (share) => intervals[Math.min(intervals.length - 1, Math.floor(intervals.length * share))] ?? Infinity;
  return { median: 1000 / at(0.5), slowest: 1000 / at(0.95), longest: at(1), frames: times.length };
}

/** Milliseconds from the click on “Make version” to the frame with its row. */
async function versionMadeIn(page, name) {
  await page.getByPlaceholder("1.0.0").fill(name);
  return page.evaluate(async (wanted) => {
    const button = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Make version");
    const start = performance.now();
    button.click();
    return new Promise((resolve) => {
      const look = () =>
        [...document.querySelectorAll("tr")].some(({ textContent }) => textContent.includes(wanted))
          ? resolve(performance.now() - start)
          : requestAnimationFrame(look);
      look();
    });
  }, name);
}
