import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { EvaluationReport } from "@/detection";
import { serializeScenario, withFrameRate, withSize } from "@/core/document";
import { findPreset } from "@/presets";
import { readScenarioInput } from "../render/scenarioInput";
import { writeBundle } from "../testing/bundle";
import { refusalOf, runCommand } from "../testing/commands";
import { addDatasetsCommand } from "./datasets";
import { addDetectionsCommand } from "./detections";
import { addEvaluateCommand } from "./evaluate";

const preset = findPreset("highway_pedestrian_crossing");
if (!preset) throw new Error("the preset is gone");
const scenario = withFrameRate(withSize(preset.scenario, 640, 360), 10);

let root = "";
const at = (...names: string[]) => join(root, ...names);
const read = (...names: string[]) => readFile(at(...names), "utf8");

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "jaywalk-evaluation-"));
  await writeBundle(at("bundle"), scenario);
});
afterAll(() => rm(root, { recursive: true }));

const COMMANDS = [addDetectionsCommand, addEvaluateCommand, addDatasetsCommand];
const jaywalk = (...words: string[]) => runCommand(COMMANDS, words);
const refusal = (...words: string[]) => refusalOf(COMMANDS, words);

test("the bundle's own COCO boxes, passed as results, score 1 everywhere", async () => {
  type Annotation = { image_id: number; category_id: number; bbox: number[]; iscrowd: 0 | 1; track_id: number; unclipped_bbox?: number[] };
  const { annotations } = JSON.parse(await read("bundle", "annotations", "coco.json")) as { annotations: Annotation[] };
  const beyond = annotations.filter((annotation) => annotation.unclipped_bbox !== undefined);
  expect(beyond.length, "somebody enters or leaves the frame").toBeGreaterThan(5);
  const results = annotations
    .filter(({ iscrowd }) => iscrowd === 0)
    .map(({ image_id, category_id, bbox, track_id }) => ({ image_id, category_id, bbox, track_id, score: 0.9 }));
  await writeFile(at("own.json"), JSON.stringify(results));
  await jaywalk("evaluate", at("bundle"), at("own.json"), "--report", at("own.report.json"));
  for (const [option, ending] of [
    ["--report", ".json"],
    ["--html", ".html or .htm"],
  ] as const)
    expect(await refusal("evaluate", at("bundle"), at("own.json"), option, at("r.csv"))).toBe(
      `${option}: ${at("r.csv")} does not have the extension of what is written; name it ${ending}`,
    );
  const { overall, tracking, misses, false_alarms } = JSON.parse(await read("own.report.json")) as EvaluationReport;
  expect([misses, false_alarms]).toEqual([[], []]);
  expect(overall).toMatchObject({ precision: 1, recall: 1, f1: 1, average_precision: 1, average_precision_50_95: 1, mean_iou: 1 });
  expect(tracking?.overall).toMatchObject({ hota: 1, mota: 1, idf1: 1, motp: 1, id_switches: 0, fragmentations: 0 });
});

test("a file and a pipe are read in the same way, and so is UTF-16, as PowerShell writes it", async () => {
  const event = '{"timestamp": 1, "class_label": "pedestrian", "confidence": 1}\n';
  const pipe = at("pipe");
  execFileSync("mkfifo", [pipe]);
  const writing = writeFile(pipe, event);
  await jaywalk("evaluate", at("bundle"), pipe, "--report", at("pipe.report.json"));
  await writing;
  await writeFile(at("file.ndjson"), event);
  await jaywalk("evaluate", at("bundle"), at("file.ndjson"), "--report", at("file.report.json"));
  expect(await read("pipe.report.json")).toBe(await read("file.report.json"));
  await writeFile(at("wide.ndjson"), Buffer.from(`\uFEFF${event}`, "utf16le"));
  await jaywalk("evaluate", at("bundle"), at("wide.ndjson"), "--report", at("wide.report.json"));
  expect(await read("wide.report.json")).toBe(await read("file.report.json"));
  // The size of data from a pipe is not known beforehand.
  const piped = writeFile(pipe, serializeScenario(scenario));
  expect(await readScenarioInput(pipe)).toEqual(scenario);
  await piped;
});

test("detections are written as the file's extension or --format says and score like the events; anything else is refused", async () => {
  const detections = (file: string, ...more: string[]) =>
    jaywalk("detections", at("bundle"), "--profile", "good_day_camera", "--out", at(file), ...more);
  const figures = async (file: string, ...more: string[]) => {
    await jaywalk("evaluate", at("bundle"), at(file), "--report", at("r.json"), ...more);
    const { overall, tracking } = JSON.parse(await read("r.json")) as EvaluationReport;
    const { true_positives, false_positives, false_negatives, average_precision } = overall;
    return { true_positives, false_positives, false_negatives, average_precision, idf1: tracking?.overall.idf1 };
  };
  await detections("e.json");
  const expected = await figures("e.json");
  expect(expected.true_positives).toBeGreaterThan(100);
  await detections("e.jsonl");
  expect(await figures("e.jsonl")).toEqual(expected);
  await detections("coco.json", "--format", "coco");
  expect(await figures("coco.json")).toEqual(expected);
  for (const origin of ["0", "1"]) {
    await detections("mot.txt", "--format", "mot", "--mot-origin", origin);
    expect(await figures("mot.txt", "--mot-origin", origin)).toEqual(expected);
  }
  await detections("kitti.txt", "--format", "kitti");
  expect((await read("kitti.txt")).split("\n")[0]?.split(" ")).toHaveLength(18);
  await detections("e.csv");
  const [head, ...rows] = (await read("e.csv")).trim().split("\r\n");
  expect(head).toBe("id,test_session_id,timestamp,frame,class_label,confidence,x,y,width,height,track_id,validation_result,created_at");
  expect(rows).toHaveLength((await read("e.jsonl")).trim().split("\n").length);
  expect(await refusal("detections", at("bundle"), "--out", at("e.xml"))).toMatch(
    /^--out: .*e\.xml has no extension that shows its format; name it \.json, \.ndjson or \.csv, or add --format with mot, coco, kitti/,
  );
  expect(await refusal("detections", at("bundle"), "--out", at("e.txt"))).toMatch(
    /could be MOTChallenge or KITTI results; add --format mot or --format kitti/,
  );
  expect(await refusal("detections", at("bundle"), "--out", at("e.csv"), "--format", "coco")).toMatch(
    /e\.csv does not have the extension of coco; name it \.json/,
  );
  const spec = ["--out", at("spec.txt"), "--format", "mot", "--profile", "spec_raspberry_pi"];
  expect(await refusal("detections", at("bundle"), ...spec)).toMatch(/this profile reports times but no boxes/);
  await expect(stat(at("spec.txt"))).rejects.toThrow();
  // Results need boxes, which the specification's detector does not report.
  await jaywalk("detections", at("bundle"), "--out", at("usual.txt"), "--format", "mot");
  await detections("named.txt", "--format", "mot");
  expect(await read("usual.txt")).toBe(await read("named.txt"));
});

test("no output replaces an input, a file of the bundle, or another output", async () => {
  const event = '{"timestamp": 1, "class_label": "pedestrian", "confidence": 1}\n';
  await writeFile(at("d.ndjson"), event);
  await symlink(at("d.ndjson"), at("other-name.ndjson"));
  await symlink(at("bundle"), at("other-bundle"));
  const truth = await read("bundle", "ground_truth.json");
  expect(await refusal("evaluate", at("bundle"), at("d.ndjson"), "--report", at("bundle", "..", "d.ndjson"))).toMatch(
    /^--report: .*d\.ndjson is also the detector's output/,
  );
  expect(await refusal("evaluate", at("bundle"), at("d.ndjson"), "--html", at("other-name.ndjson"))).toMatch(
    /^--html: .* is also the detector's output/,
  );
  expect(await refusal("evaluate", at("bundle"), at("d.ndjson"), "--report", at("x"), "--html", at("x"))).toMatch(
    /^--html: .*x is also --report/,
  );
  for (const file of [at("bundle", "ground_truth.json"), at("other-bundle", "new.json")])
    expect(await refusal("detections", at("bundle"), "--out", file)).toMatch(/^--out: .* is inside the bundle/);
  await writeFile(at("own.profile.json"), "{}");
  expect(await refusal("detections", at("bundle"), "--profile", at("own.profile.json"), "--out", at("own.profile.json"))).toMatch(
    /is also the profile/,
  );
  expect([await read("d.ndjson"), await read("bundle", "ground_truth.json")]).toEqual([event, truth]);
  // A folder next to the bundle whose name starts with the bundle's is not part of it.
  await jaywalk("detections", at("bundle"), "--profile", "perfect", "--out", at("bundle.ndjson"));
  expect((await read("bundle.ndjson")).length).toBeGreaterThan(1000);
});

test("- is standard output wherever a file is written, for one output at a time; folders cannot go there", async () => {
  const { stdout: events, stderr } = await jaywalk("detections", at("bundle"), "--out", "-", "--format", "ndjson");
  await jaywalk("detections", at("bundle"), "--out", at("same.ndjson"));
  expect(events).toBe(await read("same.ndjson"));
  expect(stderr).toMatch(/^\d+ events, \d+ injected faults, profile spec_raspberry_pi\n$/);
  const report = await jaywalk("evaluate", at("bundle"), at("same.ndjson"), "--report", "-", "--html", at("same.html"));
  expect((JSON.parse(report.stdout) as EvaluationReport).totals.detections).toBeGreaterThan(0);
  expect(report.stderr).toMatch(/\d+ objects, \d+ detections: precision/);
  const page = await jaywalk("evaluate", at("bundle"), at("same.ndjson"), "--html", "/dev/stdout");
  expect(page.stdout).toBe(await read("same.html"));
  expect(await refusal("detections", at("bundle"), "--out", "-")).toMatch(
    /^--out - is standard output, which has no extension to show the format; add --format/,
  );
  expect(await refusal("detections", at("bundle"), "--out", "-", "--format", "csv", "--json")).toMatch(/^--out - and --json both write/);
  expect(await refusal("evaluate", at("bundle"), at("same.ndjson"), "--report", "-", "--html", "-")).toMatch(
    /^--report - and --html - both write to standard output/,
  );
  expect(await refusal("datasets", "--out", "-")).toMatch(/^--out - would be standard output, which takes no folder; name one/);
});

test.each([
  [["detections", "B"], /nothing to do: name a file with --out/],
  [["detections", "B", "--live", "--websocket", "4795"], /--live and --websocket cannot be combined/],
  [["detections", "B", "--live", "--json"], /--live and --json both write to standard output/],
  [["detections", "B", "--out", "x", "--speed", "2"], /--speed sets the pace of a live stream; add --live or --websocket/],
  [["detections", "B", "--live", "--speed", "0"], /'--speed <FACTOR>' argument '0' is invalid. Give a number above 0/],
  [["detections", "B", "--out", "x", "--seed", "4294967296"], /'--seed <N>' .* at most 4294967295/],
  [["detections", "B", "--out", "x.json", "--profile", "P"], /P: model: must be "specification", "unconditioned" or "sensor"$/],
  [["evaluate", "B", "TIMES", "--match", "boxes"], /Some detections have no box, .* Compare times, or add the boxes/],
  [["evaluate", "B", "B/ground_truth.json"], /these are annotations/],
  [["evaluate", "B", "B/annotations/coco.json"], /these are annotations/],
  [["evaluate", "B", "FAULTS"], /FAULTS:1: confidence must be between 0 and 1, not 2; \S*FAULTS:2: timestamp is missing/],
  [["datasets", "--out", "x", "--users", "2000000"], /'--users <N>' .* at most 1000000/],
  [["datasets", "--out", "x", "--size", "large", "--events-per-session", "1000000"], /more than 100000000 events; create several datasets/],
])("%j is refused as the caller's to fix", async (words, message) => {
  await writeFile(at("P"), "{}");
  await writeFile(at("TIMES"), '{"timestamp": 1, "class_label": "pedestrian", "confidence": 1}\n');
  await writeFile(
    at("FAULTS"),
    '{"timestamp": 1, "class_label": "pedestrian", "confidence": 2}\n{"class_label": "pedestrian", "confidence": 1}\n',
  );
  const places = words.map((word) =>
    /^(B|P|x|TIMES|FAULTS)(\/|\.|$)/.test(word) ? word.replace(/^\w+/, (name) => at(name === "B" ? "bundle" : name)) : word,
  );
  expect(await refusal(...places)).toMatch(message);
});

test("a dataset whose numbers differ from those of its size has its own name and description", async () => {
  const described = async (...words: string[]) => {
    await jaywalk("datasets", "--out", at("data"), ...words);
    const { name, description } = JSON.parse(await read("data", "fixture_metadata.json")) as { name: string; description: string };
    return [name, description];
  };
  expect(await described("--users", "5")).toEqual(["small_dataset", "Small dataset for unit tests"]);
  expect(await described("--users", "6")).toEqual(["own_dataset", "Dataset of a custom size"]);
  const files = async (...formats: string[]) => {
    await jaywalk("datasets", "--out", at("data"), "--formats", ...formats);
    return (await readdir(at("data"))).sort();
  };
  const both = await files("json,sql");
  expect(both.join()).toMatch(/users\.json.*\.sql|\.sql.*users\.json/);
  expect(await files("json", "sql")).toEqual(both);
  expect(await refusal("datasets", "--out", at("data"), "--formats", "json,xml")).toMatch(
    /There is no format xml; use all, none or some of json, csv, sql/,
  );
});
