/**
 * By how many columns and rows what is seen in each pixel moves until the next frame, and its depth then: others may hide it there. Not a
 * number where nothing is seen, or where it will be gone or beyond the lens.
 */
export type Flow = { readonly u: Float64Array; readonly v: Float64Array; readonly depth: Float64Array };

/** Per-pixel ground truth of one frame, row by row. Arrays are valid until the next frame. */
export type FramePixels = {
  /** Track id + 1 of the actor that is seen; 0 for none. */
  instances(): Uint16Array;
  /** `SEMANTIC_CLASSES` of what is seen. */
  semantic(): Uint8Array;
  /** The whole silhouette of each actor inside the picture, whatever hides it: 255 where it is. In the order of track ids. */
  amodal(): Iterable<{ readonly trackId: number; readonly mask: Uint8Array }>;
  /** Metres to what is seen: along the camera's axis for a pinhole, from the camera for a fisheye; infinite for the sky. */
  depth(): Float64Array;
  /** Where what is seen will be at the next frame. */
  flow(): Flow;
};

/** Makes the per-pixel ground truth of frames. Scenarios without a road have neither depth nor flow (`pixelMapsFault`). */
export interface PixelTruth {
  frame(frame: number): FramePixels;
}
