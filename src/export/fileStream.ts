/**
 * A bundle as one stream, since a request for each of a thousand small files would take longer than the export: a length
 * (four bytes, big-endian), that many bytes of JSON that list the files, then the files one after the other.
 */
export type ListedFile = { readonly path: string; readonly size: number };

/** Length of the number that stands first. */
export const LIST_LENGTH_BYTES = 4;

/** Joins files into one stream. Their contents stay where they are until the stream is read. */
export function packFiles(files: readonly (ListedFile & { readonly blob: Blob })[]): Blob {
  const list = new TextEncoder().encode(JSON.stringify(files.map(({ path, size }) => ({ path, size }))));
  const length = new DataView(new ArrayBuffer(LIST_LENGTH_BYTES));
  length.setUint32(0, list.byteLength);
  return new Blob([length, list, ...files.map(({ blob }) => blob)]);
}
