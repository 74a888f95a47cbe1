import type { Box } from "@/core/scene";
import type { ImportedBox } from "../read/imported";
import type { Span } from "./line";
import type { ShapeSpan } from "./pieces";

/** Margin for the rounding of coordinates, in pixels. */
const MARGIN = 0.0005;

/** An imported box in whole pixels: its edges rounded, at least one pixel apart. */
export function wholeBox(box: ImportedBox): Box {
  const x = Math.round(box.x);
  const y = Math.round(box.y);
  return { x, y, width: Math.max(1, Math.round(box.x + box.width) - x), height: Math.max(1, Math.round(box.y + box.height) - y) };
}

/** The ranges for an actor's corner and size so that its box is within a tolerance (whole pixels) of this one. */
export function spansOf(box: Box, tolerance: number): ShapeSpan {
  return {
    left: truncated(box.x - tolerance, box.x + tolerance),
    top: truncated(box.y - tolerance, box.y + tolerance),
    width: rounded(Math.max(1, box.width - tolerance), box.width + tolerance),
    height: rounded(Math.max(1, box.height - tolerance), box.height + tolerance),
  };
}

/** Numbers that become one of these integers when truncated toward zero. */
function truncated(least: number, greatest: number): Span {
  return {
    low: (least > 0 ? least : least - 1) + MARGIN,
    high: (greatest >= 0 ? greatest + 1 : greatest) - MARGIN,
  };
}

/** Numbers that become one of these integers when rounded. */
function rounded(least: number, greatest: number): Span {
  return { low: least - 0.5 + MARGIN, high: greatest + 0.5 - MARGIN };
}
