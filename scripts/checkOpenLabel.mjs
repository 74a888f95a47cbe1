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
for (const [name, text] of files.length > 0 ? files.map((file) => [file, readFileSync(file, "utf8")]) : presetsOf(await ours())) {
  if (conforms(JSON.parse(text))) console.log(`${name}: conforms`);
  else {
    broken++;
    for (const { instancePath, message } of (conforms.errors ?? []).slice(0, 10))
      console.error(`${name}, ${instancePath || "root"}: ${message}`);
  }
}
if (files.length === 0) {
  const [official, own] = [compile(schemaFile, false), compile(`${ROOT}/src/formats/openlabel/openlabel.schema.json`, false)];
  for (const [id, document] of smallDocumentsOf(await ours())) {
    const { documents, refusedOfficially, refusedByOurs, missed } = compareStrictness(document, official, own);
    console.log(
      `${id}: of ${documents} changed documents it refuses ${refusedOfficially}, the schema of the tests ${refusedByOurs}; ` +
        `${missed.length} only it`,
    );
    for (const place of missed.slice(0, 10)) console.error(`refused by it alone: ${place}`);
    broken += missed.length;
  }
}
process.exitCode = broken > 0 ? 1 : 0;

/** The project's presets and its writer. */
async function ours() {
  const [{ PRESETS }, formats] = [await importSource("/src/presets/index.ts"), await importSource("/src/formats/index.ts")];
  return { presets: PRESETS, formats };
}

/** Every preset with both kinds of box, one at a time. */
function* presetsOf({ presets, formats }) {
  for (const { id, scenario } of presets)
    for (const box of ["amodal", "visible"]) yield [`${id}, ${box} boxes`, openLabelOf(formats, scenario, undefined, box)];
}

/** A few frames of a preset of each world, with actors that hide each other, as parsed JSON. */
function smallDocumentsOf({ presets, formats }) {
  const document = (id, range) => {
    const preset = presets.find((candidate) => candidate.id === id);
    if (!preset) throw new Error(`there is no preset ${id} any more; name another one here`);
    return [id, JSON.parse(openLabelOf(formats, preset.scenario, range, "amodal"))];
  };
  return [document("dart_out", { start: 149, end: 153 }), document("road_dart_out", { start: 100, end: 102 })];
}

function openLabelOf({ DEFAULT_WRITE_OPTIONS, scenarioSource, writeAnnotations }, scenario, range, box) {
  return [...writeAnnotations(scenarioSource(scenario, range), ["openlabel"], { ...DEFAULT_WRITE_OPTIONS, box })]
    .map(({ text }) => text)
    .join("");
}
