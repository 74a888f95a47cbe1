/** Frames of a scenario, half-open: `end` is the first frame not included. */
export type FrameRange = { readonly start: number; readonly end: number };
