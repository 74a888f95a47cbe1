import { SCHEMA_VERSION } from "./schema";

type RawDocument = Record<string, unknown>;

/** `migrations[n]` lifts a raw document of version n to n + 1. */
const migrations: Readonly<Record<number, (document: RawDocument) => RawDocument>> = {
  // Version 0, of the first drafts, had one weather for the whole video and no fades, markers or generators.
  0: ({ weatherCondition, weatherIntensity, ...document }) => ({
    weather: [{ frame: 0, condition: weatherCondition ?? "sunny", intensity: weatherIntensity ?? 0.5, fadeFrames: 0 }],
    generators: [],
    markers: [],
    ...document,
  }),
  // Version 2 has groups, depth and a scale, all of which may be left out: a document of version 1 has none.
  1: (document) => document,
};

/**
 * Lifts a raw document to the present version; a document without a usable `schemaVersion` comes back as it is, for the
 * schema to refuse.
 */
export function migrate(document: RawDocument): RawDocument {
  let current = document;
  let version = current["schemaVersion"];
  while (typeof version === "number" && version < SCHEMA_VERSION) {
    const step = migrations[version];
    if (!step) return current;
    version += 1;
    current = { ...step(current), schemaVersion: version };
  }
  return current;
}
