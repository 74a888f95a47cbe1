import type { Box } from "@/core/scene";

/**
 * A body in its own colours, before any light falls on it: straight (not premultiplied) RGBA, as 32-bit words. It is drawn once; every
 * weather and lamp is applied to it.
 */
export type Layer = {
  /** The part of the body's box that it contains, relative to its top left, from the layer's first row onwards. */
  shown: Box;
  /** The part of its reflection on wet ground that it contains, in the rows after that; null for none. */
  mirrored: Box | null;
  pixels: Uint32Array;
};
