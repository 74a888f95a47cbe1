import { ACTOR_TYPES, type ActorType } from "@/core/document/constants";
import type { Box } from "@/core/scene";
import type { GroundTruthIgnoreRegion, GroundTruthRecord } from "@/core/truth";
import type { AnnotatedFrame, AnnotationSource, SourceVideo, WriteOptions } from "../types";

/** The box the user chose to export; null if it does not exist at this frame. */
export function chosenBox(record: GroundTruthRecord, options: Pick<WriteOptions, "box">): Box | null {
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

/** A region to ignore at a frame. */
export type RegionAtFrame = Pick<GroundTruthIgnoreRegion, "object_type" | "bounding_box"> & {
  /** The same at every frame. */
  readonly key: string;
  /** Whether it is something drawn; otherwise it is the author's. */
  readonly isDrawn: boolean;
};

/** The key of one of the author's regions, by its place in the list. */
export const keyOfRegion = (index: number): string => `region ${index}`;

/** The regions to ignore that apply at a frame: the author's, then what is drawn but not labelled. */
export function regionsAt(
  { ignoreRegions = [] }: Pick<AnnotationSource, "ignoreRegions">,
  { frame, ignored = [] }: Pick<AnnotatedFrame, "frame" | "ignored">,
): RegionAtFrame[] {
  const own = ignoreRegions.flatMap(({ frames: [start, end], object_type, bounding_box }, index) =>
    frame >= start && frame < end ? [{ key: keyOfRegion(index), object_type, bounding_box, isDrawn: false }] : [],
  );
  return [...own, ...ignored.map(({ key, type, box }) => ({ key: `drawn ${key}`, object_type: type, bounding_box: box, isDrawn: true }))];
}

/** The types a region is for. What is drawn is only for types of the scenario: evaluators do not score others. */
export function typesOfRegion({ object_type, isDrawn }: RegionAtFrame, { tracks }: Pick<AnnotationSource, "tracks">): ActorType[] {
  return ACTOR_TYPES.filter(
    (name) => object_type === name || (object_type === null && (!isDrawn || tracks.some(({ type }) => type === name))),
  );
}
