import type { Box } from "@/core/scene/frameStateTypes";
import type { IgnoreRegion } from "../types";
import { type Picture, inPicture } from "./overlap";

/** Regions are looked up by blocks of this many frames. */
const BLOCK_FRAMES = 256;

/** Regions to ignore, by frame. Their boxes are clipped to the picture, like those of truth and detections. */
export class IgnoreRegions {
  private readonly blocks = new Map<number, IgnoreRegion[]>();

  constructor(regions: readonly IgnoreRegion[], picture: Picture) {
    for (const region of regions) {
      const [start, end] = region.frames;
      const cut = { ...region, bounding_box: inPicture(region.bounding_box, picture) };
      for (let block = Math.floor(start / BLOCK_FRAMES); block * BLOCK_FRAMES < end; block++) {
        const known = this.blocks.get(block);
        if (known) known.push(cut);
        else this.blocks.set(block, [cut]);
      }
    }
  }

  /** The largest share of a box's area that is inside one region for its class; 0 for an empty box. */
  shareInside(box: Box, frame: number, classLabel: string): number {
    const area = box.width * box.height;
    if (area <= 0) return 0;
    let largest = 0;
    for (const { frames, object_type, bounding_box } of this.blocks.get(Math.floor(frame / BLOCK_FRAMES)) ?? [])
      if (frame >= frames[0] && frame < frames[1] && (object_type === null || object_type === classLabel))
        largest = Math.max(largest, sharedArea(box, bounding_box) / area);
    return largest;
  }
}

function sharedArea(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}
