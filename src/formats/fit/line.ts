/** Values a line may take at a frame, both ends allowed. */
export type Span = { low: number; high: number };
/** A line through values over frames. */
export type Line = { at(frame: number): number };

type Point = { x: number; y: number };

const slope = (from: Point, to: Point): number => (to.y - from.y) / (to.x - from.x);
/** Positive if `c` is to the left of the direction from `a` to `b`. */
const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/** The lines through a fixed point and the spans added so far: a cone that only narrows. */
export class AnchoredLine implements Line {
  #low = -Infinity;
  #high = Infinity;

  constructor(
    readonly frame: number,
    readonly value: number,
  ) {}

  /** Narrows the cone; false if no line passes through the new span as well, and then nothing changes. */
  add(frame: number, span: Span): boolean {
    const low = Math.max(this.#low, (span.low - this.value) / (frame - this.frame));
    const high = Math.min(this.#high, (span.high - this.value) / (frame - this.frame));
    if (low > high) return false;
    this.#low = low;
    this.#high = high;
    return true;
  }

  at(frame: number): number {
    const middle = this.#low === -Infinity ? 0 : (this.#low + this.#high) / 2;
    return this.value + middle * (frame - this.frame);
  }
}

/**
 * All lines that pass through the spans added so far, in amortised constant time per span: J. O'Rourke, "An on-line algorithm for fitting
 * straight lines between data ranges" (1981), represented by the two extreme lines and two convex hulls.
 */
export class FreeLine implements Line {
  /** The line of least slope runs from an upper point to a lower one, that of greatest slope the other way round. */
  #least: [Point, Point] | null = null;
  #greatest: [Point, Point] | null = null;
  #uppers: Point[] = [];
  #lowers: Point[] = [];
  #upperStart = 0;
  #lowerStart = 0;

  /** Adds a span of a later frame; false if no line passes through it as well, and then the old lines remain valid. */
  add(frame: number, span: Span): boolean {
    const upper = { x: frame, y: span.high };
    const lower = { x: frame, y: span.low };
    const [firstUpper] = this.#uppers;
    const [firstLower] = this.#lowers;
    if (!this.#least || !this.#greatest) {
      if (firstUpper && firstLower) {
        this.#least = [firstUpper, lower];
        this.#greatest = [firstLower, upper];
      }
      this.#uppers.push(upper);
      this.#lowers.push(lower);
      return true;
    }
    const least = slope(...this.#least);
    const greatest = slope(...this.#greatest);
    if (upper.y < valueOn(this.#least, frame) || lower.y > valueOn(this.#greatest, frame)) return false;
    if (slope(this.#greatest[0], upper) < greatest) {
      this.#lowerStart = extreme(this.#lowers, this.#lowerStart, (point) => slope(point, upper));
      this.#greatest = [this.#lowers[this.#lowerStart] ?? lower, upper];
      this.#uppers = pushed(this.#uppers, this.#upperStart, upper, 1);
    }
    if (slope(this.#least[0], lower) > least) {
      this.#upperStart = extreme(this.#uppers, this.#upperStart, (point) => -slope(point, lower));
      this.#least = [this.#uppers[this.#upperStart] ?? upper, lower];
      this.#lowers = pushed(this.#lowers, this.#lowerStart, lower, -1);
    }
    return true;
  }

  /** On the mean of the two extreme lines, which fits because these do. */
  at(frame: number): number {
    if (!this.#least || !this.#greatest) return ((this.#uppers[0]?.y ?? 0) + (this.#lowers[0]?.y ?? 0)) / 2;
    return (valueOn(this.#least, frame) + valueOn(this.#greatest, frame)) / 2;
  }
}

function valueOn([from, to]: [Point, Point], frame: number): number {
  return from.y + slope(from, to) * (frame - from.x);
}

/** Index of the hull point with the smallest value, walking on from `start` while it decreases. */
function extreme(hull: readonly Point[], start: number, value: (point: Point) => number): number {
  let best = start;
  let least = Infinity;
  for (let index = start; index < hull.length; index++) {
    const point = hull[index];
    const here = point ? value(point) : Infinity;
    if (here > least) break;
    least = here;
    best = index;
  }
  return best;
}

/** The hull with one more point; those that no longer bend the right way are removed. */
function pushed(hull: Point[], start: number, point: Point, side: 1 | -1): Point[] {
  while (hull.length >= start + 2) {
    const before = hull[hull.length - 2];
    const last = hull[hull.length - 1];
    if (!before || !last || turn(before, last, point) * side > 0) break;
    hull.pop();
  }
  hull.push(point);
  return hull;
}
