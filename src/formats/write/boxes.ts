import type { Box } from "@/core/scene";
import type { GroundTruthIgnoreRegion, GroundTruthRecord } from "@/core/truth";
import type { AnnotationSource, SourceVideo, WriteOptions } from "../types";

/** The box the user chose to export; null where the chosen one does not exist at this frame. */
export function chosenBox(record: GroundTruthRecord, options: WriteOptions): Box | null {
  return options.box === "visible" ? record.visible_box : record.bounding_box;
}

/** The part of a box inside the frame; null where they do not meet. */
export function clipToFrame(box: Box, { width, height }: Pick<SourceVideo, "width" | "height">): Box | null {
  const left = Math.max(box.x, 0);
  const top = Math.max(box.y, 0);
  const right = Math.min(box.x + box.width, width);
  const bottom = Math.min(box.y + box.height, height);
  return left < right && top < bottom ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}

/**
 * How much of an actor's part inside the frame can be seen, 0..1: visibility without what the frame's edge takes away.
 */
export function visibilityInFrame({ visibility, truncation }: GroundTruthRecord): number {
  return truncation < 1 ? Math.min(visibility / (1 - truncation), 1) : 0;
}

export function isOccluded(record: GroundTruthRecord): boolean {
  return record.occluded_by.length > 0 || visibilityInFrame(record) < 0.999;
}

/** Whether nothing of an actor can be seen: no detector can be asked to find it. */
export function isWhollyHidden({ visibility, visible_box }: GroundTruthRecord): boolean {
  return visibility === 0 || visible_box === null;
}

/** The regions to ignore that hold at a frame. */
export function regionsAt({ ignoreRegions = [] }: AnnotationSource, frame: number): readonly GroundTruthIgnoreRegion[] {
  return ignoreRegions.filter(({ frames: [start, end] }) => frame >= start && frame < end);
}
