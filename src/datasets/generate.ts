import { jsonText } from "@/core/text";
import { isoTime } from "@/detection";
import { type DatasetFormat, type DatasetOptions, type ResolvedOptions, resolveOptions, totals } from "./options";
import { tableFiles } from "./write";

/** A file of a dataset; its text comes in pieces, generated on demand, so that its size needs no memory. */
export type DatasetFile = { path: string; chunks: () => Iterable<string> };

/**
 * The files of a dataset: the tables in each format, `metadata.json` and `fixture_metadata.json`. The same options give the same bytes
 * anywhere, on any day.
 *
 * @throws Error naming an option that is outside its limits
 */
export function datasetFiles(options: DatasetOptions, formats: readonly DatasetFormat[] = ["json"]): DatasetFile[] {
  const resolved = resolveOptions(options);
  const statistics = statisticsOf(resolved);
  const { name, description } = resolved;
  return [
    ...formats.flatMap((format) => tableFiles(resolved, format)),
    document("metadata.json", statistics),
    document("fixture_metadata.json", { name, description, directory: name, statistics }),
  ];
}

/** The specification's `metadata`; `generated_at` is the reference time, since a clock would change the bytes. */
function statisticsOf(options: ResolvedOptions) {
  return { generated_at: isoTime(options.referenceTime), seed: options.seed, ...totals(options) };
}

function document(path: string, value: object): DatasetFile {
  return { path, chunks: () => [jsonText(value)] };
}
