import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { crc32, deflateSync } from "node:zlib";
import { withPage } from "../page.mjs";

const LIMIT_MS = 50;
const MEGABYTES = 60;
const PICTURES = 12;
const EDITS = 10;
const SETTLE_MS = 1500;

/**
 * How long an edit in a scenario with large images blocks the page: a scenario that is in the library and followed by it is edited again
 * and again. The result is the longest task while drafts and library store the change; its median must stay below 50 ms.
 */
export async function measureEdits(settings, record) {
  for (const [name, megabytes] of [
    ["bare", 0],
    ["pictures", MEGABYTES],
  ]) {
    const figures = await withPage(settings.app, "index.html", async (page) => {
      await page.getByRole("application", { name: "Stage" }).waitFor();
      return measured(page, megabytes);
    });
    if (!figures.library) throw new Error("the library did not follow the edits");
    const { median, longest } = figures;
    settings.say(
      `edits with ${megabytes} MB of images: longest task ${median.toFixed(0)} ms at the median, ${longest.toFixed(0)} ms at most`,
    );
    record(`edits/${name}`, { megabytes, edits: EDITS, median, longest });
    if (median >= LIMIT_MS) {
      settings.say(`an edit blocks the page for ${LIMIT_MS} ms or more`);
      process.exitCode = 1;
    }
  }
}

/** Opens a scenario with the given number of megabytes of images, adds it to the library, and edits it: longest tasks in milliseconds. */
async function measured(page, size) {
  const name = `Pictures ${size} MB`;
  await page.keyboard.press("Control+o");
  const buffer = Buffer.from(JSON.stringify(scenarioWith(name, size)));
  const path = `${tmpdir()}/jaywalk-bench-pictures-${process.pid}.json`;
  writeFileSync(path, buffer);
  await page.getByRole("dialog").getByLabel("Scenario file", { exact: true }).and(page.locator("input")).first().setInputFiles(path);
  await page.getByText(name).first().waitFor();
  rmSync(path);
  await page.getByRole("button", { name: "Library", exact: true }).click();
  const view = page.getByRole("dialog", { name: "Library" });
  await view.getByRole("button", { name: /^Add “/ }).click();
  await view.getByRole("button", { name: /^Add “/ }).waitFor({ state: "hidden", timeout: 60_000 });
  await view.getByRole("button", { name: "Close library" }).click();
  await page.waitForTimeout(3000);
  await page.evaluate(() => {
    globalThis.longTasks = [];
    new globalThis.PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      entryTypes: ["longtask"],
    });
  });
  const longest = [];
  for (let edit = 0; edit < EDITS; edit++) {
    await page.evaluate(() => (globalThis.longTasks = []));
    await page.getByRole("application", { name: "Stage" }).focus();
    // Adds a marker: nothing is redrawn, so that only the storing is measured.
    await page.keyboard.press("m");
    await page.keyboard.press(".");
    await page.waitForTimeout(SETTLE_MS);
    longest.push(Math.max(0, ...(await page.evaluate(() => globalThis.longTasks))));
  }
  longest.sort((one, other) => one - other);
  return { median: longest[Math.floor(longest.length / 2)], longest: longest.at(-1), library: await isFollowed(page) };
}

async function isFollowed(page) {
  return page.evaluate(async () => {
    const database = await new Promise((resolve) => (indexedDB.open("jaywalk-library").onsuccess = ({ target }) => resolve(target.result)));
    const rows = await new Promise(
      (resolve) => (database.transaction("scenarios").objectStore("scenarios").getAll().onsuccess = ({ target }) => resolve(target.result)),
    );
    return rows.some(({ revision }) => revision > 1);
  });
}

function scenarioWith(name, size) {
  const count = size === 0 ? 0 : PICTURES;
  const assets = Array.from({ length: count }, (_, index) => {
    const data = `data:image/png;base64,${noisePng(((size * 1024 * 1024) / count) * 0.745).toString("base64")}`;
    return [
      `picture-${index}`,
      { name: `picture-${index}.png`, mediaType: "image/png", width: 64, height: 64, sha256: String(index % 10).repeat(64), data },
    ];
  });
  return {
    schemaVersion: 2,
    id: `bench-pictures-${size}`,
    name,
    description: "",
    seed: 1,
    style: "schematic",
    video: { width: 1280, height: 720, fps: 30, durationFrames: 300 },
    scene: { kind: "highway", variant: 0 },
    weather: [{ frame: 0, condition: "sunny", intensity: 0.5, fadeFrames: 0 }],
    actors: [],
    occluders: [],
    generators: [],
    markers: [],
    assets: Object.fromEntries(assets),
  };
}

/** A small image with a long comment: as many bytes as a large one, but fast to decode. */
function noisePng(bytes) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    check.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.from([0, 0, 0, 64, 0, 0, 0, 64, 8, 0, 0, 0, 0]);
  const comment = Buffer.concat([Buffer.from("noise\0", "latin1"), randomBytes(Math.floor(bytes))]);
  const rows = deflateSync(Buffer.alloc(65 * 64));
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("tEXt", comment),
    chunk("IDAT", rows),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
