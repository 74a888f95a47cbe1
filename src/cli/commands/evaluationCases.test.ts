import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseScenario } from "@/core/document";
import type { EvaluationReport } from "@/detection";
import { caseFiles } from "@/formats/testing/cases";
import { writeBundle } from "../testing/bundle";
import { runCommand } from "../testing/commands";
import { addEvaluateCommand } from "./evaluate";
import { addImportCommand } from "./import";

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "jaywalk-cases-"));
});
afterAll(() => rm(root, { recursive: true }));

/** The command line's result for a case: its truth imported and made into a bundle, its detections evaluated against that. */
async function evaluated(
  name: string,
  { truthFrom = 0, detectionsFrom = 0, detections = "detections.mot.txt", rows = "" } = {},
): Promise<{ report: EvaluationReport; stdout: string; stderr: string }> {
  const at = (...names: string[]) => join(root, name, ...names);
  for (const { path, bytes } of caseFiles(name)) {
    await mkdir(dirname(at(path)), { recursive: true });
    await writeFile(at(path), bytes);
  }
  if (rows !== "") await writeFile(at(detections), rows);
  const usual = ["--size", "1280x720", "--fps", "30", "--reading", `first-pixel=${truthFrom}`];
  await runCommand([addImportCommand], ["import", at("gt", "gt.txt"), ...usual, "--out", at("truth.json")]);
  await writeBundle(at("bundle"), parseScenario(await readFile(at("truth.json"), "utf8")));
  const words = ["evaluate", at("bundle"), at(detections), "--mot-origin", String(detectionsFrom), "--json"];
  const said = await runCommand([addEvaluateCommand], words);
  return { ...said, report: JSON.parse(said.stdout.trim().split("\n").at(-1) ?? "") as EvaluationReport };
}

test("an object missed for a frame: another report in that frame ends the earlier pair's priority, no report at all does not", async () => {
  const name = "50-eval-idsw-gap";
  const other = (await evaluated(name, { detections: "detections_a.mot.txt" })).report;
  expect(other.overall).toMatchObject({ true_positives: 2, false_negatives: 1, false_positives: 2 });
  expect(other.tracking?.overall.id_switches).toBe(1);
  expect(other.tracking?.overall.mota).toBeCloseTo(-1 / 3, 9);
  const silence = (await evaluated(name, { detections: "detections_b.mot.txt" })).report;
  expect(silence.overall).toMatchObject({ true_positives: 2, false_negatives: 1, false_positives: 1 });
  expect(silence.tracking?.overall.id_switches).toBe(0);
  expect(silence.tracking?.overall.mota).toBeCloseTo(1 / 3, 9);
});

test("a report in a frame without objects counts, even before the first frame with an object", async () => {
  const { report } = await evaluated("51-eval-fp-in-empty-frame");
  expect(report.overall).toMatchObject({ precision: 0.5, recall: 1 });
  expect(report.overall.average_precision).toBeCloseTo(0.5, 9);
  expect(report.overall.average_precision_50_95).toBeCloseTo(0.5, 9);
  expect(report.tracking).toBeNull();
});

test("a class without truth has no average precision and does not count in the mean, as standard error says", async () => {
  const { report, stderr } = await evaluated("52-eval-class-without-truth");
  expect(report.classes.map(({ class_label, average_precision }) => [class_label, average_precision])).toEqual([
    ["pedestrian", 1],
    ["vehicle", null],
  ]);
  expect(report.overall).toMatchObject({ average_precision: 1, average_precision_50_95: 1, false_positives: 1, precision: 0.5 });
  expect(stderr).toContain("They have no average precision and do not count in its mean.");
});

test("pixels counted from 1 in one file and from 0 in the other: right if each is read correctly, and a mistake is reported", async () => {
  const name = "54-eval-pixel-origin";
  const right = await evaluated(name, { truthFrom: 1 });
  expect(right.report.overall).toMatchObject({ mean_iou: 1, average_precision_50_95: 1 });
  expect(right.stderr).not.toContain("off by exactly");
  for (const [from, advice] of [
    [1, "counting pixels from 1, and seems to count from 0. Choose the first pixel 0 (--mot-origin 0)."],
    // The detections were already read from 0, so it is the truth that was read from the wrong origin.
    [0, "import it again with pixels from 1 (--reading first-pixel=1)."],
  ] as const) {
    const { report, stderr } = await evaluated(name, { truthFrom: from, detectionsFrom: from });
    expect(report.overall.mean_iou).toBeCloseTo(171 / 229, 9);
    expect(report.overall.average_precision).toBe(1);
    expect(report.curves.overlap.find(({ iou_threshold }) => iou_threshold === 0.75)?.average_precision).toBe(0);
    expect(stderr).toContain("off by exactly (-1, -1)");
    expect(stderr).toContain(advice);
  }
});

test("an empty file of detections is a valid result: every score is 0, and none is NaN", async () => {
  const { report, stdout } = await evaluated("56-eval-nothing-found");
  expect(report.overall).toMatchObject({ precision: 0, recall: 0, f1: 0, average_precision: 0, truth: 5, false_negatives: 5 });
  expect(report.tracking?.overall).toMatchObject({ hota: 0, det_a: 0, ass_a: 0, mota: 0, idf1: 0, loc_a: 0 });
  expect(stdout).not.toMatch(/NaN|Infinity/);
  expect(Object.entries(report.tracking?.overall ?? {}).filter(([, value]) => typeof value !== "number")).toEqual([]);
});

test("of 120 people all found, average precision counts the 100 most confident as pycocotools does, and says so", async () => {
  const { report, stderr } = await evaluated("57-eval-120-objects");
  expect(report.overall).toMatchObject({ recall: 1, precision: 1, truth: 120 });
  expect(report.overall.average_precision).toBeCloseTo(84 / 101, 9);
  expect(stderr).toMatch(/100 most confident detections .*pycocotools.*: 20 more/);
});

test("a pedestrian detected on a MOTChallenge distractor is ignored, on an occluder false, as in TrackEval", async () => {
  const row = (id: number, place: string) => `1,${id},${place},0.9,1,-1,-1`;
  const rows = [row(1, "100,200,40,100"), row(2, "300,200,40,100"), row(3, "500,150,60,200"), row(4, "20,20,40,100")].join("\n");
  const { report } = await evaluated("26-mot-distractors", { rows });
  expect(report.totals).toMatchObject({ truth: 3, detections: 2, detections_ignored: 2 });
  expect(report.overall).toMatchObject({ true_positives: 1, false_positives: 1, false_negatives: 2 });
});
