import { FFmpegFault } from "./ffmpegJob";

/** What ffmpeg logs, and what that means to whoever chose the file. */
const MEANINGS: readonly (readonly [pattern: RegExp, meaning: string])[] = [
  [/moov atom not found/i, "it is cut off: its index, which stands at the end, is missing. Copy or download it again"],
  [
    /Decoder .* not found|Unknown decoder|unsupported codec|Unsupported codec|no decoder/i,
    "ffmpeg has no decoder for its codec. Convert it to MP4",
  ],
  [
    /Invalid data found when processing input|could not find codec parameters|EBML header parsing failed|Invalid argument/i,
    "it is not a video that can be read, or it is damaged at its beginning. Check that it plays, or copy it again",
  ],
  [
    /NotReadableError|NotFoundError|could not be read|permission/i,
    "the browser cannot read it any more: it was moved, changed or deleted. Choose it again",
  ],
];

const OUT_OF_MEMORY =
  "its pictures need more memory than a browser gives ffmpeg (2 GB). Make the video smaller in size, or convert it to MP4 with H.264";

/** An error about a video file that says why it cannot be used and what to do. Others, as of a cancelled run, stay what they are. */
export function videoFault(cause: unknown, name: string): unknown {
  if (!(cause instanceof FFmpegFault)) return cause;
  const lines = [cause.message, ...cause.log];
  const known = MEANINGS.find(([pattern]) => lines.some((line) => pattern.test(line)));
  const last = [...cause.log].reverse().find((line) => /error|fail|invalid|unable/i.test(line)) ?? cause.message;
  const why = cause.isOutOfMemory
    ? OUT_OF_MEMORY
    : (known?.[1] ?? `ffmpeg says “${last.trim()}”. Convert it to MP4, or choose another file`);
  return unusable(name, why, cause);
}

/** An error that names the file. */
export function unusable(name: string, why: string, cause?: unknown): Error {
  return new Error(`“${name}” cannot be used: ${why}.`, { cause });
}
