import { escapesFolder } from "@/core/names";
import type { FileEntry } from "@zip.js/zip.js";

/** How every ZIP is opened. */
export const ZIP_OPTIONS = {
  useWebWorkers: false,
  checkSignature: true,
  checkOverlappingEntry: true,
  // A single bad name would stop the reading; `faultOfEntry` checks each.
  filenameValidation: "tolerant",
} as const;

/** An entry's path with slashes: old tools on Windows write backslashes, others start with `./`. */
export function pathOfEntry({ filename }: { filename: string }): string {
  return filename.replaceAll("\\", "/").replace(/^(\.\/)+/, "");
}

/** What is wrong with an entry's name or kind, or null. @param names paths of the earlier entries */
export function faultOfEntry(entry: FileEntry, names: { has(name: string): boolean }): string | null {
  const name = pathOfEntry(entry);
  if (escapesFolder(name)) return "its path leads outside the archive";
  if (name.length > 1000) return "its path is longer than 1000 characters";
  if (names.has(name)) return "there are two entries with this name";
  if (entry.encrypted) return "it is encrypted";
  return null;
}

/** An entry's bytes; null as soon as there are more than allowed, whatever its header says. */
export async function extractEntry(entry: FileEntry, allowed: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (entry.uncompressedSize > allowed) return null;
  const pieces: Uint8Array[] = [];
  let length = 0;
  const collect = new WritableStream<Uint8Array>({
    write(piece) {
      length += piece.length;
      if (length > allowed) throw new RangeError("too large");
      pieces.push(piece);
    },
  });
  try {
    await entry.getData(collect, { useWebWorkers: false });
  } catch (error) {
    if (length > allowed) return null;
    throw error;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
