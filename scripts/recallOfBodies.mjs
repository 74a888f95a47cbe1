// npm run recall-of-bodies: asks the built-in detector for every body of the road, from eight sides and at three heights in pixels, and
// writes docs/bodies/recall.md.
//
//   npm run recall-of-bodies [-- KIND...]
//
// With kinds, it prints their rows and writes nothing.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./setup/run.mjs";
import { importSource } from "./setup/source.mjs";

const { HEIGHTS, SIDES, picturesOf } = await importSource("/e2e/harness/bodyRecall.ts");
const { ROAD_USERS, ROAD_USER_KINDS } = await importSource("/src/core/world/index.ts");
const { openCenterNet } = await importSource("/src/detectors/builtin/centerNet.ts");
const { roadUsersOf } = await importSource("/src/detectors/classes/roadUsers.ts");
const { USUAL_CLASS_MAP } = await importSource("/src/detectors/classes/classMap.ts");
const { intersectionOverUnion } = await importSource("/src/detection/evaluation/overlap.ts");

const kinds = process.argv.slice(2);
const unknown = kinds.find((kind) => !ROAD_USER_KINDS.includes(kind));
if (unknown !== undefined) {
  console.error(`There is no body "${unknown}"; choose from ${ROAD_USER_KINDS.join(", ")}`);
  process.exit(2);
}

const file = (name) => new Uint8Array(readFileSync(join(ROOT, "node_modules", name)));
const detector = await openCenterNet({
  model: file("@vladmandic/human/models/centernet.json"),
  weights: file("@vladmandic/human/models/centernet.bin"),
  wasm: file("@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm"),
});
const { signal } = new globalThis.AbortController();

const rows = [
  "| body | " + HEIGHTS.map((height) => `${height} px`).join(" | ") + " | taken for |",
  "|---|" + HEIGHTS.map(() => "---|").join("") + "---|",
];
for (const kind of kinds.length > 0 ? kinds : ROAD_USER_KINDS) {
  const cells = [];
  const mistaken = new Map();
  for (const height of HEIGHTS) {
    let found = 0;
    for (const { bodies, ...picture } of picturesOf(kind, height)) {
      const objects = await detector.detect({ frame: 0, ...picture }, signal);
      const settings = { confidence: 0.25, classMap: USUAL_CLASS_MAP, frame: 0, timestamp: 0, picture };
      const users = roadUsersOf(objects, settings);
      for (const { box } of bodies) {
        const overlapping = users.filter((user) => intersectionOverUnion(user.bounding_box, box) > 0.5);
        if (overlapping.some(({ class_label: label }) => label === ROAD_USERS[kind].type)) found++;
        else for (const { class_label: label } of overlapping.slice(0, 1)) mistaken.set(label, (mistaken.get(label) ?? 0) + 1);
      }
    }
    cells.push(`${found} of ${SIDES.length}`);
  }
  const others = [...mistaken].map(([label, count]) => `${label} ${count}×`).join(", ");
  rows.push(`| ${kind} | ${cells.join(" | ")} | ${others} |`);
  console.log(rows.at(-1));
}
if (kinds.length === 0) {
  mkdirSync(join(ROOT, "docs/bodies"), { recursive: true });
  writeFileSync(
    join(ROOT, "docs/bodies/recall.md"),
    `# Bodies as the built-in detector sees them

Each body of the road from eight sides on a street in daylight, at three heights in pixels of a picture of 1280 × 720: how often the
built-in detector finds it as its own class (confidence above 0.25, intersection over union above 0.5), and what it takes it for otherwise.
Made by \`npm run recall-of-bodies\`.

${rows.join("\n")}
`,
  );
}
