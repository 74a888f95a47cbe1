import { CONDITIONS, isLight } from "./constants";
import { SCHEMA_VERSION } from "./schema";

type RawDocument = Record<string, unknown>;

/** `migrations[n]` converts a raw document of version n to n + 1. */
const migrations: Readonly<Record<number, (document: RawDocument) => RawDocument>> = {
  // Version 0, of the first drafts, had one weather for the whole video and no fades, markers or generators.
  0: ({ weatherCondition, weatherIntensity, ...document }) => ({
    weather: [{ frame: 0, condition: weatherCondition ?? "sunny", intensity: weatherIntensity ?? 0.5, fadeFrames: 0 }],
    generators: [],
    markers: [],
    ...document,
  }),
  // Version 2 added groups, depth and a scale, all of them optional: a document of version 1 has none.
  1: (document) => document,
  // Version 3 has two tracks for weather and light. Everything else new in it is optional.
  2: splitLight,
};

type RawKeyframe = Readonly<{ frame: number; condition: unknown; intensity: unknown; fadeFrames: number }>;

/** Moves light (night, dusk, a low sun) out of the weather track of version 2; without any, the document stays as it is. */
function splitLight(document: RawDocument): RawDocument {
  const keyframes = rawKeyframes(document["weather"]);
  if (!keyframes?.some(({ condition }) => isLightName(condition))) return document;
  const weather = keyframes.map((keyframe) =>
    isLightName(keyframe.condition) ? { ...keyframe, condition: "sunny", intensity: 0 } : keyframe,
  );
  const light = keyframes.map((keyframe) => (isLightName(keyframe.condition) ? keyframe : { ...keyframe, condition: "day", intensity: 1 }));
  return { ...document, weather: withoutRepeats(weather), light: withoutRepeats(light) };
}

const isLightName = (condition: unknown): boolean => CONDITIONS.some((known) => known === condition && isLight(known));

/** The weather track, if it is valid; otherwise the schema says what is wrong with it. */
function rawKeyframes(track: unknown): RawKeyframe[] | undefined {
  if (!Array.isArray(track)) return undefined;
  const keyframes: RawKeyframe[] = [];
  for (const entry of track as unknown[]) {
    if (typeof entry !== "object" || entry === null) return undefined;
    const { frame, condition, intensity, fadeFrames = 0, ...rest } = entry as Record<string, unknown>;
    if (typeof frame !== "number" || typeof fadeFrames !== "number") return undefined;
    keyframes.push({ ...rest, frame, condition, intensity, fadeFrames });
  }
  return keyframes;
}

/** Keyframes without effect are left out: those that repeat what has already been reached. */
function withoutRepeats(keyframes: readonly RawKeyframe[]): RawKeyframe[] {
  return keyframes.filter(({ frame, condition, intensity }, index) => {
    const before = keyframes[index - 1];
    return !before || before.condition !== condition || before.intensity !== intensity || before.frame + before.fadeFrames > frame;
  });
}

/**
 * Converts a raw document to the current version; a document without a usable `schemaVersion` is returned as it is, for the schema to
 * refuse.
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
