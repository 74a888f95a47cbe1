import Ajv2020 from "ajv/dist/2020";
import { join } from "node:path";
import { expect, test } from "vitest";
import { serializeScenario } from "@/core/document";
import { PRESETS, findPreset } from "@/presets";
import { DEFAULT_SUITE } from "@/suite";
import { addSchemaCommand } from "./commands/schema";
import { SCHEMA_NAMES, jsonSchemaText, type SchemaName } from "./schemas";
import { refusalOf, runCommand } from "./testing/commands";

/** A validator that, like others, knows the schema only from its text. */
function validator(name: SchemaName) {
  return new Ajv2020({ strict: false, allErrors: true, validateFormats: false }).compile(JSON.parse(jsonSchemaText(name)) as object);
}

test("the schemas in the package are those of this version; npx vitest run src/cli/schemas.test.ts -u renews them", async () => {
  for (const name of SCHEMA_NAMES) {
    await expect(jsonSchemaText(name)).toMatchFileSnapshot(join(process.cwd(), `schemas/${name}.schema.json`));
    expect((await runCommand([addSchemaCommand], ["schema", name])).stdout).toBe(jsonSchemaText(name));
  }
  expect(await refusalOf([addSchemaCommand], ["schema", "road"])).toContain("Allowed choices are scenario, suite");
});

test("every preset is valid by the scenario's schema, and another validator finds what is wrong in a file", () => {
  const isValid = validator("scenario");
  for (const { id, scenario } of PRESETS) {
    expect(isValid(JSON.parse(serializeScenario(scenario))), `${id}: ${JSON.stringify(isValid.errors)}`).toBe(true);
  }
  const preset = findPreset("dart_out");
  if (!preset) throw new Error("the preset is missing");
  const wrong = JSON.parse(serializeScenario(preset.scenario)) as { video: object };
  expect(isValid({ ...wrong, video: { ...wrong.video, fps: -1 }, weathers: [] })).toBe(false);
  const places = isValid.errors?.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
  expect(places).toEqual(expect.arrayContaining([" additionalProperties", "/video/fps anyOf"]));
});

test("the standard suite is valid by the suite's schema", () => {
  const isValid = validator("suite");
  expect(isValid(JSON.parse(JSON.stringify(DEFAULT_SUITE))), JSON.stringify(isValid.errors)).toBe(true);
  expect(isValid({ videos: [{ name: "one", wether: [] }] })).toBe(false);
});
