// npm run minimal-pairs -- DIR: one minimal pair of each of ten presets by the built-in detector, into DIR, and the table of them into
// docs/recall/minimal-pairs.md. Every pair is rendered, and confirmed by drawing both of its scenarios again.
//
// What a search has evaluated is kept in its folder: run the command again, and it is resumed (its times are then those of the rest).
import { readFileSync, writeFileSync } from "node:fs";
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
  { preset: "road_dart_out", fails: "missed 40 frames of child", vary: [NIGHT] },
  { preset: "road_bus_stop", fails: "missed 60 frames of bus", vary: [NIGHT] },
  { preset: "road_roundabout", fails: "missed 60 frames of waiting", vary: [of("fog")] },
  { preset: "road_motorcyclist", fails: "missed 60 frames of walker", vary: [of("fog")] },
  { preset: "road_white_cane", fails: "missed 40 frames of crossing-car", vary: [of("fog")] },
  { preset: "road_breakdown", fails: "missed 60 frames of truck", vary: [of("rainy")] },
];
const EVERY = 10;
const BUDGET = 20;

const [folder, ...rest] = process.argv.slice(2);
if (folder === undefined || folder.startsWith("-") || rest.length > 0) {
  console.error("Name one folder for the pairs: npm run minimal-pairs -- DIR");
  process.exit(2);
}
ensureBuild();
const load = loadavg()[0].toFixed(1);
const rows = [];
const whole = { seconds: 0, cpu: 0 };
let about;
for (const { preset, fails, vary } of SEARCHES) {
  const out = join(resolve(folder), preset);
  const given = vary.flatMap((variable) => ["--vary", variable]);
  const before = cpuSeconds();
  const { seconds } = await timed(process.execPath, [
    ...[join(ROOT, "dist-cli/jaywalk.mjs"), "search", preset, "--detector", "builtin", "--fails", fails, ...given],
    ...["--every", String(EVERY), "--budget", String(BUDGET), "--pairs", "1", "--out", out],
  ]);
  const cpu = before === null ? 0 : cpuSeconds() - before;
  whole.seconds += seconds;
  whole.cpu += cpu;
  const report = JSON.parse(readFileSync(join(out, "report.json"), "utf8"));
  about ??= report;
  const [pair] = report.pairs;
  const cells = pair
    ? [pair.variable, `${pair.a.value} → ${pair.b.value}`, `${pair.a.measured} → ${pair.b.measured}`, pair.confirmed ? "yes" : "no"]
    : ["–", `nothing fails in ${report.evaluated} variants`, "–", "–"];
  rows.push([preset, fails, ...cells, String(report.evaluated), seconds.toFixed(0), cpu.toFixed(0)]);
  console.error(rows.at(-1).join(", "));
}
const confirmed = rows.filter((row) => row[5] === "yes").length;
const line = (cells) => `| ${cells.join(" | ")} |`;
const head = ["preset", "fails if", "what differs", "passes → fails", "frames missed", "confirmed", "evaluations", "s", "CPU s"];
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
    line(["detector", about.detector]),
    line(["Jaywalk", about.build]),
    line(["machine", `${cpus().length} cores (${cpus()[0]?.model ?? "unknown"}), load ${load} before it began`]),
    line(["together", `${confirmed} pairs of ${rows.length} presets, ${minutes(whole.seconds)}, ${minutes(whole.cpu)} of CPU time`]),
    line(["made by", "`npm run minimal-pairs -- DIR`"]),
    "",
    "What else runs on the machine makes the time longer, but hardly the CPU time (without that of the browser that draws pictures).",
    "",
    line(head),
    `|${head.map((_, index) => (index < 6 ? "---" : "---:")).join("|")}|`,
    ...rows.map(line),
    "",
  ].join("\n"),
);
if (confirmed < rows.length) process.exitCode = 1;

function minutes(seconds) {
  return `${(seconds / 60).toFixed(1)} min`;
}
