// npm run recall-of-roads: asks the built-in detector for everybody in the road presets, by day and in fog, rain and the dark, and writes
// docs/bodies/roads.md.
//
//   npm run recall-of-roads [-- --frames N] [--sky-frames M] [--days-only] [PRESET...]
//
// N frames (14) of each preset with its own sky, and M (7) in every other. With presets or --days-only, it prints and writes nothing.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "./setup/run.mjs";
import { importSource } from "./setup/source.mjs";

const { values, positionals } = parseArgs({
  options: {
    frames: { type: "string", default: "14" },
    "sky-frames": { type: "string", default: "7" },
    "days-only": { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const { daylightRoads, framesOf, judged } = await importSource("/e2e/harness/roadRecall.ts");
const { openCenterNet } = await importSource("/src/detectors/builtin/centerNet.ts");

const [frames, skyFrames] = [Number(values.frames), Number(values["sky-frames"])];
const every = daylightRoads();
const unknown = positionals.find((name) => !every.some(({ id }) => id === name));
if (unknown !== undefined || [frames, skyFrames].some((count) => !Number.isInteger(count) || count < 1)) {
  console.error(
    unknown === undefined
      ? "--frames and --sky-frames need whole numbers from 1"
      : `"${unknown}" is none of ${every.map(({ id }) => id).join(", ")}`,
  );
  process.exit(2);
}
const roads = positionals.length > 0 ? every.filter(({ id }) => positionals.includes(id)) : every;

const file = (name) => new Uint8Array(readFileSync(join(ROOT, "node_modules", name)));
const detector = await openCenterNet({
  model: file("@vladmandic/human/models/centernet.json"),
  weights: file("@vladmandic/human/models/centernet.bin"),
  wasm: file("@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm"),
});
const { signal } = new globalThis.AbortController();

const counter = () => ({ seen: 0, own: 0, words: 0, falsePositives: 0, frames: 0 });
const percent = (part, whole) => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(0)} %`);

/** Counts by kind and in all, of a road in some weather and light. */
async function countsOf(road, count, sky, byKind = new Map()) {
  const all = counter();
  for (const asked of framesOf(road, count, sky)) {
    const { rgb, width, height, frame } = asked;
    const { users, falsePositives } = judged(asked, await detector.detect({ frame, width, height, rgb }, signal));
    all.frames++;
    all.falsePositives += falsePositives;
    for (const { kind, own, words } of users) {
      if (!byKind.has(kind)) byKind.set(kind, counter());
      for (const counts of [all, byKind.get(kind)]) {
        counts.seen++;
        counts.own += Number(own);
        counts.words += Number(words);
      }
    }
  }
  return all;
}

function sumOf(counts) {
  const sum = counter();
  for (const each of counts) for (const key of Object.keys(sum)) sum[key] += each[key];
  return sum;
}

const print = (row) => {
  console.log(row);
  return row;
};
const rowOf = (name, { seen, own, words }, ...more) =>
  print(`| ${[name, seen, `${own} (${percent(own, seen)})`, `${words} (${percent(words, seen)})`, ...more].join(" | ")} |`);

const byKind = new Map();
const days = [];
const roadRows = [];
for (const road of roads) {
  const counts = await countsOf(road, frames, null, byKind);
  days.push(counts);
  roadRows.push(rowOf(road.id, counts, (counts.falsePositives / counts.frames).toFixed(2)));
}
const kindRows = [...byKind].sort(([, one], [, other]) => other.seen - one.seen).map(([kind, counts]) => rowOf(kind, counts));
const total = sumOf(days);
roadRows.push(rowOf("**all**", total, (total.falsePositives / total.frames).toFixed(2)));

if (positionals.length === 0 && !values["days-only"]) {
  const skies = [{ name: "clear day", weather: "sunny", light: "day", intensity: 0 }];
  for (const intensity of [0.3, 0.6, 1]) skies.push({ name: `fog ${intensity}`, weather: "fog", light: "day", intensity });
  for (const intensity of [0.3, 0.6, 1]) skies.push({ name: `rain ${intensity}`, weather: "rainy", light: "day", intensity });
  for (const intensity of [0.3, 0.6, 1]) skies.push({ name: `night ${intensity}`, weather: "sunny", light: "night", intensity });
  const skyRows = [];
  for (const sky of skies) {
    const counts = [];
    for (const road of roads) counts.push(await countsOf(road, skyFrames, sky));
    const sum = sumOf(counts);
    skyRows.push(rowOf(sky.name, sum, (sum.falsePositives / sum.frames).toFixed(2)));
  }
  mkdirSync(join(ROOT, "docs/bodies"), { recursive: true });
  const head = "seen | own class | COCO's words";
  writeFileSync(
    join(ROOT, "docs/bodies/roads.md"),
    `# Road presets as the built-in detector sees them

All road presets by daylight, with their own weather: how many of the road users that are taller than 60 pixels and at least 80 % visible
the built-in detector finds (confidence at least 0.25, intersection over union above 0.5). *Own class* is the strict count, by the rules
of \`jaywalk detect\`; *COCO's words* also counts somebody who was found as what COCO calls one of its parts, such as the person on a
bicycle ([why](../decisions/recall-in-coco-words.md)). False positives are those outside regions to ignore. Frames are evenly spaced,
${frames} of each preset; in other skies ${skyFrames}. Made by \`npm run recall-of-roads\`.

| preset | ${head} | false positives a frame |
|---|---:|---:|---:|---:|
${roadRows.join("\n")}

| kind | ${head} |
|---|---:|---:|---:|
${kindRows.join("\n")}

The same presets in other weather and light, by intensity:

| sky | ${head} | false positives a frame |
|---|---:|---:|---:|---:|
${skyRows.join("\n")}
`,
  );
}
