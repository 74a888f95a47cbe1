/** A finished export's video, and which of its frames are wanted. */
export type VideoFrames = {
  readonly file: Blob;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** Frames of the whole video. */
  readonly frames: number;
  readonly every: number;
};
