import { writeFileSync } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isPlainPath } from "@/core/names";
import { LIST_LENGTH_BYTES, type ListedFile } from "@/export/fileStream";
import { makeFolder } from "../files/folders";

/**
 * Writes the files of a packed stream into a folder, as they arrive.
 * @throws if a path would leave the folder, or the stream ends early
 */
export async function unpackFiles(stream: AsyncIterable<Uint8Array>, folder: string): Promise<void> {
  const reader = new PieceReader(stream);
  const length = Buffer.concat(await reader.take(LIST_LENGTH_BYTES)).readUInt32BE();
  // Our own page wrote the list.
  const files = JSON.parse(Buffer.concat(await reader.take(length)).toString()) as ListedFile[];
  const folders = new Set(files.map(({ path }) => dirname(placeIn(folder, path))));
  for (const name of folders) await makeFolder(name);
  for (const { path, size } of files) {
    const target = placeIn(folder, path);
    if (size <= SMALL_BYTES) {
      // The loop does not wait for each file, and thousands of small files are written in parallel, in a third of the time.
      writeFileSync(target, Buffer.concat(await reader.take(size)));
      continue;
    }
    const file = await open(target, "w");
    try {
      await reader.copy(size, file);
    } finally {
      await file.close();
    }
  }
}

/** A video can have a file of up to this size for each of its frames. */
const SMALL_BYTES = 1 << 18;

class PieceReader {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#pieces = stream[Symbol.asyncIterator]();
  }

  /** The next bytes, in pieces. */
  async take(length: number): Promise<Uint8Array[]> {
    const taken: Uint8Array[] = [];
    await this.#each(length, (piece) => void taken.push(piece));
    return taken;
  }

  async copy(length: number, file: FileHandle): Promise<void> {
    await this.#each(length, async (piece) => {
      await file.writeFile(piece);
    });
  }

  async #each(length: number, use: (piece: Uint8Array) => void | Promise<void>): Promise<void> {
    let missing = length;
    while (missing > 0) {
      if (this.#rest.byteLength === 0) {
        const next = await this.#pieces.next();
        if (next.done) throw new Error("The files ended early");
        this.#rest = next.value;
      }
      const piece = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(piece.byteLength);
      missing -= piece.byteLength;
      await use(piece);
    }
  }
}

/** @throws if the path would leave the folder */
function placeIn(folder: string, path: string): string {
  if (!isPlainPath(path)) throw new Error(`${path} leads outside the folder`);
  return join(folder, path);
}
