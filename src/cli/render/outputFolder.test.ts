import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { earlierBundle } from "./earlierBundle";
import { fillFolder } from "./outputFolder";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "jaywalk-folder-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const manifest = JSON.stringify({ manifest_version: 1, app: { name: "jaywalk" }, files: [{ path: "annotations/coco.json" }] });

function writeBundle(folder: string): Promise<void> {
  mkdirSync(join(folder, "annotations"));
  writeFileSync(join(folder, "annotations", "coco.json"), "{}");
  writeFileSync(join(folder, "manifest.json"), manifest);
  return Promise.resolve();
}

it("a bundle replaces an earlier bundle, and nothing else", async () => {
  const out = join(directory, "bundle");
  for (const round of [1, 2]) {
    await fillFolder(out, earlierBundle, writeBundle);
    expect(readdirSync(out, { recursive: true }).sort(), `round ${round}`).toEqual([
      "annotations",
      join("annotations", "coco.json"),
      "manifest.json",
    ]);
  }

  writeFileSync(join(out, "detections.ndjson"), "{}");
  await expect(fillFolder(out, earlierBundle, writeBundle)).rejects.toThrow(
    /contains other files \(detections\.ndjson\), which would be lost/,
  );
  expect(existsSync(join(out, "detections.ndjson"))).toBe(true);

  // Web apps have a manifest.json too.
  const app = join(directory, "app");
  mkdirSync(join(app, "src"), { recursive: true });
  writeFileSync(join(app, "manifest.json"), '{"name": "pwa"}');
  writeFileSync(join(app, "src", "index.js"), "run()");
  await expect(fillFolder(app, earlierBundle, writeBundle)).rejects.toThrow(/manifest\.json, src\/index\.js/);
  expect(readFileSync(join(app, "src", "index.js"), "utf8")).toBe("run()");
  expect(readdirSync(directory).sort()).toEqual(["app", "bundle"]);
});

it("a run that was killed between its last two steps is completed by the next, and its draft is removed", async () => {
  const draft = join(directory, ".jaywalk-killed");
  for (const name of ["new", "former"]) {
    mkdirSync(join(draft, name), { recursive: true });
    writeFileSync(join(draft, name, "manifest.json"), name);
  }
  writeFileSync(join(draft, "place"), "bundle");
  writeFileSync(join(draft, "owner.json"), JSON.stringify({ pid: process.pid, host: hostname(), run: "an earlier one" }));
  await fillFolder(join(directory, "other"), earlierBundle, writeBundle);
  expect(readdirSync(directory).sort()).toEqual(["bundle", "other"]);
  expect(readFileSync(join(directory, "bundle", "manifest.json"), "utf8")).toBe("new");
});

it("failed work leaves the earlier bundle and nothing of its own; impossible names are refused before the work", async () => {
  const out = join(directory, "bundle");
  await fillFolder(out, earlierBundle, writeBundle);
  await expect(fillFolder(out, earlierBundle, () => Promise.reject(new Error("no room")))).rejects.toThrow("no room");
  expect(readFileSync(join(out, "manifest.json"), "utf8")).toBe(manifest);
  expect(readdirSync(directory)).toEqual(["bundle"]);

  const begun: string[] = [];
  const work = (folder: string) => Promise.resolve(begun.push(folder));
  for (const [name, complaint] of [
    ["", /--out is empty/],
    [process.cwd(), /is the folder you are in/],
    [join(directory, "x".repeat(300)), /a name of 300 characters/],
    [join(out, "manifest.json"), /is a file/],
    [join(out, "manifest.json", "below"), /cannot be created: .* is a file/],
  ] as const)
    await expect(fillFolder(name, earlierBundle, work), name).rejects.toThrow(complaint);
  expect(begun).toEqual([]);
  await fillFolder(join(directory, "y".repeat(230)), earlierBundle, writeBundle);
});
