import type { InputFile } from "../../read/imported";
import type { FileReport } from "../bundle";

/** The properties of a video, from the video itself or, if it cannot be read, from the ground truth. */
export type KnownVideo = { width: number; height: number; frames: number; fps: number };

export type CheckInput = {
  /** The format's files by path relative to `annotations/`. */
  files: ReadonlyMap<string, InputFile>;
  video: KnownVideo | null;
  report: (path: string) => FileReport;
};

/**
 * Requirements that the readers ignore but the format's consumers have. Runs only if the reader could read the file, so broken syntax has
 * already been reported.
 */
export type FormatCheck = (input: CheckInput) => void;

export const AGAIN = "export the bundle again";
