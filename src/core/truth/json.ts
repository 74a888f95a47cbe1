import type { GroundTruthRoad } from "./road";
import type { IgnoredState } from "../scene";
import type { GroundTruthHeader, GroundTruthOccluder, GroundTruthRecord } from "./records";
import { IgnoredRuns, type GroundTruthIgnoreRegion } from "./regions";

/** Writes `ground_truth.json` in small pieces, so that hours of it need no memory: `start`, then each frame in order, then `end`. */
type GroundTruthWriter = {
  start(): Iterable<string>;
  /** Called once per frame, in order. @param ignored what is drawn in it but not labelled */
  frame(records: readonly GroundTruthRecord[], ignored?: readonly IgnoredState[]): string;
  end(): Iterable<string>;
};

export function groundTruthWriter(
  header: GroundTruthHeader,
  occluders: readonly GroundTruthOccluder[] = [],
  ignoreRegions: readonly GroundTruthIgnoreRegion[] = [],
  road: GroundTruthRoad | null = null,
): GroundTruthWriter {
  let first = true;
  let frame = 0;
  const runs = new IgnoredRuns();
  return {
    *start() {
      yield `{\n  "video_metadata": ${JSON.stringify(header)},\n`;
      if (road) {
        yield `  "world": "road",\n  "camera": `;
        yield* withList(road.camera, "poses", road.camera.poses);
        yield ",\n";
      }
      yield `  "occluders": ${list(occluders)},\n  "annotations": [`;
    },
    frame(records, ignored) {
      runs.add(frame++, ignored);
      let text = "";
      for (const record of records) {
        text += `${first ? "" : ","}\n    ${JSON.stringify(record)}`;
        first = false;
      }
      return text;
    },
    *end() {
      yield first ? "]" : "\n  ]";
      yield* ignoreRegionsJson([...ignoreRegions, ...runs.regions]);
      if (road) yield* criticalityJson(road);
      yield "\n}\n";
    },
  };
}

/** `ground_truth.json` in small pieces. Concatenate them in order. */
export function* groundTruthJson(
  header: GroundTruthHeader,
  frames: Iterable<readonly GroundTruthRecord[]>,
  ...others: [occluders?: readonly GroundTruthOccluder[], ignoreRegions?: readonly GroundTruthIgnoreRegion[], road?: GroundTruthRoad | null]
): Generator<string> {
  const writer = groundTruthWriter(header, ...others);
  yield* writer.start();
  for (const records of frames) yield writer.frame(records);
  yield* writer.end();
}

/** Known only after the last frame; left out for none. */
function* ignoreRegionsJson(regions: readonly GroundTruthIgnoreRegion[]): Generator<string> {
  let count = 0;
  for (const region of regions) yield `${count++ === 0 ? `,\n  "ignore_regions": [` : ","}\n    ${JSON.stringify(region)}`;
  if (count > 0) yield "\n  ]";
}

function list(entries: readonly object[]): string {
  return entries.length === 0 ? "[]" : `[${entries.map((entry) => `\n    ${JSON.stringify(entry)}`).join(",")}\n  ]`;
}

/** The encounters by track id, a line for each. */
export function* criticalityJson({ encounters }: GroundTruthRoad): Generator<string> {
  yield `,\n  "criticality": {`;
  let count = 0;
  for (const { trackId, frames, summary } of encounters()) {
    yield `${count++ === 0 ? "" : ","}\n    ${JSON.stringify(String(trackId))}: `;
    yield* withList({ frames: [], ...summary() }, "frames", frames);
  }
  yield count === 0 ? "}" : "\n  }";
}

/** An object as JSON, with a list of it in pieces. */
export function* withList(object: object, key: string, entries: Iterable<object>): Generator<string> {
  const text = JSON.stringify({ ...object, [key]: [] });
  const place = text.indexOf(`${JSON.stringify(key)}:[]`) + JSON.stringify(key).length + 2;
  yield text.slice(0, place);
  yield* entriesJson(entries);
  yield text.slice(place);
}

/** Entries of a list in one piece. */
const PIECE = 64;

function* entriesJson(entries: Iterable<object>): Generator<string> {
  let [text, count] = ["", 0];
  for (const entry of entries) {
    text += `${count++ === 0 ? "" : ","}${JSON.stringify(entry)}`;
    if (count % PIECE !== 0) continue;
    yield text;
    text = "";
  }
  yield text;
}
