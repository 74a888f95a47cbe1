import { closeSync, openSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolder } from "../files/folders";
import type { PartWriter } from "@/export/bundle/partWriter";

/** Writes the texts of an export straight into a folder, each piece as it comes. */
export class DiskParts implements PartWriter {
  readonly #open = new Map<string, number>();
  readonly #paths: string[] = [];

  constructor(private readonly folder: string) {}

  /** The files begun so far, with `/` between folders. */
  get paths(): readonly string[] {
    return this.#paths;
  }

  async addPart(path: string, text: string, last: boolean): Promise<void> {
    const file = this.#open.get(path) ?? (await this.#begin(path));
    writeSync(file, text);
    if (last) {
      closeSync(file);
      this.#open.delete(path);
    } else this.#open.set(path, file);
  }

  /** Adds a whole file. */
  async addBytes(path: string, bytes: Uint8Array): Promise<void> {
    const file = await this.#begin(path);
    try {
      writeSync(file, bytes);
    } finally {
      closeSync(file);
    }
  }

  /** Begins a file that is written in pieces of bytes. */
  async openBytes(path: string): Promise<{ write(bytes: Uint8Array): void; close(): void }> {
    const file = await this.#begin(path);
    return { write: (bytes) => writeSync(file, bytes), close: () => closeSync(file) };
  }

  async #begin(path: string): Promise<number> {
    const place = join(this.folder, path);
    await makeFolder(dirname(place));
    this.#paths.push(path);
    return openSync(place, "w");
  }
}
