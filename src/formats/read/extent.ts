import type { ImportedBox } from "./imported";

/** The extent of a shape: a rectangle, or the ellipse in it, rotated clockwise about its centre by an angle in degrees. */
export type Extent = { x: number; y: number; width: number; height: number; rotation: number; round: boolean };

/** The upright box around an extent: the visible part of a rotated box is inside it. */
export function uprightBox({ x, y, width, height, rotation, round }: Extent): Omit<ImportedBox, "frame"> {
  if (rotation % 180 === 0) return { x, y, width, height };
  const angle = (rotation * Math.PI) / 180;
  // Quarter turns stay exact.
  const [cos, sin] = rotation % 90 === 0 ? [0, 1] : [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const across = round ? Math.hypot(width * cos, height * sin) : width * cos + height * sin;
  const down = round ? Math.hypot(width * sin, height * cos) : width * sin + height * cos;
  return { x: tidy(x + (width - across) / 2), y: tidy(y + (height - down) / 2), width: tidy(across), height: tidy(down) };
}

/** The upright extent between four edges. */
export function extentBetween(left: number, top: number, right: number, bottom: number, rotation = 0): Extent {
  return { x: left, y: top, width: right - left, height: bottom - top, rotation, round: false };
}

/** The upright extent around points; NaN if a coordinate is invalid. Uses loops, since outlines may have very many points. */
export function extentAround(points: Iterable<readonly [x: number, y: number]>): Extent | null {
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let any = false;
  for (const [x, y] of points) {
    any = true;
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return any ? extentBetween(left, top, right, bottom) : null;
}

/** The upright extent around several; null if there are none. */
export function aroundAll(extents: readonly Extent[]): Extent | null {
  return extentAround(
    extents.flatMap((extent) => {
      const { x, y, width, height } = uprightBox(extent);
      return [[x, y] as const, [x + width, y + height] as const];
    }),
  );
}

/** The extent at a share of the straight path from one to another; a rotation goes the shorter way round. */
export function mixExtents(from: Extent, to: Extent, share: number): Extent {
  const mix = (a: number, b: number) => a + (b - a) * share;
  const turn = ((((to.rotation - from.rotation) % 360) + 540) % 360) - 180;
  return {
    x: mix(from.x, to.x),
    y: mix(from.y, to.y),
    width: mix(from.width, to.width),
    height: mix(from.height, to.height),
    rotation: from.rotation + turn * share,
    round: from.round,
  };
}

/** Removes rounding errors added by the trigonometric functions. */
function tidy(pixels: number): number {
  return Math.round(pixels * 10_000) / 10_000;
}
