// Validates what Jaywalk writes as OpenLABEL against a JSON Schema: ASAM's own, which is not part of this repository and
// comes with the standard, from ASAM.
//
//   npm run check:openlabel -- SCHEMA.json [OPENLABEL.json ...]
//
// Without files it checks every preset, with full and with visible boxes, and then the schema that the tests use: of several thousand
// broken documents, it must refuse all that the official one refuses. Exits with status 1 if any check fails.
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { ROOT } from "./setup/run.mjs";
import { importSource } from "./setup/source.mjs";
import { compareStrictness } from "./setup/strictness.mjs";

const [schemaFile, ...files] = process.argv.slice(2);
if (!schemaFile) {
  console.error("Name the schema: npm run check:openlabel -- openlabel_json_schema-v1.0.0.json [OPENLABEL.json ...]");
  process.exit(2);
}
const compile = (file, allErrors) =>
  new Ajv({ strict: false, allErrors, validateFormats: false }).compile(JSON.parse(readFileSync(file, "utf8")));
const conforms = compile(schemaFile, true);
let broken = 0;
for (const [name, text] of files.length > 0 ? files.map((file) => [file, readFileSync(file, "utf8")]) : await presets()) {
  if (conforms(JSON.parse(text))) console.log(`${name}: conforms`);
  else {
    broken++;
    for (const { instancePath, message } of (conforms.errors ?? []).slice(0, 10))
      console.error(`${name}, ${instancePath || "root"}: ${message}`);
  }
}
if (files.length === 0) {
  const { documents, refusedOfficially, refusedByOurs, missed } = compareStrictness(
    await smallDocument(),
    compile(schemaFile, false),
    compile(`${ROOT}/src/formats/openlabel/openlabel.schema.json`, false),
  );
  console.log(
    `of ${documents} changed documents it refuses ${refusedOfficially}, the schema of the tests ${refusedByOurs}; ${missed.length} only it`,
  );
  for (const place of missed.slice(0, 10)) console.error(`refused by it alone: ${place}`);
  broken += missed.length;
}
process.exitCode = broken > 0 ? 1 : 0;

async function presets() {
  const { PRESETS } = await importSource("/src/presets/index.ts");
  const kinds = PRESETS.flatMap(({ id, scenario }) => ["amodal", "visible"].map((box) => ({ id, scenario, box })));
  return Promise.all(kinds.map(async ({ id, scenario, box }) => [`${id}, ${box} boxes`, await openLabelOf(scenario, undefined, box)]));
}

/** A few frames of a preset with actors that hide each other, as parsed JSON. */
async function smallDocument() {
  const { PRESETS } = await importSource("/src/presets/index.ts");
  const { scenario } = PRESETS.find(({ id }) => id === "dart_out") ?? PRESETS[0];
  return JSON.parse(await openLabelOf(scenario, { start: 149, end: 153 }, "amodal"));
}

async function openLabelOf(scenario, range, box) {
  const { DEFAULT_WRITE_OPTIONS, scenarioSource, writeAnnotations } = await importSource("/src/formats/index.ts");
  return [...writeAnnotations(scenarioSource(scenario, range), ["openlabel"], { ...DEFAULT_WRITE_OPTIONS, box })]
    .map(({ text }) => text)
    .join("");
}
