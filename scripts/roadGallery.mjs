// Makes docs/gallery/road: every road preset at its telling frame, drawn by the renderer itself.
//
//   npm run road-gallery
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { encode } from "fast-png";
import { importSource } from "./setup/source.mjs";

const folder = fileURLToPath(new URL("../docs/gallery/road", import.meta.url));
const { roadGallery } = await importSource("/e2e/harness/roadGallery.ts");
mkdirSync(folder, { recursive: true });
const lines = [
  "# Gallery of roads",
  "",
  "Every road preset, drawn by the renderer itself. `npm run road-gallery` makes these pictures anew.",
];
for (const { id, title, description, width, height, data } of roadGallery()) {
  writeFileSync(`${folder}/${id}.png`, encode({ width, height, channels: 4, data: new Uint8Array(data) }));
  lines.push("", `## ${title}`, "", description, "", `![${title}](${id}.png)`);
  console.log(id);
}
writeFileSync(`${folder}/README.md`, `${lines.join("\n")}\n`);
