/** Frames of a scenario, half-open: `end` is the first frame left out. */
export type FrameRange = { readonly start: number; readonly end: number };
