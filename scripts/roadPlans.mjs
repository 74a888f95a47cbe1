// Draws every kind of road from above, as SVG, for visual inspection.
//
//   npm run roads -- DIR [--lanes] [--left]
//
// With --lanes also lanes, paths over crossings, stop lines and parking bays; with --left for traffic on the left.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { roadSvg } from "./setup/roadSvg.mjs";
import { importSource } from "./setup/source.mjs";

const PIXELS_PER_METRE = 8;

const [folder] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
if (!folder) {
  console.error("Name a folder: npm run roads -- DIR [--lanes] [--left]");
  process.exit(2);
}
const module = await importSource("/src/core/world/roads/index.ts");
mkdirSync(folder, { recursive: true });
for (const kind of module.ROAD_KINDS) {
  const traffic = process.argv.includes("--left") ? "left" : "right";
  const layout = module.roadLayout({ ...module.usualRoadPlan(kind), traffic });
  const file = join(folder, `${kind}.svg`);
  writeFileSync(file, roadSvg(layout, PIXELS_PER_METRE, process.argv.includes("--lanes")));
  console.log(file);
}
