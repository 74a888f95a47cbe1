import type { GroundTruthRoad } from "./road";
import type { GroundTruthHeader, GroundTruthIgnoreRegion, GroundTruthOccluder, GroundTruthRecord } from "./records";

/** `ground_truth.json` in pieces, one per frame, so that hours of it need no memory. Concatenate them in order. */
export function* groundTruthJson(
  header: GroundTruthHeader,
  frames: Iterable<readonly GroundTruthRecord[]>,
  occluders: readonly GroundTruthOccluder[] = [],
  ignoreRegions: readonly GroundTruthIgnoreRegion[] = [],
  road: GroundTruthRoad | null = null,
): Generator<string> {
  const regions = ignoreRegions.length > 0 ? `  "ignore_regions": ${list(ignoreRegions)},\n` : "";
  const world = road ? `  "world": "road",\n  "camera": ${JSON.stringify(road.camera)},\n` : "";
  yield `{\n  "video_metadata": ${JSON.stringify(header)},\n${world}  "occluders": ${list(occluders)},\n${regions}  "annotations": [`;
  let first = true;
  for (const records of frames) {
    let text = "";
    for (const record of records) {
      text += `${first ? "" : ","}\n    ${JSON.stringify(record)}`;
      first = false;
    }
    if (text) yield text;
  }
  yield first ? "]" : "\n  ]";
  if (road) yield `,\n  "criticality": ${table(road.criticality)}`;
  yield "\n}\n";
}

function list(entries: readonly object[]): string {
  return entries.length === 0 ? "[]" : `[${entries.map((entry) => `\n    ${JSON.stringify(entry)}`).join(",")}\n  ]`;
}

/** An object with a line for each key. */
function table(entries: Readonly<Record<string, object>>): string {
  const lines = Object.entries(entries).map(([key, entry]) => `\n    ${JSON.stringify(key)}: ${JSON.stringify(entry)}`);
  return lines.length === 0 ? "{}" : `{${lines.join(",")}\n  }`;
}
