import { BlobReader, ZipReader, type FileEntry } from "@zip.js/zip.js";
import { FormatError } from "../finding";
import { isSystemFile } from "../read/fileNames";
import { ZIP_OPTIONS, extractEntry, faultOfEntry, pathOfEntry } from "../read/zipEntry";
import type { BundleReader } from "./bundle";
import { suiteFinding } from "./suiteFolder";

/** More than the video of any bundle; a ZIP that unpacks to more is not one of ours. */
const MAX_FILE_BYTES = 2 * 1024 * 1024 * 1024 - 1;

/**
 * A bundle as one ZIP. Files are unpacked one at a time, when they are checked. A folder around the bundle is skipped.
 * @throws FormatError if the ZIP is damaged or contains what no bundle contains
 */
export async function openBundleZip(name: string, zip: Blob): Promise<BundleReader> {
  const refuse = (place: string, message: string, advice: string) =>
    new FormatError({ severity: "error", file: name, place, message, advice });
  const entries = new Map<string, FileEntry>();
  try {
    for await (const entry of new ZipReader(new BlobReader(zip), ZIP_OPTIONS).getEntriesGenerator()) {
      const path = pathOfEntry(entry);
      if (entry.directory || isSystemFile(path)) continue;
      const fault = faultOfEntry(entry, entries);
      if (fault !== null) throw refuse(entry.filename, fault, "this is not a ZIP that Jaywalk wrote; export the bundle again");
      entries.set(path, entry);
    }
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw refuse(
      "",
      `this is not a ZIP, or it is damaged: ${error instanceof Error ? error.message : String(error)}`,
      "download or copy it again",
    );
  }
  const root = rootOf([...entries.keys()]);
  const suite = suiteFinding(name, [...entries.keys()]);
  if (suite) throw new FormatError(suite);
  if (root === null) throw refuse("", "it contains no ground_truth.json", "choose an exported ZIP");
  return {
    paths: [...entries.keys()]
      .filter((path) => path.startsWith(root))
      .map((path) => path.slice(root.length))
      .sort(),
    open: async (path) => {
      const entry = entries.get(root + path);
      const bytes = entry ? await extractEntry(entry, MAX_FILE_BYTES).catch(() => undefined) : undefined;
      if (bytes === null)
        throw refuse(path, "the file is more than 2 GB when unpacked", "unpack the ZIP and check the folder with jaywalk lint");
      if (bytes === undefined) throw refuse(path, "the file is damaged in the ZIP", "download or copy the ZIP again");
      return new Blob([bytes]);
    },
  };
}

/** The folder that contains the bundle, with its slash: the ZIP's own root or one folder in it. Null if there is no bundle. */
function rootOf(paths: readonly string[]): string | null {
  const found = paths.filter((path) => /^([^/]+\/)?ground_truth\.json$/.test(path)).sort((one, other) => one.length - other.length)[0];
  return found === undefined ? null : found.slice(0, found.length - "ground_truth.json".length);
}
