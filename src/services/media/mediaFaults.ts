import { FFmpegFault } from "./ffmpegJob";

/** What ffmpeg logs, and what that means for the file that was chosen. */
const MEANINGS: readonly (readonly [pattern: RegExp, meaning: string])[] = [
  [/moov atom not found/i, "it is cut off: the index at its end is missing. Copy or download it again"],
  [
    /Decoder .* not found|Unknown decoder|unsupported codec|Unsupported codec|no decoder/i,
    "ffmpeg has no decoder for its codec. Convert it to MP4",
  ],
  [
    /Invalid data found when processing input|could not find codec parameters|EBML header parsing failed|Invalid argument/i,
    "it is not a video that can be read, or its beginning is damaged. Check that it plays, or copy it again",
  ],
  [
    /NotReadableError|NotFoundError|could not be read|permission/i,
    "the browser can no longer read it: it was moved, changed or deleted. Choose it again",
  ],
];

const OUT_OF_MEMORY =
  "its frames need more memory than a browser gives ffmpeg (2 GB). Scale the video down, or convert it to MP4 with H.264";

/**
 * An error about a video file that says why it cannot be used and what to do. Other errors, such as of a cancelled run, stay what they are.
 * @param reason why the browser did not decode it, which matters where ffmpeg cannot either
 */
export function videoFault(cause: unknown, name: string, reason: string): unknown {
  if (!(cause instanceof FFmpegFault)) return cause;
  const lines = [cause.message, ...cause.log];
  const known = MEANINGS.find(([pattern]) => lines.some((line) => pattern.test(line)));
  const last = [...cause.log].reverse().find((line) => /error|fail|invalid|unable/i.test(line)) ?? cause.message;
  const why = cause.isOutOfMemory
    ? OUT_OF_MEMORY
    : (known?.[1] ?? `ffmpeg says “${last.trim()}”. Convert it to MP4, or choose another file`);
  return unusable(name, `${why}. ffmpeg was tried because ${reason}`, cause);
}

/** An error that names the file. */
export function unusable(name: string, why: string, cause?: unknown): Error {
  return new Error(`“${name}” cannot be used: ${why}.`, { cause });
}
