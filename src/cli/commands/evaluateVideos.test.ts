import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseScenario } from "@/core/document";
import type { EvaluationReport, TotalReport } from "@/detection";
import { caseFiles } from "@/formats/testing/cases";
import { writeBundle } from "../testing/bundle";
import { refusalOf, runCommand } from "../testing/commands";
import { addEvaluateCommand } from "./evaluate";
import { addImportCommand } from "./import";

type Videos = { total: TotalReport; videos: { name: string; bundle: string; detections: string; report: EvaluationReport }[] };

let root = "";
const at = (...names: string[]) => join(root, ...names);
const evaluate = (...words: string[]) => runCommand([addEvaluateCommand], ["evaluate", ...words]);
const refusal = (...words: string[]) => refusalOf([addEvaluateCommand], ["evaluate", ...words]);
const result = ({ stdout }: { stdout: string }) => JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Videos;

/** Two videos with the ground truth of case 56, as bundles and as a suite; in one nothing is found, in the other everything. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "jaywalk-videos-"));
  await mkdir(at("gt"));
  for (const { path, bytes } of caseFiles("56-eval-nothing-found")) if (path === "gt/gt.txt") await writeFile(at(path), bytes);
  const reading = ["--size", "1280x720", "--fps", "30", "--reading", "first-pixel=0"];
  await runCommand([addImportCommand], ["import", at("gt", "gt.txt"), ...reading, "--out", at("truth.json")]);
  const scenario = parseScenario(await readFile(at("truth.json"), "utf8"));
  for (const name of ["empty", "perfect"]) {
    await writeBundle(at(name), scenario);
    await mkdir(at("suite", "bundles"), { recursive: true });
    await cp(at(name), at("suite", "bundles", name), { recursive: true });
  }
  const { annotations } = JSON.parse(await readFile(at("perfect", "ground_truth.json"), "utf8")) as {
    annotations: { frame: number; track_id: number; bounding_box: { x: number; y: number; width: number; height: number } }[];
  };
  const rows = annotations.map(
    ({ frame, track_id, bounding_box: { x, y, width, height } }) => `${frame + 1},${track_id},${x},${y},${width},${height},0.9,1,-1,-1`,
  );
  await mkdir(at("found"));
  await writeFile(at("found", "empty.txt"), "");
  await writeFile(at("found", "perfect.txt"), rows.join("\n"));
  const videos = ["empty", "perfect"];
  await writeFile(
    at("suite", "test_data_summary.json"),
    JSON.stringify({
      generation_timestamp: "",
      videos: videos.map((video_name) => ({ video_name, size_mb: 1 })),
      datasets: [],
      suite: { name: "two", description: "", videos, datasets: [] },
    }),
  );
});
afterAll(() => rm(root, { recursive: true }));

test("an empty and a perfect video of as many boxes score DetA 0.5, AssA 1 and HOTA 0.707 together, as pairs and as a suite", async () => {
  const pairs = [at("empty"), at("found", "empty.txt"), at("perfect"), at("found", "perfect.txt")];
  const asPairs = await evaluate(...pairs, "--mot-origin", "0", "--json", "--report", at("r.json"), "--html", at("r.html"));
  const { total, videos } = result(asPairs);
  expect(videos.map(({ name, report }) => [name, report.tracking?.overall.hota, report.overall.recall])).toEqual([
    ["empty", 0, 0],
    ["perfect", 1, 1],
  ]);
  expect(total.tracking?.overall).toMatchObject({ det_a: 0.5, ass_a: 1, mota: 0.5 });
  expect(total.tracking?.overall.hota).toBeCloseTo(Math.SQRT1_2, 9);
  expect(total.overall).toMatchObject({ truth: 10, true_positives: 5, false_negatives: 5, recall: 0.5 });
  expect(total.overall.average_precision).toBeCloseTo(51 / 101, 9);
  expect(JSON.parse(await readFile(at("r.json"), "utf8"))).toEqual({ total, videos });
  expect(asPairs.stderr).toMatch(/note: The detector reported nothing in 1 of 2 videos\.\nnote: empty: The detector reported nothing\./);

  const page = await readFile(at("r.html"), "utf8");
  expect(page).toContain("<h1>Detections in 2 videos</h1>");
  expect(page).toContain("<dt>HOTA</dt><dd>0.707</dd>");
  const rows = [...page.matchAll(/<tr><td class="text">(\w+)<\/td><td>\d+<\/td>.*<td>([\d.]+)<\/td><\/tr>/g)];
  expect(rows.slice(0, 3).map(([, name, hota]) => [name, hota])).toEqual([
    ["empty", "0.000"],
    ["perfect", "1.000"],
    ["all", "0.707"],
  ]);

  const asSuite = result(await evaluate(at("suite"), at("found"), "--mot-origin", "0", "--json"));
  expect(asSuite.total).toEqual(total);
  expect(asSuite.videos.map(({ name, bundle, detections }) => [name, bundle, detections])).toEqual([
    ["empty", at("suite", "bundles", "empty"), at("found", "empty.txt")],
    ["perfect", at("suite", "bundles", "perfect"), at("found", "perfect.txt")],
  ]);
  const { stdout } = await evaluate(at("suite"), at("found"), "--mot-origin", "0");
  expect(stdout.split("\n").map((line) => line.replace(/ objects.*HOTA/, " objects … HOTA"))).toEqual([
    "empty: 5 objects … HOTA 0.000, MOTA 0.000, IDF1 0.000",
    "perfect: 5 objects … HOTA 1.000, MOTA 1.000, IDF1 1.000",
    "all 2: 10 objects … HOTA 0.707, MOTA 0.500, IDF1 0.667",
    "",
  ]);
});

test("a suite's folder of detections must have one file for each video; files of no video are named and not read", async () => {
  await cp(at("found"), at("more"), { recursive: true });
  await writeFile(at("more", "README.md"), "About these files.");
  expect((await evaluate(at("suite"), at("more"))).stderr).toMatch(/README\.md has the name of no video of the suite and was not read/);
  await writeFile(at("more", "perfect.ndjson"), "");
  expect(await refusal(at("suite"), at("more"))).toMatch(/has two files for perfect, perfect\.ndjson and perfect\.txt; keep one/);
  await rm(at("more", "perfect.ndjson"));
  await rm(at("more", "empty.txt"));
  expect(await refusal(at("suite"), at("more"))).toMatch(/more has no detections for empty; add a file for each, such as empty\.json/);
  expect(await refusal(at("suite"), at("found", "perfect.txt"))).toMatch(/perfect\.txt is a file, and .*suite is a suite: name a folder/);
  expect(await refusal(at("suite"), at("nowhere"))).toMatch(/there is no folder .*nowhere; .*suite is a suite: name a folder/);
  expect(await refusal(at("suite"), "-")).toMatch(/suite is a suite: name a folder/);
});

test("a bundle without detections, one named twice and a second standard input are refused; no output overwrites an input", async () => {
  const pair = [at("empty"), at("found", "empty.txt")];
  const other = [at("perfect"), at("found", "perfect.txt")];
  expect(await refusal(...pair, at("perfect"))).toMatch(/perfect has no detections; after each bundle, name the file/);
  expect(await refusal(...pair, at("found", "..", "empty"), at("found", "perfect.txt"))).toMatch(/empty is named twice/);
  expect(await refusal(at("empty"), "-", at("perfect"), "-")).toMatch(/^standard input can contain the detections of one video only/);
  expect(await refusal(...pair, ...other, "--report", at("found", "perfect.txt"))).toMatch(/is also the detector's output of perfect/);
  expect(await refusal(...pair, ...other, "--html", at("perfect", "x.html"))).toMatch(/x\.html is inside the bundle of perfect/);
  // Folders with the same name are told apart by their paths.
  const same = result(await evaluate(...other, at("suite", "bundles", "perfect"), at("found", "perfect.txt"), "--json"));
  expect(same.videos.map(({ name }) => name)).toEqual([at("perfect"), at("suite", "bundles", "perfect")]);
});
