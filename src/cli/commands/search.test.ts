import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { serializeScenario } from "@/core/document";
import { detectionProfile } from "@/detection";
import { approachScenario, walkerScenario } from "@/search/testing";
import { refusalOf, runCommand } from "../testing/commands";
import { addEvaluateCommand } from "./evaluate";
import { addRecallCommand } from "./recall";
import { addSearchCommand } from "./search";

let folder: string;
let scenario: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "jaywalk-search-"));
  scenario = join(folder, "walker.scenario.json");
  writeFileSync(scenario, serializeScenario(walkerScenario(60)));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

let build = "0".repeat(64);
const commands = [
  (program: Command) =>
    addSearchCommand(program, {
      build: () => Promise.resolve(build),
      open: () => Promise.reject(new Error("no browser is needed")),
    }),
  addEvaluateCommand,
  (program: Command) => addRecallCommand(program, () => Promise.resolve(build)),
];

const VARY = ["--vary", "severity:fog=0..5/0.25", "--vary", "size=0.4..1/0.1"];
const words = (out: string, ...rest: string[]) => [
  ...["search", scenario, ...VARY, "--fails", "recall below 0.6", "--profile", "poor_night_camera"],
  ...["--budget", "30", "--no-video", "--json", "--out", join(folder, out), ...rest],
];
const run = async (out: string, ...rest: string[]): Promise<Record<string, unknown>> =>
  JSON.parse((await runCommand(commands, words(out, ...rest))).stdout) as Record<string, unknown>;
const read = (...path: string[]) => readFileSync(join(folder, ...path), "utf8");

it("writes minimal pairs with bundles, answers and differences, a report and the figures, the same every time", async () => {
  const told = await run("one");
  expect(told).toMatchObject({ resumed: 0, impossible: 0 });
  expect(told["evaluated"]).toBeLessThanOrEqual(30);
  const names = readdirSync(join(folder, "one", "pairs"));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const at = (...path: string[]) => read("one", "pairs", name, ...path);
    const diff = JSON.parse(at("diff.json")) as { variable: string; confirmed: boolean; a: { measured: number }; b: { measured: number } };
    expect(diff.confirmed).toBe(true);
    expect(diff.a.measured).toBeGreaterThanOrEqual(0.6);
    expect(diff.b.measured).toBeLessThan(0.6);
    // What jaywalk evaluate says about bundle and answer is what the search says.
    for (const side of ["a", "b"] as const) {
      const path = join(folder, "one", "pairs", name);
      const said = await runCommand(commands, [
        "evaluate",
        join(path, side),
        join(path, `${side}_detections.ndjson`),
        "--confidence",
        "0.25",
        "--json",
      ]);
      const { overall } = JSON.parse(said.stdout) as { overall: { recall: number } };
      expect(overall.recall).toBeCloseTo(diff[side].measured, 9);
    }
    const [a, b] = [JSON.parse(at("a", "scenario.json")), JSON.parse(at("b", "scenario.json"))] as [object, object];
    expect(a).not.toEqual(b);
  }
  const html = read("one", "report.html");
  expect(html).toContain("Where it breaks: ");
  expect(html).not.toMatch(/src="|https?:\/\//);
  const figures = JSON.parse(read("one", "report.json")) as { heat_map: { example: { scenario: string } }[] };
  for (const { example } of figures.heat_map) expect(read("one", example.scenario)).toContain('"walker"');
  await run("again");
  expect(read("again", "report.html")).toBe(html);
  expect(read("again", "journal.ndjson")).toBe(read("one", "journal.ndjson"));
  expect(readdirSync(join(folder, "one")).sort()).toEqual(["examples", "journal.ndjson", "pairs", "report.html", "report.json"]);
});

it("resumes from a journal whose last line was cut off, and ends like a search that was not interrupted", async () => {
  await run("whole");
  await run("cut");
  const journal = read("cut", "journal.ndjson");
  writeFileSync(join(folder, "cut", "journal.ndjson"), journal.slice(0, journal.length / 2));
  const told = await run("cut");
  expect(told["resumed"]).toBeGreaterThan(5);
  expect(read("cut", "report.html")).toBe(read("whole", "report.html"));
  expect(read("cut", "journal.ndjson")).toBe(journal);
});

it("tries every weather in every severity for the heat map, once", async () => {
  await run("map", "--weather-map");
  const figures = JSON.parse(read("map", "report.json")) as { heat_map: { condition: string; severity: number; seen: number }[] };
  const rows = new Set(figures.heat_map.map(({ condition, severity }) => `${condition} ${severity}`));
  expect(rows.size).toBe(36);
  const [journal, html] = [read("map", "journal.ndjson"), read("map", "report.html")];
  expect(html).toContain('href="examples/night-5.scenario.json"');
  expect(read("map", "examples", "night-5.scenario.json")).toContain('"night"');
  await run("map", "--weather-map");
  expect(read("map", "journal.ndjson")).toBe(journal);
  expect(read("map", "report.html")).toBe(html);
});

it("does a search in shards, merges them and finishes it", async () => {
  await run("whole");
  await run("1", "--shard", "1/2");
  await run("2", "--shard", "2/2");
  expect(read("1", "report.html")).toContain("only part 1/2 of the exploration");
  await runCommand(commands, ["search", "merge", join(folder, "1"), join(folder, "2"), "--out", join(folder, "merged")]);
  const told = await run("merged");
  expect(told["resumed"]).toBeGreaterThan(10);
  expect(read("merged", "report.html")).toBe(read("whole", "report.html"));
});

it.each([
  [["--fails", "missed"], /--fails: "missed" is not a failure condition/],
  [["--fails", "seen later than 20 m"], /--fails: a picture has no metres/],
  [["--vary", "speed:bus=1..2"], /vary\[2\] \(speed of bus\): 1 × is impossible in this scenario: there is no actor "bus"/],
  [["--vary", "speed"], /--vary: "speed": from: missing; give `from` and `to`, or `values`/],
  [["--vary", "missing.yaml"], /there is no file missing\.yaml/],
  [["--vary", "size=1..2"], /"size" varies twice/],
  [["--budget", "0"], /Give a number of evaluations, or a time/],
  [["--shard", "3/2"], /Use i\/n/],
  [["--detector", "yolo"], /--detector yolo is unknown; use simulated, builtin/],
  [["--profile", "spec_raspberry_pi"], /reports no boxes/],
  [["--min-visibility", "2"], /from 0 to 1/],
])("refuses %j and says why", async (rest, message) => {
  expect(await refusalOf(commands, words("out", ...rest))).toMatch(message);
});

it("shows the road of a pair, and how far before the meeting somebody is first seen", async () => {
  writeFileSync(scenario, serializeScenario(approachScenario()));
  const at = join(folder, "road");
  const given = [
    "search",
    scenario,
    "--vary",
    "severity:fog=0..5/0.5",
    "--vary",
    "speed:ego=20..60/5km/h",
    "--fails",
    "seen later than 30 m of adult",
  ];
  await runCommand(commands, [...given, "--budget", "40", "--no-video", "--out", at]);
  const html = read("road", "report.html");
  expect(html).toMatch(/first seen [\d.]+ m before the meeting/);
  expect(html).toContain('<image href="data:image/png;base64,');
  expect(JSON.parse(read("road", "pairs", "01", "a", "ground_truth.json"))).toMatchObject({ world: "road" });
});

it("tells recall by weather and severity, which falls with the density of fog", async () => {
  const at = (name: string) => join(folder, name);
  await runCommand(commands, ["recall", scenario, "--out", at("recall.json"), "--severities", "1,5"]);
  const { counts } = JSON.parse(read("recall.json")) as { counts: { condition: string; severity: number; seen: number; found: number }[] };
  expect(counts).toHaveLength(1 + 7 * 2);
  const found = (severity: number) => counts.find((count) => count.condition === "fog" && count.severity === severity)?.found ?? NaN;
  expect(found(5)).toBeLessThan(found(1));
  await runCommand(commands, ["recall", scenario, "--out", at("recall.md"), "--severities", "1,5"]);
  expect(read("recall.md")).toContain("| fog | ");
  expect(await refusalOf(commands, ["recall", scenario, "--out", at("x.md"), "--severities", "0"])).toMatch(/whole numbers from 1 to 5/);
});

it("resumes a table of recall from its journal, asks nothing twice, and refuses a journal that was counted in another way", async () => {
  const at = (name: string) => join(folder, name);
  const table = async (...rest: string[]) => {
    await runCommand(commands, [
      "recall",
      scenario,
      "--out",
      at("recall.json"),
      "--severities",
      "3",
      "--journal",
      at("kept/r.ndjson"),
      ...rest,
    ]);
    return (JSON.parse(read("recall.json")) as { counts: { condition: string; found: number }[] }).counts;
  };
  const counts = await table();
  const [head = "", first = "", second = "", ...lines] = read("kept", "r.ndjson").trimEnd().split("\n");
  expect(lines).toHaveLength(counts.length - 2);
  // As a killed run leaves it; what is in the journal is believed.
  const believed = first.replace(/"found":\d+/, '"found":1');
  writeFileSync(at("kept/r.ndjson"), `${head}\n${believed}\n${second}\n${lines[0]?.slice(0, 20)}`);
  expect(await table()).toEqual([{ ...counts[0], found: 1 }, ...counts.slice(1)]);
  expect(read("kept", "r.ndjson").trimEnd().split("\n")).toHaveLength(1 + counts.length);
  const given = ["recall", scenario, "--out", at("x.md"), "--journal", at("kept/r.ndjson")];
  expect(await refusalOf(commands, [...given, "--iou", "0.4"])).toMatch(/r\.ndjson belongs to a count with another overlap/);
  expect(await refusalOf(commands, [...given, "--profile", "poor_night_camera"])).toMatch(/another detector/);
  build = "1".repeat(64);
  expect(await refusalOf(commands, given)).toMatch(/another build of Jaywalk; use the same, or name another file/);
  build = "0".repeat(64);
  writeFileSync(at("kept/r.ndjson"), `${head}\n{}\n`);
  expect(await refusalOf(commands, given)).toMatch(/line 2 is damaged; delete that line, and it is counted again/);
  writeFileSync(at("kept/r.ndjson"), "something else\n");
  expect(await refusalOf(commands, given)).toMatch(/is not the journal of jaywalk recall/);
  expect(await refusalOf(commands, ["recall", scenario, "--out", at("x.md"), "--frames", "9"])).toMatch(/--frames is for real detectors/);
});

it("says of a car's cabin, and of plain shapes, that detectors trained on photographs know no such view", async () => {
  const cabin = join(folder, "cabin.scenario.json");
  writeFileSync(cabin, serializeScenario({ ...walkerScenario(3), scene: { kind: "in_cabin", variant: 0 } }));
  const inCabin = /trained on COCO know streets, not views into/;
  const plain = /trained on photographs recognise little; use style illustrated/;
  for (const [expected, ...given] of [
    [plain, "recall", scenario, "--out", join(folder, "plain.md")],
    [inCabin, "search", cabin, "--vary", "seed=1,2", "--fails", "missed 1 frame", "--out", join(folder, "cabin")],
    [inCabin, "recall", cabin, "--out", join(folder, "cabin.md")],
  ] as const) {
    const program = new Command("jaywalk").exitOverride();
    for (const add of commands) add(program);
    const said = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
    const run = program.parseAsync([...given, "--detector", "missing.onnx"], { from: "user" });
    await expect(run).rejects.toThrow(/missing\.onnx/);
    expect(said.mock.calls.flat().join("")).toMatch(expected);
    said.mockRestore();
  }
});

it("refuses to mix searches in one folder, and says what is missing", async () => {
  await run("one");
  expect(await refusalOf(commands, words("one", "--confidence", "0.5"))).toMatch(
    /journal\.ndjson belongs to a search with another overlap/,
  );
  expect(await refusalOf(commands, words("one", "--profile", "good_day_camera"))).toMatch(/another detector/);
  build = "1".repeat(64);
  expect(await refusalOf(commands, words("one"))).toMatch(/another build of Jaywalk/);
  build = "0".repeat(64);
  // The same name, but other errors.
  const profile = join(folder, "mine.json");
  writeFileSync(profile, JSON.stringify({ ...detectionProfile("poor_night_camera"), name: "mine" }));
  await run("mine", "--profile", profile);
  writeFileSync(profile, JSON.stringify({ ...detectionProfile("good_day_camera"), name: "mine" }));
  expect(await refusalOf(commands, words("mine", "--profile", profile))).toMatch(/its profile, class map or options differ/);
  expect(await refusalOf(commands, ["search", scenario, "--out", folder])).toMatch(/--fails is missing/);
  expect(await refusalOf(commands, ["search", scenario, "--out", folder, "--fails", "missed 1 frame"])).toMatch(/--vary is missing/);
  expect(await refusalOf(commands, ["search", "merge", join(folder, "none"), "--out", join(folder, "x")])).toMatch(
    /has no journal\.ndjson/,
  );
});
