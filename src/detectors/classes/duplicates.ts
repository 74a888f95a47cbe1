import type { FoundObject } from "../detector";
import { intersectionOverUnion } from "@/detection/evaluation/overlap";

/**
 * Non-maximum suppression: of objects with the same label that overlap by more than `iou`, only the most certain one. The result is in
 * order of confidence; equals keep their order.
 */
export function withoutDuplicates(objects: readonly FoundObject[], iou: number): FoundObject[] {
  const kept: FoundObject[] = [];
  for (const object of [...objects].sort((one, other) => other.confidence - one.confidence))
    if (!kept.some(({ label, box }) => label === object.label && intersectionOverUnion(box, object.box) > iou)) kept.push(object);
  return kept;
}
