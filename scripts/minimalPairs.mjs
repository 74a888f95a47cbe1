// npm run minimal-pairs -- DIR: one minimal pair of each of ten presets by the built-in detector, into DIR, and the table of them into
// docs/recall/minimal-pairs.md. Every pair is rendered, and confirmed by drawing both of its scenarios again.
//
// Takes ten minutes on two cores that do nothing else. The table is written anew after each preset; run the command again to resume with
// the preset that was interrupted (the times are then those of the rest of its search). DIR has to be new for another build.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { cpuSeconds, timed } from "../bench/processes.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { ROOT } from "./setup/run.mjs";

const NIGHT = "light_severity:night=0..5/0.1";
const of = (condition) => `severity:${condition}=0..5/0.1`;
/** Which detector's failure is looked for in a preset, and what may vary. */
const SEARCHES = [
  { preset: "dart_out", fails: "missed 30 frames of car", vary: [NIGHT, "sensor:noise=0..1/0.05"] },
  { preset: "school_run", fails: "missed 60 frames of adult", vary: [of("fog")] },
  { preset: "parking_lot", fails: "missed 60 frames of pedestrian", vary: [of("rainy")] },
  { preset: "night_conditions", fails: "missed 60 frames of crossing-0", vary: ["size:crossing-0=0.4..1.2/0.02"] },
  { preset: "road_dart_out", fails: "missed 20 frames of child", vary: ["size:child=1..0.4/0.02"] },
  { preset: "road_bus_stop", fails: "missed 60 frames of bus", vary: [of("fog")] },
  { preset: "road_roundabout", fails: "missed 60 frames of waiting", vary: [of("fog")] },
  { preset: "road_motorcyclist", fails: "missed 60 frames of walker", vary: [of("fog")] },
  { preset: "road_white_cane", fails: "missed 30 frames of cane", vary: [of("fog")] },
  { preset: "road_breakdown", fails: "missed 80 frames of broken-down", vary: [of("fog")] },
];
const EVERY = 10;
const BUDGET = 20;
const MEASURED = "measured.json";

const [folder, ...rest] = process.argv.slice(2);
if (folder === undefined || folder.startsWith("-") || rest.length > 0) {
  console.error("Name one folder for the pairs: npm run minimal-pairs -- DIR");
  process.exit(2);
}
ensureBuild();
const found = [];
for (const search of SEARCHES) {
  const pair = measured(search) ?? (await searched(search));
  found.push(pair);
  console.error(rowOf(pair).join(", "));
  writeTable();
}
if (found.some(({ report }) => !report.pairs[0]?.confirmed)) process.exitCode = 1;

/** What an earlier run of this command has found and measured; null if nothing, or of another search. */
function measured({ preset, fails, vary }) {
  const file = join(resolve(folder), preset, MEASURED);
  const known = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
  return known?.search === JSON.stringify([fails, vary]) ? { ...known, preset, report: reportOf(preset) } : null;
}

async function searched({ preset, fails, vary }) {
  const out = join(resolve(folder), preset);
  const [load] = loadavg();
  const before = cpuSeconds();
  const { seconds } = await timed(process.execPath, [
    ...[join(ROOT, "dist-cli/jaywalk.mjs"), "search", preset, "--detector", "builtin", "--fails", fails],
    ...vary.flatMap((variable) => ["--vary", variable]),
    ...["--every", String(EVERY), "--budget", String(BUDGET), "--pairs", "1", "--out", out],
  ]);
  const times = { seconds, cpu: before === null ? 0 : cpuSeconds() - before, load };
  writeFileSync(join(out, MEASURED), JSON.stringify({ search: JSON.stringify([fails, vary]), ...times }));
  return { preset, report: reportOf(preset), ...times };
}

function reportOf(preset) {
  return JSON.parse(readFileSync(join(resolve(folder), preset, "report.json"), "utf8"));
}

function rowOf({ preset, report, seconds, cpu, load }) {
  const [pair] = report.pairs;
  const cells = pair
    ? [pair.variable, `${pair.a.value} → ${pair.b.value}`, `${pair.a.measured} → ${pair.b.measured}`, pair.confirmed ? "yes" : "no"]
    : ["–", "no pair found", "–", "–"];
  return [preset, report.fails, ...cells, String(report.evaluated), seconds.toFixed(0), cpu.toFixed(0), load.toFixed(0)];
}

function writeTable() {
  const confirmed = found.filter(({ report }) => report.pairs[0]?.confirmed).length;
  const [{ report }] = found;
  const sum = (key) => `${(found.reduce((total, one) => total + one[key], 0) / 60).toFixed(1)} min`;
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const head = ["preset", "fails if", "what differs", "passes → fails", "frames missed", "confirmed", "evaluations", "s", "CPU s", "load"];
  const missing = SEARCHES.length - found.length;
  writeFileSync(
    join(ROOT, "docs/recall/minimal-pairs.md"),
    [
      "# Minimal pairs of the built-in detector",
      "",
      "Two scenarios each that differ in one value by one step: in the one, the detector finds the object in time, in the other not.",
      "Confirmed: both were drawn once more, and the detector said the same. Times include rendering both bundles with their videos.",
      "",
      line(["", ""]),
      "|---|---|",
      line(["detector", report.detector]),
      line(["Jaywalk", report.build]),
      line(["machine", `${cpus().length} cores (${cpus()[0]?.model ?? "unknown"})`]),
      line(["together", `${confirmed} confirmed pairs of ${found.length} presets, ${sum("seconds")}, ${sum("cpu")} of CPU time`]),
      line(["made by", "`npm run minimal-pairs -- DIR`"]),
      "",
      "Load is the number of processes that wanted a core when a search began: what else runs on a machine makes the time longer, but",
      "hardly the CPU time (which lacks what the browser’s processes used that ended before it).",
      ...(missing > 0 ? ["", `This run was interrupted: ${missing} presets are left.`] : []),
      "",
      line(head),
      `|${head.map((_, index) => (index < 6 ? "---" : "---:")).join("|")}|`,
      ...found.map((one) => line(rowOf(one))),
      "",
    ].join("\n"),
  );
}
