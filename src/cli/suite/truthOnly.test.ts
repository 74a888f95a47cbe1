import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseScenario } from "@/core/document";
import { countTruth } from "@/suite";
import { addSuiteCommand } from "../commands/suite";
import { digestFile } from "../files/atomic";
import { runCommand } from "../testing/commands";
import { digestFolder } from "./folder";
import { lintSuite } from "./lintSuite";
import type { RendererSource } from "./renderer";

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "jaywalk-truth-"));
});
afterAll(() => rm(root, { recursive: true }));

/** Writes one file where the browser would write a video. */
const renderers: RendererSource = {
  build: () => Promise.resolve("test build"),
  open: () =>
    Promise.resolve({
      renderBundle: async (_scenario, _settings, folder) => {
        await mkdir(folder, { recursive: true });
        const files: object[] = [];
        for (const path of ["ground_truth.json", "video.mp4"]) {
          await writeFile(join(folder, path), path);
          files.push({ path, ...(await digestFile(join(folder, path))) });
        }
        await writeFile(join(folder, "manifest.json"), JSON.stringify({ files }));
        return { notes: [], statistics: null };
      },
      close: () => Promise.resolve(),
    }),
};
const noBrowser: RendererSource = { ...renderers, open: () => Promise.reject(new Error("a browser was started")) };

const suite = async (source: RendererSource, ...words: string[]) => {
  const { stdout } = await runCommand([(program: Command) => addSuiteCommand(program, source)], ["suite", ...words, "--json"]);
  return JSON.parse(stdout) as { rendered: string[]; skipped: string[]; failed: string[] };
};

test("a suite's truth is written without videos and without a browser, complete, checked, and replaced by videos later", async () => {
  const spec = join(root, "suite.json");
  const out = join(root, "out");
  await writeFile(
    spec,
    JSON.stringify({
      settings: { formats: ["coco", "cvat"] },
      videos: [
        { name: "walk", preset: "dart_out", durationSeconds: 0.2 },
        { name: "street", preset: "cpna", durationSeconds: 0.1, size: "320x180" },
      ],
    }),
  );
  const words = ["--spec", spec, "--out", out];
  expect(await suite(noBrowser, ...words, "--truth-only")).toMatchObject({ rendered: ["walk", "street"], failed: [] });
  expect(Object.keys(await digestFolder(join(out, "bundles/street")))).toEqual([
    ...["annotations/coco.json", "annotations/cvat.xml"],
    ...["ground_truth.json", "manifest.json", "metadata.json", "scenario.json"],
  ]);
  expect((await readdir(out)).sort()).toEqual(["bundles", "data", "ground_truth", "report.html", "test_data_summary.json"]);
  expect((await lintSuite(out)).findings).toEqual([]);
  const summary = JSON.parse(await readFile(join(out, "test_data_summary.json"), "utf8")) as {
    videos: { file_path: string | null; statistics: object }[];
  };
  expect(summary.videos.map(({ file_path }) => file_path)).toEqual([null, null]);
  const scenario = parseScenario(await readFile(join(out, "bundles/walk/scenario.json"), "utf8"));
  expect(summary.videos[0]?.statistics).toEqual(await countTruth(scenario));
  const report = await readFile(join(out, "report.html"), "utf8");
  expect(report).toContain("ground_truth/walk_gt.json");
  expect(report).not.toContain(".mp4");

  const whole = await digestFolder(out);
  expect(await suite(noBrowser, ...words, "--truth-only")).toMatchObject({ rendered: [], skipped: ["walk", "street"] });
  expect(await digestFolder(out)).toEqual(whole);

  // Truth alone is not taken for a video, nor a video for truth alone.
  expect(await suite(renderers, ...words, "--only", "walk")).toMatchObject({ rendered: ["walk"] });
  expect(await readdir(join(out, "videos"))).toEqual(["walk.mp4"]);
  expect(await suite(noBrowser, ...words, "--truth-only")).toMatchObject({ rendered: ["walk"], skipped: ["street"] });
  expect(await digestFolder(out)).toEqual(whole);
});
