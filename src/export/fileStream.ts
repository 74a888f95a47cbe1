import type { StoredFile } from "./types";

/**
 * A bundle as one stream, since a request for each of a thousand small files would take longer than the export: a length (four bytes,
 * big-endian), that many bytes of JSON that list the files, then the files one after another.
 */
export type ListedFile = { readonly path: string; readonly size: number };

/** Size of the leading number. */
export const LIST_LENGTH_BYTES = 4;

/**
 * Joins files into one stream. Their contents stay where they are until the stream is read, and adjacent ones are read as one: a thousand
 * pieces take the browser longer than a thousand frames.
 */
export function packFiles(files: readonly StoredFile[]): Blob {
  const holders = new Map<Blob, StoredFile[]>();
  for (const file of files) {
    const held = holders.get(file.holder);
    if (held) held.push(file);
    else holders.set(file.holder, [file]);
  }
  const listed: ListedFile[] = [];
  const pieces: Blob[] = [];
  for (const [holder, held] of holders) {
    let [start, end] = [0, 0];
    for (const { path, size, position } of held.sort((a, b) => a.position - b.position)) {
      if (position !== end) {
        pieces.push(holder.slice(start, end));
        start = position;
      }
      end = position + size;
      listed.push({ path, size });
    }
    pieces.push(holder.slice(start, end));
  }
  const list = new TextEncoder().encode(JSON.stringify(listed));
  const length = new DataView(new ArrayBuffer(LIST_LENGTH_BYTES));
  length.setUint32(0, list.byteLength);
  return new Blob([length, list, ...pieces]);
}
