// How fast a road scenario is at 1280 × 720 (an ego at 40 km/h, 20 actors): each step of a frame on one core, and whole renders of 30 s.
// Needs a built app.
//
//   node bench/road.mjs [--runs N] [--json]
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureRoad } from "./parts/road.mjs";

const { values } = parseArgs({ options: { runs: { type: "string" }, json: { type: "boolean" } } });
const settings = {
  command: join(fileURLToPath(new URL("..", import.meta.url)), "dist-cli/jaywalk.mjs"),
  engines: ["ffmpeg", "webcodecs"],
  runs: Number(values.runs ?? 1),
  say: (line) => process.stderr.write(`${line}\n`),
};
await measureRoad(settings, (key, figures) => {
  if (values.json) console.log(JSON.stringify({ [key]: figures }));
});
