import { AnchoredLine, FreeLine, type Line, type Span } from "./line";

/** What changes along a track. */
const DIMENSIONS = ["left", "top", "width", "height"] as const;
export type Shape = Record<(typeof DIMENSIONS)[number], number>;
export type ShapeSpan = Record<(typeof DIMENSIONS)[number], Span>;
export type Knot = { frame: number; shape: Shape };

type Lines<Kind extends Line> = Record<(typeof DIMENSIONS)[number], Kind>;

/**
 * A small number of knots between which straight lines pass through all spans of consecutive frames, `spans[0]` being that of
 * `firstFrame`. Each piece continues from the end of the previous one or, if that saves knots, starts again one frame later.
 */
export function fitPieces(spans: readonly ShapeSpan[], firstFrame: number): Knot[] {
  const knots: Knot[] = [];
  let start = 0;
  while (start < spans.length) {
    const before = knots.at(-1);
    const anchored = before
      ? reach(
          spans,
          start,
          firstFrame,
          each((name) => new AnchoredLine(before.frame, before.shape[name])),
        )
      : null;
    const free = reach(
      spans,
      start,
      firstFrame,
      each(() => new FreeLine()),
    );
    // A free piece costs two knots, one that continues from the previous piece costs one.
    const piece = anchored && (anchored.end - start) * 2 >= free.end - start && anchored.end > start ? anchored : free;
    if (piece === free && piece.end - start > 1) knots.push(knotOn(piece.lines, firstFrame + start));
    knots.push(knotOn(piece.lines, firstFrame + piece.end - 1));
    start = piece.end;
  }
  return knots;
}

/** How far one piece reaches: `end` is the first index not covered. */
function reach<Kind extends Line & { add(frame: number, span: Span): boolean }>(
  spans: readonly ShapeSpan[],
  start: number,
  firstFrame: number,
  lines: Lines<Kind>,
): { end: number; lines: Lines<Kind> } {
  let end = start;
  for (; end < spans.length; end++) {
    const span = spans[end];
    if (!span || !DIMENSIONS.every((name) => lines[name].add(firstFrame + end, span[name]))) break;
  }
  return { end, lines };
}

function knotOn(lines: Lines<Line>, frame: number): Knot {
  return { frame, shape: each((name) => lines[name].at(frame)) };
}

function each<Value>(make: (name: keyof Shape) => Value): Record<keyof Shape, Value> {
  return { left: make("left"), top: make("top"), width: make("width"), height: make("height") };
}
