import { atan2, cos, hypot, sin } from "@/core/exact";

/** A place on a line: metres, radians, and its curvature (1/m, above 0 to the left). */
export type LinePose = { readonly x: number; readonly y: number; readonly heading: number; readonly curvature: number };

type Polynomial = readonly [number, number, number, number];

export type Shape =
  | { readonly kind: "line" }
  | { readonly kind: "spiral"; readonly start: number; readonly end: number }
  | { readonly kind: "poly3"; readonly v: Polynomial }
  | { readonly kind: "paramPoly3"; readonly u: Polynomial; readonly v: Polynomial; readonly isNormalized: boolean };

/** A piece of a road's reference line; an arc is a spiral of constant curvature. */
export type Geometry = {
  readonly s: number;
  readonly x: number;
  readonly y: number;
  readonly heading: number;
  readonly length: number;
  readonly shape: Shape;
};

export const valueOf = ([a, b, c, d]: Polynomial, p: number): number => a + p * (b + p * (c + p * d));
const slopeOf = ([, b, c, d]: Polynomial, p: number): number => b + p * (2 * c + p * 3 * d);
const bendOf = ([, , c, d]: Polynomial, p: number): number => 2 * c + 6 * d * p;

/** The place at a distance from a geometry's start. */
export function poseOn(geometry: Geometry, distance: number): LinePose {
  const { x, y, heading, shape } = geometry;
  const local = localPose(geometry, shape, distance);
  const [c, s] = [cos(heading), sin(heading)];
  return {
    x: x + local.x * c - local.y * s,
    y: y + local.x * s + local.y * c,
    heading: heading + local.heading,
    curvature: local.curvature,
  };
}

function localPose({ length }: Geometry, shape: Shape, distance: number): LinePose {
  switch (shape.kind) {
    case "line":
      return { x: distance, y: 0, heading: 0, curvature: 0 };
    case "spiral":
      return spiralPose(shape.start, length > 0 ? (shape.end - shape.start) / length : 0, distance);
    case "poly3": {
      const u = abscissaOf(shape.v, distance);
      const slope = slopeOf(shape.v, u);
      const run = hypot(1, slope);
      return { x: u, y: valueOf(shape.v, u), heading: atan2(slope, 1), curvature: bendOf(shape.v, u) / (run * run * run) };
    }
    case "paramPoly3": {
      const p = shape.isNormalized && length > 0 ? distance / length : distance;
      const [du, dv] = [slopeOf(shape.u, p), slopeOf(shape.v, p)];
      const speed = hypot(du, dv);
      const turn = du * bendOf(shape.v, p) - dv * bendOf(shape.u, p);
      return {
        x: valueOf(shape.u, p),
        y: valueOf(shape.v, p),
        heading: speed > 0 ? atan2(dv, du) : 0,
        curvature: speed > 0 ? turn / (speed * speed * speed) : 0,
      };
    }
  }
}

/** Gauss and Legendre's three points on [0, 1], and their weights. */
const GAUSS = [
  [0.5 - Math.sqrt(0.15), 5 / 18],
  [0.5, 8 / 18],
  [0.5 + Math.sqrt(0.15), 5 / 18],
] as const;
/** Turn of a panel of integration (radians), and how many panels there are at most. */
const PANEL_TURN = 0.2;
const MOST_PANELS = 4000;

/** A spiral from the origin along x: its curvature grows by `rate` a metre. */
export function spiralPose(curvature: number, rate: number, distance: number): LinePose {
  const headingAt = (s: number) => s * (curvature + (rate * s) / 2);
  const end = curvature + rate * distance;
  if (Math.abs(rate * distance) < 1e-12) return arcPose(curvature, distance);
  const turn = Math.max(Math.abs(curvature), Math.abs(end)) * Math.abs(distance);
  const panels = Math.min(MOST_PANELS, Math.max(1, Math.ceil(turn / PANEL_TURN)));
  let [x, y] = [0, 0];
  const step = distance / panels;
  for (let panel = 0; panel < panels; panel++)
    for (const [share, weight] of GAUSS) {
      const heading = headingAt((panel + share) * step);
      x += weight * step * cos(heading);
      y += weight * step * sin(heading);
    }
  return { x, y, heading: headingAt(distance), curvature: end };
}

function arcPose(curvature: number, distance: number): LinePose {
  const turn = curvature * distance;
  if (Math.abs(turn) < 1e-9) return { x: distance, y: (curvature * distance * distance) / 2, heading: turn, curvature };
  return { x: sin(turn) / curvature, y: (1 - cos(turn)) / curvature, heading: turn, curvature };
}

const MOST_STEPS = 4000;

/** How far along u a cubic has run after a distance along it. */
function abscissaOf(v: Polynomial, distance: number): number {
  const steps = Math.min(MOST_STEPS, Math.max(4, Math.ceil(Math.abs(distance) * 2)));
  const step = distance / steps;
  const rate = (u: number) => 1 / hypot(1, slopeOf(v, u));
  let u = 0;
  for (let index = 0; index < steps; index++) {
    const middle = u + (step / 2) * rate(u);
    u += step * rate(middle);
  }
  return u;
}
