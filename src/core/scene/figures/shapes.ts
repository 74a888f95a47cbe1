import type { FigureJoint, FigurePart } from "./figure";

/** Builders of closed polygons, x0, y0, x1, y1, …, in whatever units the caller draws in. */
export type Polygon = number[];

/** An ellipse with a vertex at each of its four extremes. */
export function ellipse(centreX: number, centreY: number, radiusX: number, radiusY = radiusX, corners = 24): Polygon {
  const polygon: Polygon = [];
  for (let index = 0; index < corners; index++) {
    const angle = (index / corners) * 2 * Math.PI;
    polygon.push(centreX + radiusX * Math.cos(angle), centreY + radiusY * Math.sin(angle));
  }
  return polygon;
}

export function rectangle(left: number, top: number, right: number, bottom: number): Polygon {
  return [left, top, right, top, right, bottom, left, bottom];
}

/** A rectangle with corners rounded by quarter circles of `radius`. */
export function roundedRectangle(left: number, top: number, right: number, bottom: number, radius: number): Polygon {
  const reach = Math.min(radius, (right - left) / 2, (bottom - top) / 2);
  const polygon: Polygon = [];
  const corner = (x: number, y: number, from: number) => {
    for (let step = 0; step <= 4; step++) {
      const angle = from + (step / 4) * (Math.PI / 2);
      polygon.push(x + reach * Math.cos(angle), y + reach * Math.sin(angle));
    }
  };
  corner(right - reach, bottom - reach, 0);
  corner(left + reach, bottom - reach, Math.PI / 2);
  corner(left + reach, top + reach, Math.PI);
  corner(right - reach, top + reach, (3 * Math.PI) / 2);
  return polygon;
}

/** A limb: the convex hull of two discs, from (x0, y0) with radius r0 to (x1, y1) with radius r1. */
export function limb(x0: number, y0: number, r0: number, x1: number, y1: number, r1: number): Polygon {
  const heading = Math.atan2(y1 - y0, x1 - x0);
  const length = Math.hypot(x1 - x0, y1 - y0);
  const lean = length > Math.abs(r0 - r1) ? Math.acos((r0 - r1) / length) : Math.PI / 2;
  const polygon: Polygon = [];
  const arc = (x: number, y: number, radius: number, from: number, to: number) => {
    for (let step = 0; step <= 8; step++) {
      const angle = from + ((to - from) * step) / 8;
      polygon.push(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
    }
  };
  arc(x1, y1, r1, heading - lean, heading + lean);
  arc(x0, y0, r0, heading + lean, heading - lean + 2 * Math.PI);
  return polygon;
}

/** A closed curve through the given points (uniform Catmull-Rom), with `steps` vertices between two of them. */
export function blob(points: readonly number[], steps = 5): Polygon {
  const count = points.length / 2;
  const at = (index: number, axis: 0 | 1) => points[(((index % count) + count) % count) * 2 + axis] ?? 0;
  const polygon: Polygon = [];
  for (let index = 0; index < count; index++) {
    for (let step = 0; step < steps; step++) {
      const t = step / steps;
      for (const axis of [0, 1] as const) {
        const [a, b, c, d] = [at(index - 1, axis), at(index, axis), at(index + 1, axis), at(index + 2, axis)];
        polygon.push(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t));
      }
    }
  }
  return polygon;
}

/** A polygon from points some of which are corners to be rounded: x, y, radius triples in order. */
export function rounded(corners: readonly (readonly [x: number, y: number, radius?: number])[]): Polygon {
  const polygon: Polygon = [];
  const count = corners.length;
  corners.forEach(([x, y, radius = 0], index) => {
    const before = corners[(index + count - 1) % count];
    const after = corners[(index + 1) % count];
    if (radius === 0 || !before || !after) {
      polygon.push(x, y);
      return;
    }
    const toBefore = Math.hypot(before[0] - x, before[1] - y);
    const toAfter = Math.hypot(after[0] - x, after[1] - y);
    const reach = Math.min(radius, toBefore / 2, toAfter / 2);
    const start = [x + ((before[0] - x) * reach) / toBefore, y + ((before[1] - y) * reach) / toBefore] as const;
    const end = [x + ((after[0] - x) * reach) / toAfter, y + ((after[1] - y) * reach) / toAfter] as const;
    for (let step = 0; step <= 4; step++) {
      const t = step / 4;
      const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
      polygon.push(a * start[0] + b * x + c * end[0], a * start[1] + b * y + c * end[1]);
    }
  });
  return polygon;
}

export function part(role: string, polygon: Polygon, details?: readonly FigurePart[]): FigurePart {
  return details ? { role, polygon, details } : { role, polygon };
}

/** Whether the point is inside the polygon (even-odd rule). */
export function contains(polygon: readonly number[], x: number, y: number): boolean {
  let inside = false;
  for (let index = 0, last = polygon.length - 2; index < polygon.length; last = index, index += 2) {
    const [x0, y0] = [polygon[index] ?? 0, polygon[index + 1] ?? 0];
    const [x1, y1] = [polygon[last] ?? 0, polygon[last + 1] ?? 0];
    if (y0 > y !== y1 > y && x < ((x1 - x0) * (y - y0)) / (y1 - y0) + x0) inside = !inside;
  }
  return inside;
}

/** Whether a polygon is entirely inside another: no vertex outside, and no edge that leaves between its vertices. */
function liesInside(inner: readonly number[], outer: readonly number[]): boolean {
  for (let index = 0; index < inner.length; index += 2) {
    const [x0, y0] = [inner[index] ?? 0, inner[index + 1] ?? 0];
    const next = (index + 2) % inner.length;
    const [dx, dy] = [(inner[next] ?? 0) - x0, (inner[next + 1] ?? 0) - y0];
    for (const share of [0, 0.25, 0.5, 0.75]) if (!contains(outer, x0 + dx * share, y0 + dy * share)) return false;
  }
  return true;
}

/** The part mapped point by point, including its details and joints, with those marked that must be clipped at its edge. */
export function mapPart(given: FigurePart, map: (x: number, y: number) => readonly [number, number]): FigurePart {
  const polygon: number[] = [];
  for (let index = 0; index < given.polygon.length; index += 2)
    polygon.push(...map(given.polygon[index] ?? 0, given.polygon[index + 1] ?? 0));
  const details = given.details?.map((detail): FigurePart => {
    const mapped = mapPart(detail, map);
    return liesInside(mapped.polygon, polygon) ? mapped : { ...mapped, overflows: true };
  });
  const joints = given.joints?.map((joint): FigureJoint => {
    const [x, y] = map(joint.x, joint.y);
    return { ...joint, x, y };
  });
  return { role: given.role, polygon, ...(details ? { details } : {}), ...(joints ? { joints } : {}) };
}

/** Left, top, right and bottom of the union of the parts. */
export function boundsOf(parts: readonly FigurePart[]): readonly [number, number, number, number] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { polygon } of parts)
    for (let index = 0; index < polygon.length; index += 2) {
      const [x, y] = [polygon[index] ?? 0, polygon[index + 1] ?? 0];
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  return [left, top, right, bottom];
}
