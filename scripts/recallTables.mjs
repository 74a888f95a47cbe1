// npm run recall-table: recall per weather and severity of every preset, for docs/recall; with the simulated and the built-in detector.
//
//   npm run recall-table [-- simulated|builtin...] [--frames N]
//
// The built-in detector is shown N frames (20) of each preset in every weather and severity: 16,000 in all, each about 0.1 s of CPU time on
// one core and the time to draw it; on two cores about 20 minutes. What has been counted is kept in out/recall by build and N: run the
// command again to resume.
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuild } from "./setup/build.mjs";
import { ROOT, run } from "./setup/run.mjs";

const TABLES = ["simulated", "builtin"];

const { values, positionals } = parseArgs({ options: { frames: { type: "string", default: "20" } }, allowPositionals: true });
const unknown = positionals.find((name) => !TABLES.includes(name));
if (unknown !== undefined) {
  console.error(`There is no table "${unknown}"; choose from ${TABLES.join(", ")}`);
  process.exit(2);
}
ensureBuild();
const build = readFileSync(join(ROOT, "dist-cli/.sources"), "utf8").slice(0, 12);
const optionsOf = {
  simulated: [],
  builtin: [
    ...["--detector", "builtin", "--frames", values.frames],
    ...["--journal", join(ROOT, `out/recall/builtin-${build}-${values.frames}.ndjson`)],
  ],
};
mkdirSync(join(ROOT, "docs/recall"), { recursive: true });
for (const name of TABLES)
  if (positionals.length === 0 || positionals.includes(name))
    run("node", ["dist-cli/jaywalk.mjs", "recall", "--out", join(ROOT, `docs/recall/${name}.md`), ...optionsOf[name]]);
