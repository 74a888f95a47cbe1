// Draws all bodies of the road from eight sides and in motion, a street, and a road in all weathers and lights (which is also in
// docs/gallery), as PNG files, for visual inspection.
//
//   npm run sheets -- DIR [NAME...]     names: street, sides, phases, weathers; by default all
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encode } from "fast-png";
import { importSource } from "./setup/source.mjs";

const SHEETS = ["street", "sides", "phases", "weathers"];
const [folder, ...names] = process.argv.slice(2);
if (!folder || names.some((name) => !SHEETS.includes(name))) {
  console.error(`Name a folder, and sheets of ${SHEETS.join(", ")}: npm run sheets -- DIR [NAME...]`);
  process.exit(2);
}
const module = await importSource("/e2e/harness/sheets.ts");
mkdirSync(folder, { recursive: true });
for (const name of names.length > 0 ? names : SHEETS) {
  const file = join(folder, `${name}.png`);
  writeFileSync(file, encode({ ...module[name](), channels: 4 }));
  console.log(file);
}
