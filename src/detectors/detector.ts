import type { Box } from "@/core/scene/frameStateTypes";

/** A picture for a detector: 8 bits a channel, red, green, blue, row by row from the top left. */
export type DetectorPicture = {
  /** The frame of the video that it is, counted from 0. */
  readonly frame: number;
  readonly width: number;
  readonly height: number;
  /** width × height × 3 bytes. */
  readonly rgb: Uint8Array<ArrayBuffer>;
};

/** What a detector found in a picture, in its own words. */
export type FoundObject = {
  /** The name of its class as the detector says it, such as COCO's `person`. */
  readonly label: string;
  /** 0..1. */
  readonly confidence: number;
  /** Pixels of the picture, not rounded, origin top left; may reach over the picture's edges. */
  readonly box: Box;
  /** The detector's own track id, if it tracks. */
  readonly trackId?: number;
};

/** What a detector is, as reports name it. Two that differ in any value may answer differently. */
export type DetectorDescription = {
  /** For people: `CenterNet (built in)`, or a file's name. */
  readonly name: string;
  /** The version of the model and of what runs it; empty if the detector has none. */
  readonly version: string;
  /** SHA-256 of the model, hexadecimal; null if there is no model file to read, as with a program. */
  readonly digest: string | null;
  /** The labels it can report, in the order of its class numbers; empty if that is not known before it runs. */
  readonly classes: readonly string[];
  /** How it sees a picture, in a few words, such as `512 × 512, stretched`; empty if that is not known. */
  readonly input: string;
};

/**
 * A real detector that is ready to work. It answers one picture at a time: whoever calls `detect` waits for the answer before calling it
 * again. What it answers depends on the picture alone, except for detectors that track.
 */
export interface Detector {
  readonly description: DetectorDescription;
  /**
   * Finds objects in a picture, in no particular order.
   * @throws the signal's reason if it is aborted; DetectorError if the detector cannot answer
   */
  detect(picture: DetectorPicture, signal: AbortSignal): Promise<readonly FoundObject[]>;
  /** Releases what it holds (workers, processes, memory); a running `detect` fails. Further calls do nothing. */
  close(): Promise<void>;
}

/**
 * Why a detector cannot be opened or cannot answer.
 *
 * - `input`: what it was given is unfit (a damaged model, a program that does not exist); trying again would not help.
 * - `crash`: it ended unexpectedly or does not answer; a new one may answer the same picture.
 * - `failed`: the work failed for another reason.
 */
export type DetectorFault = "input" | "crash" | "failed";

/** A detector's failure. The message is one line that says what failed and what to do. */
export class DetectorError extends Error {
  override readonly name = "DetectorError";
  constructor(
    readonly fault: DetectorFault,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
