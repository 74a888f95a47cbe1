import type { WantedPictures } from "@/detectors/picture/ffmpegBatches";

/** A finished export's video, and which of its frames are wanted. */
export type VideoFrames = WantedPictures & { readonly file: Blob; readonly name: string };
