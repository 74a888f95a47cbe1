import { z } from "zod";
import { isPlainPath } from "@/core/names";

/**
 * A library as a ZIP: unpacked, it is a folder in the layout of `jaywalk versions --dir`. `manifest.json` has the digest of every other
 * file.
 */
export const MANIFEST_PATH = "manifest.json";
const VERSIONS_FOLDER = ".versions";

export const objectPath = (sha256: string): string => `${VERSIONS_FOLDER}/objects/${sha256.slice(0, 2)}/${sha256.slice(2)}`;
export const recordPath = (key: string): string => `${VERSIONS_FOLDER}/${key}.json`;

/** Digest in an object's path; null for other paths. */
export function digestInPath(path: string): string | null {
  const match = /^\.versions\/objects\/([0-9a-f]{2})\/([0-9a-f]{62})$/.exec(path);
  return match?.[1] !== undefined && match[2] !== undefined ? match[1] + match[2] : null;
}

/** Key in a record's path; null for other paths. */
export function keyInPath(path: string): string | null {
  return /^\.versions\/(versions\/[0-9a-f]{12})\.json$/.exec(path)?.[1] ?? null;
}

export const manifestSchema = z.strictObject({
  format: z.literal("jaywalk-library-archive/1"),
  files: z.record(
    z.string().refine(isPlainPath, "must be a relative path"),
    z.strictObject({ size: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
});
export type ArchiveManifest = z.infer<typeof manifestSchema>;
