import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { codeOf } from "../errors";
import { makeFolder } from "./folders";

type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export type Written = { readonly sha256: string; readonly size: number };

/** `durable`: on disk before the call returns, for data that could not be recreated after a power cut. */
type Durability = "durable" | "quick";

/** Writes a file, creating missing folders. */
export async function writePieces(path: string, pieces: Pieces, durability: Durability): Promise<Written> {
  await makeFolder(dirname(path));
  const hash = createHash("sha256");
  let size = 0;
  const file = await open(path, "w");
  try {
    for await (const piece of pieces) {
      hash.update(piece);
      size += piece.byteLength;
      await file.writeFile(piece);
    }
    if (durability === "durable") await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest("hex"), size };
}

/**
 * Replaces a file atomically: readers, and the next run after a process was killed, see either the old or the new one.
 * `drafts`: a folder on the same disk, whose leftovers the caller removes at some point.
 */
export async function writeAtomically(path: string, text: string, drafts: string, durability: Durability): Promise<void> {
  const draft = join(drafts, randomUUID());
  try {
    await writePieces(draft, [new TextEncoder().encode(text)], durability);
    await makeFolder(dirname(path));
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

/** SHA-256 and size of a file. */
export async function digestFile(path: string): Promise<Written> {
  return digestPieces(readPieces(path));
}

export async function digestPieces(pieces: Pieces): Promise<Written> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const piece of pieces) {
    hash.update(piece);
    size += piece.byteLength;
  }
  return { sha256: hash.digest("hex"), size };
}

/** A file in pieces of half a megabyte. */
export function readPieces(path: string): AsyncIterable<Uint8Array<ArrayBuffer>> {
  return createReadStream(path, { highWaterMark: 1 << 19 });
}

/** Whether a file-system error says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes(codeOf(error));
}
