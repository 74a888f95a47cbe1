import { BlobReader, ZipReader, type FileEntry } from "@zip.js/zip.js";
import { ZIP_OPTIONS, extractEntry } from "@/formats/read/zipEntry";
import { LibraryError } from "../errors";
import { isPlainPath } from "@/core/names";
import { sha256Of } from "@/core/digest";
import { MANIFEST_PATH, manifestSchema, type ArchiveManifest } from "./layout";

const MEGABYTE = 1024 * 1024;

/** Larger ZIPs are refused: an import is held in memory until all of it is checked. */
export const ARCHIVE_LIMITS = { entries: 200_000, entryBytes: 64 * MEGABYTE, totalBytes: 1024 * MEGABYTE } as const;

type ArchiveLimits = Readonly<Record<keyof typeof ARCHIVE_LIMITS, number>>;

export type ArchivedFile = { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer>; readonly sha256: string };

/** A damaged part of an archive. */
export type DamagedPart = { readonly path: string; readonly reason: string };

/** Files of a library's ZIP that match its manifest, and those that do not. @throws LibraryError `input` */
export async function unpackArchive(
  file: Blob,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): Promise<{ files: ArchivedFile[]; damaged: DamagedPart[] }> {
  const reader = new ZipReader(new BlobReader(file), ZIP_OPTIONS);
  const files = new Map<string, Uint8Array<ArrayBuffer> | null>();
  let total = 0;
  let entries = 0;
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (++entries > limits.entries) throw refused(`it has more than ${limits.entries} entries`);
      if (entry.directory) continue;
      assertHarmless(entry, files, limits);
      const allowed = Math.min(limits.entryBytes, limits.totalBytes - total);
      const bytes = await extractEntry(entry, allowed).catch(() => "damaged" as const);
      const size = bytes === null ? Infinity : bytes === "damaged" ? mostUnpacked(entry, limits) : bytes.byteLength;
      if (size > allowed) throw refused(`unpacked, it is more than ${inMegabytes(limits.totalBytes)}`);
      total += size;
      files.set(entry.filename, bytes === "damaged" ? null : bytes);
    }
  } catch (error) {
    if (error instanceof LibraryError) throw error;
    throw new LibraryError(
      "input",
      `This cannot be read as a ZIP (${error instanceof Error ? error.message : String(error)}). ` +
        "Choose a file written by Export library, or copy it again.",
      { cause: error },
    );
  } finally {
    await reader.close().catch(() => undefined);
  }
  return checked(files);
}

function assertHarmless(entry: FileEntry, files: ReadonlyMap<string, unknown>, { entryBytes }: ArchiveLimits): void {
  const { filename, encrypted, symlink, uncompressedSize } = entry;
  const shown = `“${filename.slice(0, 100)}”`;
  if (!isPlainPath(filename)) throw refused(`the path of ${shown} leads outside the archive`);
  if (encrypted) throw refused(`${shown} is encrypted`);
  if (symlink) throw refused(`${shown} is a link`);
  if (files.has(filename)) throw refused(`there are two entries named ${shown}`);
  if (uncompressedSize > entryBytes) throw refused(`${shown} is more than ${inMegabytes(entryBytes)} when unpacked`);
}

const inMegabytes = (bytes: number): string => `${bytes / MEGABYTE} MB`;

/** Bytes that one byte can unpack to, by the method's number: stored and deflate (RFC 1951: 258 bytes for two bits). */
const MOST_UNPACKED: Readonly<Record<number, number>> = { 0: 1, 8: 1032 };

/** The most bytes a damaged entry may have unpacked to before its fault was found. */
function mostUnpacked({ compressedSize, compressionMethod }: FileEntry, { entryBytes }: ArchiveLimits): number {
  return Math.min(compressedSize * (MOST_UNPACKED[compressionMethod] ?? entryBytes), entryBytes);
}

/** Compares every file with the manifest; there may be no other. */
async function checked(files: Map<string, Uint8Array<ArrayBuffer> | null>): Promise<{ files: ArchivedFile[]; damaged: DamagedPart[] }> {
  const manifest = readManifest(files.get(MANIFEST_PATH));
  files.delete(MANIFEST_PATH);
  for (const path of files.keys()) if (!Object.hasOwn(manifest.files, path)) throw refused(`${path} is not in its manifest`);
  const whole: ArchivedFile[] = [];
  const damaged: DamagedPart[] = [];
  for (const [path, { size, sha256 }] of Object.entries(manifest.files)) {
    const bytes = files.get(path);
    if (bytes === undefined) damaged.push({ path, reason: "it is missing" });
    else if (bytes === null) damaged.push({ path, reason: "it cannot be unpacked" });
    else if (bytes.byteLength !== size || (await sha256Of(bytes)) !== sha256) damaged.push({ path, reason: "its checksum does not match" });
    else whole.push({ path, bytes, sha256 });
  }
  return { files: whole, damaged };
}

function readManifest(bytes: Uint8Array | null | undefined): ArchiveManifest {
  if (bytes === null) throw refused(`its ${MANIFEST_PATH} is damaged`);
  if (!bytes)
    throw new LibraryError(
      "input",
      `This ZIP is not a Jaywalk library: it has no ${MANIFEST_PATH}. Choose a file written by Export library.`,
    );
  try {
    const result = manifestSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    if (result.success) return result.data;
  } catch {
    throw refused("its manifest is not JSON");
  }
  throw new LibraryError(
    "input",
    `This ZIP is not a Jaywalk library: its ${MANIFEST_PATH} is of another kind. Choose a file written by Export library.`,
  );
}

/** A library's ZIP that is damaged or hostile. */
export const refused = (reason: string): LibraryError =>
  new LibraryError("input", `This library cannot be imported: ${reason}. Nothing was changed. Export it again from where it came from.`);
