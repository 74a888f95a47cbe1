// Draws all bodies of the road from eight sides and in motion, and a street, as PNG files, for visual inspection.
//
//   npm run sheets -- DIR
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encode } from "fast-png";
import { importSource } from "./setup/source.mjs";

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("Name a folder: npm run sheets -- DIR");
  process.exit(2);
}
const module = await importSource("/e2e/harness/sheets.ts");
mkdirSync(folder, { recursive: true });
for (const name of ["street", "sides", "phases"]) {
  const file = join(folder, `${name}.png`);
  writeFileSync(file, encode({ ...module[name](), channels: 4 }));
  console.log(file);
}
