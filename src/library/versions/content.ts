import type { Content } from "./ports";

/** A content that is already in memory. */
export async function* contentOf(...pieces: readonly (Uint8Array | string)[]): Content {
  for (const piece of pieces) yield typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
  await Promise.resolve();
}

/** The whole content in memory: only for what is known to be small. */
export async function bytesOf(content: Content): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of content) {
    pieces.push(piece);
    size += piece.byteLength;
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.byteLength;
  }
  return bytes;
}

export async function textOf(content: Content): Promise<string> {
  return new TextDecoder().decode(await bytesOf(content));
}
