// npm run recall-table: recall per weather and severity of every preset, for docs/recall; with the simulated and the built-in detector.
//
//   npm run recall-table [-- simulated|builtin]
//
// The built-in detector looks at every 150th frame and at severities 3 and 5: all frames in all weathers would take it a day.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ensureBuild } from "./setup/build.mjs";
import { ROOT, run } from "./setup/run.mjs";

const TABLES = {
  simulated: [],
  builtin: ["--detector", "builtin", "--every", "150", "--severities", "3,5"],
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(TABLES, name));
if (unknown !== undefined) {
  console.error(`There is no table "${unknown}"; choose from ${Object.keys(TABLES).join(", ")}`);
  process.exit(2);
}
ensureBuild();
mkdirSync(join(ROOT, "docs/recall"), { recursive: true });
for (const [name, options] of Object.entries(TABLES))
  if (wanted.length === 0 || wanted.includes(name))
    run("node", ["dist-cli/jaywalk.mjs", "recall", "--out", join(ROOT, `docs/recall/${name}.md`), ...options]);
