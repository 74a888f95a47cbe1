import { makeZip, predictLength } from "client-zip";
import { fileName } from "@/core/names";
import type { ExportResult } from "./types";

/** ZIP stores no time zone; a fixed date makes the same bundle the same file. */
const DATE = new Date(1980, 0, 1);

/** A bundle as one ZIP file, read from storage while it is written: it is never in memory as a whole. */
export function bundleZip(result: Pick<ExportResult, "files">): { stream: ReadableStream<Uint8Array>; size: number } {
  const files = result.files.map(({ path, blob }) => ({ name: path, input: blob, lastModified: DATE }));
  const sizes = result.files.map(({ path, size }) => ({ name: path, size }));
  return { stream: makeZip(files), size: Number(predictLength(sizes)) };
}

/** Name of a scenario's ZIP. */
export const bundleZipName = (scenarioName: string): string => `${fileName(scenarioName)}.zip`;
