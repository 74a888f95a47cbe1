/** What is wrong on one line of a detector's file, and how to fix it. */
export type DetectionFault = { line: number; message: string };

/** Thrown for an unusable file of detections; the message gives file, line and remedy of the first faults. */
export class DetectionFileError extends Error {
  override readonly name = "DetectionFileError";

  constructor(
    readonly file: string,
    readonly faults: readonly DetectionFault[],
  ) {
    const shown = faults.slice(0, 3).map(({ line, message }) => `${file}:${line}: ${message}`);
    super(shown.join("\n") + (faults.length > 3 ? `\n… and more errors of this kind` : ""));
  }
}

/** After this many faults, the rest of a file is not read. */
export const MAX_FAULTS = 5;
