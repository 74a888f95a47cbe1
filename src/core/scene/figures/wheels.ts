import type { FigurePart } from "./figure";
import { mapPart } from "./shapes";

/**
 * A part and its details made narrower about the part's own centre, so that it is round in a drawing that will be stretched horizontally.
 */
function narrowed(part: FigurePart, share: number): FigurePart {
  const xs = part.polygon.filter((_, index) => index % 2 === 0);
  const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
  return mapPart(part, (x, y) => [middle + (x - middle) * share, y]);
}

/** Width divided by height of a part. */
function breadthOf({ polygon }: FigurePart): number {
  const extent = (axis: 0 | 1) => {
    const values = polygon.filter((_, index) => index % 2 === axis);
    return Math.max(...values) - Math.min(...values);
  };
  return extent(0) / extent(1);
}

/** A drawing whose wheels and wheel arches are round once it has been stretched horizontally by a factor. */
export function roundWheels(parts: readonly FigurePart[], stretched: number): FigurePart[] {
  return parts.map((part) => {
    if (part.role === "tyre" && part.details) return narrowed(part, 1 / (breadthOf(part) * stretched));
    if (part.role !== "body" || !part.details) return part;
    return {
      ...part,
      details: part.details.map((detail) => (detail.role === "underside" ? narrowed(detail, 1 / (breadthOf(detail) * stretched)) : detail)),
    };
  });
}
