/** Pixels from the picture's top left corner; right and bottom are exclusive. */
export type Rect = { x: number; y: number; width: number; height: number };

/** Triangles. Front faces are counter-clockwise as seen by the camera. */
export type Mesh = {
  /** Three numbers per corner. */
  readonly positions: Float32Array;
  /** Three corner indices per triangle. */
  readonly indices: Uint32Array;
  /** One colour per triangle, as made by `rgb`. */
  readonly colors: Uint32Array;
};

/** How the triangles of one call are drawn. */
export type DrawSettings = {
  /** The instance they belong to, 1 to 65535; 0, the default, for none. */
  id?: number;
  /** Whether they are visible from behind as well. */
  twoSided?: boolean;
  /** Whether they are drawn over everything before them regardless of depth: for the ground and its markings. */
  painted?: boolean;
  /**
   * Not drawn itself: multiplies the colour of what was drawn before without an id by red ÷ 255; overlapping shadows darken only once.
   * Only antialiased pictures have shadows.
   */
  shadow?: boolean;
  /**
   * Not drawn itself: blended into what is `SURFACE.wet`, with this share, 1 to 255. Of several mirror images, the first is seen. Only
   * antialiased pictures have mirror images.
   */
  mirror?: number;
};

/** What a triangle is made of, as far as light treats it differently. */
export const SURFACE = {
  plain: 255,
  /** Gives light where `Shading.lit` says so. */
  lamp: 253,
  /** Always gives light there. */
  signal: 252,
  /** Sends the light of headlamps back. */
  reflector: 251,
  /** Lies flat, so that low lamps graze it. */
  ground: 249,
  /** Likewise, and mirrors the sky and what stands on it. */
  wet: 247,
} as const;

/** A colour as it is on a surface. @param surface of `SURFACE` */
export const onSurface = (color: number, surface: number): number => ((color & 0xffffff) | (surface << 24)) >>> 0;

/** Three rows of four: projects a position to pixels times w, and w in metres. */
export type PixelMatrix = ArrayLike<number>;

/** The number of pixels of one id, and their tight box; null if there are none. */
export type Extent = { pixels: number; box: Rect | null };

/** The silhouette of one id, with nothing in front of it. */
export type Silhouette = Extent & {
  /** For its pixels inside the picture: which ids are visible there, and in how many. Its own id where it is visible itself. */
  nearest: Map<number, number>;
};

/** An opaque colour for `Mesh.colors` and backgrounds: red first in memory. */
export function rgb(red: number, green: number, blue: number): number {
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}
