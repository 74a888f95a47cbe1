/** Pixels from the picture's upper left corner; right and bottom edges are outside. */
export type Rect = { x: number; y: number; width: number; height: number };

/** Triangles. What turns counter-clockwise before the camera shows its front. */
export type Mesh = {
  /** Three numbers a corner. */
  readonly positions: Float32Array;
  /** Three corners a triangle. */
  readonly indices: Uint32Array;
  /** A colour a triangle, as `rgb` makes it. */
  readonly colors: Uint32Array;
};

/** How the triangles of one call are drawn. */
export type DrawSettings = {
  /** Whose they are, 1 to 65535; 0, the default, is nobody's. */
  id?: number;
  /** Seen from behind too. */
  twoSided?: boolean;
  /** Drawn over all that was drawn before, however near: for the ground and what is painted on it. */
  painted?: boolean;
  /**
   * Not drawn itself: of what was drawn before without an id, leaves the share red ÷ 255 of its colour, once however many shadows fall on
   * it. Only antialiased pictures have shadows.
   */
  shadow?: boolean;
};

/** Three rows of four: what takes a position to pixels times w, and w in metres. */
export type PixelMatrix = ArrayLike<number>;

/** Pixels of one id, and their tight box; null where there are none. */
export type Extent = { pixels: number; box: Rect | null };

/** One id alone, with nothing before it. */
export type Silhouette = Extent & {
  /** Which ids are nearest at those of its pixels that lie in the picture, and at how many: its own where it is seen. */
  nearest: Map<number, number>;
};

/** An opaque colour of three bytes, as `Mesh.colors` and backgrounds want it: red first in memory. */
export function rgb(red: number, green: number, blue: number): number {
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}
