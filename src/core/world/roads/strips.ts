import { offsetLine, partOfLine, placeAlong, type Polyline } from "../polyline";
import { add, directionTo, distanceBetween, leftOf, scale, subtract, type Vector2 } from "../vector";
import type { LayoutParts, MarkingKind, Outline } from "./layout";

/** Widths of road markings in metres, as usual in Europe (0.12 in towns, 0.5 for stop lines). */
export const LINE = 0.12;
export const STOP_LINE = 0.5;

/** Lengths of dashes and gaps in metres. */
export type Dashes = { readonly paint: number; readonly gap: number };
export const TOWN_DASHES: Dashes = { paint: 3, gap: 6 };
export const MOTORWAY_DASHES: Dashes = { paint: 6, gap: 12 };
export const GIVE_WAY_DASHES: Dashes = { paint: 0.5, gap: 0.25 };

/** The point at a distance along a line and to its left, in metres. */
export function pointBeside(line: Polyline, along: number, left: number): Vector2 {
  const place = placeAlong(line, along);
  return add(place, scale(leftOf(place.direction), left));
}

/** The strip along a line between two offsets to its left, from one distance along it to another. */
export function strip(line: Polyline, left: number, otherLeft: number, from = 0, to = line.length): Outline {
  const part = partOfLine(line, from, to);
  const [right, outer] = left < otherLeft ? [left, otherLeft] : [otherLeft, left];
  return between(offsetLine(part, right), offsetLine(part, outer));
}

/** The area between two lines of the same direction, the first on the right. */
export const between = (right: Polyline, left: Polyline): Outline => [...pointsOf(right), ...pointsOf(left).reverse()];

export const pointsOf = ({ vertices }: Polyline): Vector2[] => vertices.map(({ x, y }) => ({ x, y }));

/** A road marking parallel to a line. */
export function paintLine(
  parts: LayoutParts,
  kind: MarkingKind,
  line: Polyline,
  left: number,
  { from = 0, to = line.length, width = LINE, dashes }: { from?: number; to?: number; width?: number; dashes?: Dashes } = {},
): void {
  const paint = (start: number, end: number) =>
    parts.markings.push({ kind, outline: strip(line, left - width / 2, left + width / 2, start, end) });
  const end = Math.min(to, line.length);
  if (!dashes) {
    if (end > from) paint(from, end);
    return;
  }
  const period = dashes.paint + dashes.gap;
  for (let start = from; start + dashes.paint <= end + 1e-9; start += period) paint(start, start + dashes.paint);
}

/** A road marking from point to point. */
export function paintBetween(parts: LayoutParts, kind: MarkingKind, from: Vector2, to: Vector2, width = LINE): void {
  const along = directionTo(from, to);
  if (along) parts.markings.push({ kind, outline: bar(from, to, along, width) });
}

/** Dashes from point to point, spaced so that there is one at both ends. */
export function paintDashes(parts: LayoutParts, kind: MarkingKind, from: Vector2, to: Vector2, width: number, dashes: Dashes): void {
  const along = directionTo(from, to);
  const length = distanceBetween(from, to);
  if (!along) return;
  const pieces = Math.max(1, Math.round((length + dashes.gap) / (dashes.paint + dashes.gap)));
  const scaled = length / (pieces * dashes.paint + (pieces - 1) * dashes.gap);
  for (let piece = 0; piece < pieces; piece++) {
    const start = piece * (dashes.paint + dashes.gap) * scaled;
    const ends = [start, start + dashes.paint * scaled].map((distance) => add(from, scale(along, distance)));
    const [a = from, b = to] = ends;
    parts.markings.push({ kind, outline: bar(a, b, along, width) });
  }
}

function bar(from: Vector2, to: Vector2, along: Vector2, width: number): Outline {
  const side = scale(leftOf(along), width / 2);
  return [subtract(from, side), subtract(to, side), add(to, side), add(from, side)];
}

/** Width of a zebra crossing's stripes and gaps (metres). */
const STRIPE = 0.5;

/**
 * A zebra crossing: stripes parallel to the road, side by side from kerb to kerb.
 * @param gaps unpainted parts of the way across, such as islands
 */
export function paintZebra(
  parts: LayoutParts,
  from: Vector2,
  to: Vector2,
  width: number,
  gaps: readonly (readonly [number, number])[] = [],
): void {
  const along = directionTo(from, to);
  const length = distanceBetween(from, to);
  if (!along) return;
  const stripes = Math.max(1, Math.floor((length + STRIPE) / (2 * STRIPE) - 0.2));
  const margin = (length - (2 * stripes - 1) * STRIPE) / 2;
  for (let stripe = 0; stripe < stripes; stripe++) {
    const start = margin + stripe * 2 * STRIPE;
    if (gaps.some(([low, high]) => start + STRIPE > low && start < high)) continue;
    parts.markings.push({
      kind: "zebra",
      outline: bar(add(from, scale(along, start)), add(from, scale(along, start + STRIPE)), along, width),
    });
  }
}
