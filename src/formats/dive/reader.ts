import { extentBetween } from "../read/extent";
import { baseName, optional, type ReaderInput, type ReaderResult } from "../read/input";
import { arrayOf, isObject, keyOf, numberOf, objectOf, shareOf, textOf, type JsonObject } from "../read/json";
import { betweenKeyframes, type Keyframe } from "../read/keyframes";
import { parseTolerantly } from "../read/json";
import { FindingList, FormatError } from "../finding";

/** Whether JSON is DIVE's: tracks by id with features, in `tracks` or, in the first version, at the top. */
export function isDive(root: JsonObject): boolean {
  return Object.values(tracksIn(root)).some((track) => Array.isArray(objectOf(track)["features"]));
}

/** DIVE JSON: tracks with keyframes, between which boxes move in straight lines where the earlier one says so. Frames count from 0. */
export function readDive(input: ReaderInput): ReaderResult {
  const { main, json, collector, findings, unmapped } = input;
  const root = objectOf(json);
  for (const [key, entry] of Object.entries(tracksIn(root))) {
    const track = objectOf(entry);
    const features = arrayOf(track["features"]).filter(isObject);
    const place = () => `tracks.${key}`;
    const label = labelOf(track);
    const keyframes: Keyframe[] = [];
    const visibilities = new Map<number, number>();
    for (const feature of features) {
      const [left = Number.NaN, top = Number.NaN, right = Number.NaN, bottom = Number.NaN] = arrayOf(feature["bounds"]).map(numberOf);
      const frame = numberOf(feature["frame"]);
      if (!Array.isArray(feature["bounds"])) {
        findings.add(
          {
            severity: "warning",
            file: main.path,
            place: place(),
            message: "a feature has no bounds",
            advice: "features without a box were left out",
          },
          "bounds",
        );
        continue;
      }
      const visibility = shareOf(objectOf(feature["attributes"])["visibility"]);
      if (visibility !== undefined) visibilities.set(frame, visibility);
      if (isObject(feature["geometry"])) unmapped.count("outlines, heads and tails", "the bounds were used", "geometry");
      keyframes.push({ frame, extent: extentBetween(left, top, right, bottom), continues: feature["interpolate"] === true });
    }
    const id = keyOf(track["id"] ?? track["trackId"] ?? key);
    for (const { frame, extent } of betweenKeyframes(keyframes)) {
      const { x, y, width, height } = extent;
      collector.add(
        id,
        label,
        { frame, x, y, width, height, ...optional("visibility", visibilities.get(frame)) },
        { file: main.path, place },
      );
    }
    const attributes = Object.keys(objectOf(track["attributes"]));
    for (const name of attributes) unmapped.count("attributes of tracks", "actors have none", name);
  }
  if (Object.keys(objectOf(root["groups"])).length > 0) unmapped.count("groups of tracks", "a scenario has none");
  const meta = input.files.find(({ path }) => baseName(path) === "meta.json");
  return { video: { ...optional("fps", rateIn(meta, input)) }, ...(meta && { alsoRead: [meta] }) };
}

function tracksIn(root: JsonObject): JsonObject {
  return isObject(root["tracks"]) ? root["tracks"] : root;
}

/** The most confident of `confidencePairs`. */
function labelOf(track: JsonObject): string {
  const pairs = arrayOf(track["confidencePairs"]).map(arrayOf);
  const [best] = pairs.toSorted((a, b) => (numberOf(b[1]) || 0) - (numberOf(a[1]) || 0));
  return textOf(best?.[0])?.trim() || "unnamed";
}

/** The rate in the `meta.json` beside DIVE's tracks. */
function rateIn(meta: ReaderInput["main"] | undefined, { unmapped }: ReaderInput): number | undefined {
  if (!meta) return undefined;
  try {
    const root = objectOf(parseTolerantly(meta, new FindingList()));
    return unmapped.frameRate(root["originalFps"] ?? root["fps"]);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
