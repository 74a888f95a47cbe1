import { SPECIFIED_COLORS, type ActorType } from "@/core/document";
import type { Box } from "@/core/scene/frameStateTypes";
import type { DetectorPicture } from "../../detector";

/** A grey picture with rectangles in the colours of style schematic. */
export function schematicPicture(
  { width, height }: { width: number; height: number },
  boxes: Partial<Record<ActorType, Box>>,
  frame = 0,
): DetectorPicture {
  const rgb = new Uint8Array(width * height * 3).fill(128);
  for (const type of ["pedestrian", "cyclist", "vehicle", "distracted_driver"] as const) {
    const box = boxes[type];
    if (!box) continue;
    for (let y = box.y; y < box.y + box.height; y++)
      for (let x = box.x; x < box.x + box.width; x++) rgb.set(SPECIFIED_COLORS[type], (y * width + x) * 3);
  }
  return { frame, width, height, rgb };
}
