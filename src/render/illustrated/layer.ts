import type { Box } from "@/core/scene";

/**
 * A body in its own colours, before any light falls on it: straight (not premultiplied) RGBA, as whole words. It is drawn
 * once; every weather and lamp works on it.
 */
export type Layer = {
  /** What of the body's box is there, relative to its top left, from the layer's first row on. */
  shown: Box;
  /** What of its image in wet ground is there, in the rows after that; null for none. */
  mirrored: Box | null;
  pixels: Uint32Array;
};
