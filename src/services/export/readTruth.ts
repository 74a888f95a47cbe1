import type { ActorType } from "@/core/document";
import type { Box } from "@/core/scene";
import type { GroundTruthRecord } from "@/core/truth";
import type { BundleFile } from "@/export";

export type TruthBox = { readonly box: Box; readonly type: ActorType; readonly trackId: number; readonly visible: boolean };
export type TruthByFrame = ReadonlyMap<number, readonly TruthBox[]>;

/** Beyond this, reading it would block the page for seconds. */
const MAX_BYTES = 96 * 1024 * 1024;

/** The boxes of an exported `ground_truth.json`, by frame; none for one that is too long to show. */
export async function readTruth(files: readonly BundleFile[]): Promise<TruthByFrame> {
  const byFrame = new Map<number, TruthBox[]>();
  const file = files.find(({ path }) => path === "ground_truth.json");
  if (!file || file.size > MAX_BYTES) return byFrame;
  // Our own exporter has just written it.
  const { annotations } = JSON.parse(await file.blob.text()) as { annotations: GroundTruthRecord[] };
  for (const { frame, bounding_box, object_type, track_id, visible } of annotations) {
    const boxes = byFrame.get(frame) ?? [];
    boxes.push({ box: bounding_box, type: object_type, trackId: track_id, visible });
    byFrame.set(frame, boxes);
  }
  return byFrame;
}
