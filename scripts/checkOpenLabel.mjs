// Validates what Jaywalk writes as OpenLABEL against a JSON Schema: ASAM's own, which is not part of this repository and
// comes with the standard, from ASAM.
//
//   npm run check:openlabel -- SCHEMA.json [OPENLABEL.json ...]
//
// Without files it checks every preset, with whole and with visible boxes. Ends with 1 where something does not conform.
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { runnerImport } from "vite";
import { ROOT } from "./setup/run.mjs";

const [schemaFile, ...files] = process.argv.slice(2);
if (!schemaFile) {
  console.error("Name the schema: npm run check:openlabel -- openlabel_json_schema-v1.0.0.json [OPENLABEL.json ...]");
  process.exit(2);
}
const conforms = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(JSON.parse(readFileSync(schemaFile, "utf8")));
let broken = 0;
for (const [name, text] of files.length > 0 ? files.map((file) => [file, readFileSync(file, "utf8")]) : await presets()) {
  if (conforms(JSON.parse(text))) console.log(`${name}: conforms`);
  else {
    broken++;
    for (const { instancePath, message } of (conforms.errors ?? []).slice(0, 10)) console.error(`${name}, ${instancePath || "root"}: ${message}`);
  }
}
process.exitCode = broken > 0 ? 1 : 0;

async function presets() {
  const load = async (path) => (await runnerImport(path, { root: ROOT, resolve: { alias: { "@": `${ROOT}/src` } }, logLevel: "error" })).module;
  const [{ PRESETS }, { DEFAULT_WRITE_OPTIONS, scenarioSource, writeAnnotations }] = [await load("/src/presets/index.ts"), await load("/src/formats/index.ts")];
  return PRESETS.flatMap(({ id, scenario }) =>
    ["amodal", "visible"].map((box) => [
      `${id}, ${box} boxes`,
      [...writeAnnotations(scenarioSource(scenario), ["openlabel"], { ...DEFAULT_WRITE_OPTIONS, box })].map(({ text }) => text).join(""),
    ]),
  );
}
