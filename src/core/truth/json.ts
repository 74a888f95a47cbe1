import type { GroundTruthHeader, GroundTruthOccluder, GroundTruthRecord } from "./records";

/** `ground_truth.json` in pieces, one a frame, so that hours of it need no memory. Concatenate them in order. */
export function* groundTruthJson(
  header: GroundTruthHeader,
  frames: Iterable<readonly GroundTruthRecord[]>,
  occluders: readonly GroundTruthOccluder[] = [],
): Generator<string> {
  yield `{\n  "video_metadata": ${JSON.stringify(header)},\n  "occluders": ${list(occluders)},\n  "annotations": [`;
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

function list(occluders: readonly GroundTruthOccluder[]): string {
  return occluders.length === 0 ? "[]" : `[${occluders.map((occluder) => `\n    ${JSON.stringify(occluder)}`).join(",")}\n  ]`;
}
