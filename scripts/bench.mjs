// npm run bench [-- --only renders,memory --runs 3 --peer "PROGRAM ARGUMENTS"]: measures, and writes docs/bench.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureDetector } from "../bench/parts/detector.mjs";
import { measureEdits } from "../bench/parts/edits.mjs";
import { measureCancel, measureMemory, measureSoak } from "../bench/parts/endurance.mjs";
import { measureEstimates } from "../bench/parts/estimates.mjs";
import { measureNative, measurePngPerFrame } from "../bench/parts/limits.mjs";
import { measureFrames, measurePreview } from "../bench/parts/pictures.mjs";
import { measureRaster } from "../bench/parts/raster.mjs";
import { measureReport } from "../bench/parts/report.mjs";
import { measureRoad } from "../bench/parts/road.mjs";
import { SCENARIOS, measureRenders } from "../bench/parts/renders.mjs";
import { Results } from "../bench/report/results.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { ensureDependencies } from "./setup/dependencies.mjs";
import { ROOT } from "./setup/run.mjs";

const PARTS = {
  renders: measureRenders,
  native: measureNative,
  png: measurePngPerFrame,
  frames: measureFrames,
  raster: measureRaster,
  road: measureRoad,
  detector: measureDetector,
  report: measureReport,
  preview: measurePreview,
  edits: measureEdits,
  cancel: measureCancel,
  memory: measureMemory,
  soak: measureSoak,
  estimates: measureEstimates,
};

const USAGE = `npm run bench -- [options]: measures export, and writes docs/bench (parts that are left out keep their figures)
  --only LIST        of ${Object.keys(PARTS).join(", ")}
  --scenarios LIST   of ${SCENARIOS.map(({ id }) => id).join(", ")}
  --styles LIST      of schematic, illustrated
  --engines LIST     of ffmpeg, webcodecs
  --workers LIST     numbers of workers (1,2)
  --runs N           of each, the median counts (3)
  --peer COMMAND     another generator to run in turn with ours; it is given PRESET SCENE WEATHER SECONDS (or JAYWALK_BENCH_PEER)
  --build FOLDER     with dist and dist-cli to measure; left out, this project's, built when stale`;

const text = { type: "string" };
const { values } = parseArgs({
  options: {
    only: text,
    scenarios: text,
    styles: text,
    engines: text,
    workers: text,
    runs: text,
    peer: text,
    build: text,
    help: { type: "boolean" },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}

function listed(given, known) {
  const names = given?.split(",") ?? known;
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return names;
  console.error(`unknown: ${unknown.join(", ")}\n${USAGE}`);
  process.exit(2);
}

ensureDependencies();
if (values.build === undefined) ensureBuild();
const folder = values.build ?? ROOT;
const peer = values.peer ?? process.env.JAYWALK_BENCH_PEER;
const chosen = listed(
  values.scenarios,
  SCENARIOS.map(({ id }) => id),
);
const settings = {
  app: join(folder, "dist"),
  command: join(folder, "dist-cli/jaywalk.mjs"),
  scenarios: SCENARIOS.filter(({ id }) => chosen.includes(id)),
  styles: listed(values.styles, ["schematic", "illustrated"]),
  engines: listed(values.engines, ["ffmpeg", "webcodecs"]),
  workers: (values.workers ?? "1,2").split(",").map(Number),
  runs: Math.max(1, Number(values.runs ?? 3)),
  peer: peer?.split(" ").filter(Boolean),
  say: (line) => process.stderr.write(`${line}\n`),
};
const results = new Results(join(ROOT, "docs/bench"));
for (const name of listed(values.only, Object.keys(PARTS))) {
  await PARTS[name](settings, (key, figures) => results.record(key, figures));
  results.write();
}
