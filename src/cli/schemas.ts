import { z } from "zod";
import { SCHEMA_VERSION, scenarioSchema } from "@/core/document";
import { jsonText } from "@/core/text";
import { suiteSchema } from "@/suite";

export const SCHEMA_NAMES = ["scenario", "suite"] as const;
export type SchemaName = (typeof SCHEMA_NAMES)[number];

const SCHEMAS = {
  scenario: { schema: scenarioSchema, title: "Jaywalk scenario", id: `urn:jaywalk:scenario:${SCHEMA_VERSION}` },
  suite: { schema: suiteSchema, title: "Jaywalk suite", id: "urn:jaywalk:suite" },
};

/**
 * The JSON Schema of a file that people write, as text. It has the form of the file: names, types and limits. Rules between parts of a
 * file, such as ids that are used once, are checked when Jaywalk reads it.
 */
export function jsonSchemaText(name: SchemaName): string {
  const { schema, title, id } = SCHEMAS[name];
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input", reused: "ref" });
  return jsonText({ $schema, $id: id, title, ...rest });
}
