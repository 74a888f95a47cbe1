import type { GroundTruthHeader, GroundTruthIgnoreRegion, GroundTruthOccluder, GroundTruthRecord } from "./records";

/** `ground_truth.json` in pieces, one per frame, so that hours of it need no memory. Concatenate them in order. */
export function* groundTruthJson(
  header: GroundTruthHeader,
  frames: Iterable<readonly GroundTruthRecord[]>,
  occluders: readonly GroundTruthOccluder[] = [],
  ignoreRegions: readonly GroundTruthIgnoreRegion[] = [],
): Generator<string> {
  const regions = ignoreRegions.length > 0 ? `  "ignore_regions": ${list(ignoreRegions)},\n` : "";
  yield `{\n  "video_metadata": ${JSON.stringify(header)},\n  "occluders": ${list(occluders)},\n${regions}  "annotations": [`;
  let first = true;
  for (const records of frames) {
    let text = "";
    for (const record of records) {
      text += `${first ? "" : ","}\n    ${JSON.stringify(record)}`;
      first = false;
    }
    if (text) yield text;
  }
  yield first ? "]\n}\n" : "\n  ]\n}\n";
}

function list(entries: readonly object[]): string {
  return entries.length === 0 ? "[]" : `[${entries.map((entry) => `\n    ${JSON.stringify(entry)}`).join(",")}\n  ]`;
}
