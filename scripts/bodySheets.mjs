// npm run body-sheets: writes docs/gallery/bodies, a contact sheet of each body of the road from eight sides.
//
//   npm run body-sheets [-- BODY...]
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { encode } from "fast-png";
import { importSource } from "./setup/source.mjs";

const { SHEET_BODIES, bodySheet } = await importSource("/e2e/harness/sheets.ts");
const names = process.argv.slice(2);
const unknown = names.find((name) => !SHEET_BODIES.includes(name));
if (unknown !== undefined) {
  console.error(`There is no body "${unknown}"; choose from ${SHEET_BODIES.join(", ")}`);
  process.exit(2);
}
const folder = fileURLToPath(new URL("../docs/gallery/bodies", import.meta.url));
mkdirSync(folder, { recursive: true });
const lines = [
  "# Gallery of bodies",
  "",
  "Every body of the road from eight sides: from ahead, then each time an eighth of a turn further. `npm run body-sheets` makes these",
  "pictures anew; [how a detector sees them](../../bodies/recall.md).",
];
for (const kind of SHEET_BODIES) {
  lines.push("", `## ${titleOf(kind)}`, "", `![${titleOf(kind)} from eight sides](${kind}.png)`);
  if (names.length > 0 && !names.includes(kind)) continue;
  const { width, height, data } = bodySheet(kind);
  const rgb = new Uint8Array((data.length / 4) * 3);
  for (let from = 0, to = 0; from < data.length; from += 4) for (let part = 0; part < 3; part++) rgb[to++] = data[from + part];
  writeFileSync(`${folder}/${kind}.png`, encode({ width, height, channels: 3, data: rgb }));
  console.log(kind);
}
writeFileSync(`${folder}/README.md`, `${lines.join("\n")}\n`);

function titleOf(kind) {
  const words = kind.replaceAll("_", " ");
  return words[0].toUpperCase() + words.slice(1);
}
