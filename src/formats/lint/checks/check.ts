import type { InputFile } from "../../read/imported";
import type { FileReport } from "../bundle";

/** What a video has, by its own word or, where that cannot be had, by the ground truth's. */
export type KnownVideo = { width: number; height: number; frames: number; fps: number };

export type CheckInput = {
  /** The format's files by path relative to `annotations/`. */
  files: ReadonlyMap<string, InputFile>;
  video: KnownVideo | null;
  report: (path: string) => FileReport;
};

/**
 * What the readers do not look at, but the format's consumers trip over. Runs only where the reader could read the
 * file, so broken syntax was told before.
 */
export type FormatCheck = (input: CheckInput) => void;

export const AGAIN = "export the bundle again";
