import { extname } from "node:path";
import { streamCsv, streamJson, streamNdjson, type SimulatedStream } from "@/detection";
import { RESULT_FORMATS, detectionResults } from "@/formats";
import { UsageError } from "../errors";
import { isStandardOutput } from "../files/output";

export const OUTPUT_FORMATS = ["json", "ndjson", "csv", ...RESULT_FORMATS] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** The extensions of each format; an extension stands for the first format that has it. */
const ENDINGS: Record<OutputFormat, readonly string[]> = {
  json: [".json"],
  ndjson: [".ndjson", ".jsonl"],
  csv: [".csv"],
  coco: [".json"],
  mot: [".txt"],
  kitti: [".txt"],
};

/**
 * The format in which a stream is written to a file; null if no file is written.
 * @throws UsageError if the extension implies no format, or a different one
 */
export function outputFormat(file: string | undefined, given: OutputFormat | undefined): OutputFormat | null {
  if (file === undefined) {
    if (given !== undefined) throw new UsageError(`--format ${given} needs a file; name it with --out`);
    return null;
  }
  if (isStandardOutput(file)) {
    if (given === undefined)
      throw new UsageError(
        `--out ${file} is standard output, which has no extension to show the format; add --format with ${OUTPUT_FORMATS.join(", ")}`,
      );
    return given;
  }
  const ending = extname(file).toLowerCase();
  if (given !== undefined) {
    if (ending !== "" && !ENDINGS[given].includes(ending))
      throw new UsageError(`--out: ${file} does not have the extension of ${given}; name it ${ENDINGS[given].join(" or ")}`);
    return given;
  }
  if (ending === ".txt") throw new UsageError(`--out: ${file} could be MOTChallenge or KITTI results; add --format mot or --format kitti`);
  const meant = OUTPUT_FORMATS.find((format) => ENDINGS[format].includes(ending));
  if (!meant)
    throw new UsageError(
      `--out: ${file} has no extension that shows its format; ` +
        `name it .json, .ndjson or .csv, or add --format with ${RESULT_FORMATS.join(", ")}`,
    );
  return meant;
}

/** A stream in the requested format, in pieces. @throws FormatError if the format cannot represent it */
export function contentOf(
  format: OutputFormat,
  stream: SimulatedStream,
  { profile, seed, motOrigin }: { profile: string; seed: number; motOrigin: 0 | 1 },
): Iterable<string> {
  switch (format) {
    case "json":
      return streamJson(profile, seed, stream);
    case "ndjson":
      return streamNdjson(stream);
    case "csv":
      return streamCsv(stream);
    default:
      // Collected as a whole, so that nothing is written if it cannot be written completely.
      return [[...detectionResults(format, stream.events, { motOrigin })].join("")];
  }
}
