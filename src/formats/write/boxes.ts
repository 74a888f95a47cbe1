import type { Box } from "@/core/scene";
import type { GroundTruthIgnoreRegion, GroundTruthRecord } from "@/core/truth";
import type { AnnotationSource, SourceVideo, WriteOptions } from "../types";

/** The box the user chose to export; null if it does not exist at this frame. */
export function chosenBox(record: GroundTruthRecord, options: WriteOptions): Box | null {
  return options.box === "visible" ? record.visible_box : record.bounding_box;
}

/** The part of a box inside the frame; null if they do not meet. */
export function clipToFrame(box: Box, { width, height }: Pick<SourceVideo, "width" | "height">): Box | null {
  const left = Math.max(box.x, 0);
  const top = Math.max(box.y, 0);
  const right = Math.min(box.x + box.width, width);
  const bottom = Math.min(box.y + box.height, height);
  return left < right && top < bottom ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}

/** How much of an actor's part inside the frame is visible, 0..1: visibility without the effect of the frame's edge. */
export function visibilityInFrame({ visibility, truncation }: GroundTruthRecord): number {
  return truncation < 1 ? Math.min(visibility / (1 - truncation), 1) : 0;
}

export function isOccluded(record: GroundTruthRecord): boolean {
  return record.occluded_by.length > 0 || visibilityInFrame(record) < 0.999;
}

/** Whether nothing of an actor is visible: no detector can be expected to find it. */
export function isWhollyHidden({ visibility, visible_box }: GroundTruthRecord): boolean {
  return visibility === 0 || visible_box === null;
}

/** The regions to ignore that apply at a frame. */
export function regionsAt({ ignoreRegions = [] }: AnnotationSource, frame: number): readonly GroundTruthIgnoreRegion[] {
  return ignoreRegions.filter(({ frames: [start, end] }) => frame >= start && frame < end);
}
