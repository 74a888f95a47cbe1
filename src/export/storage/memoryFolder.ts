import type { OutputFile, OutputFolder } from "./outputFolder";

const PAGE_BYTES = 1 << 20;

/** Files in memory, for browsers that offer no storage on disk. */
export class MemoryFolder implements OutputFolder {
  create(): Promise<OutputFile> {
    return Promise.resolve(new MemoryFile());
  }
}

/** Grows by pages: nothing is ever copied to make room. */
class MemoryFile implements OutputFile {
  private readonly pages: Uint8Array<ArrayBuffer>[] = [];
  size = 0;

  write(data: Uint8Array, position: number): void {
    for (let done = 0; done < data.length;) {
      const { page, offset } = this.locate(position + done);
      const count = Math.min(data.length - done, PAGE_BYTES - offset);
      page.set(data.subarray(done, done + count), offset);
      done += count;
    }
    this.size = Math.max(this.size, position + data.length);
  }

  read(position: number, length: number): Uint8Array<ArrayBuffer> {
    const copy = new Uint8Array(Math.max(0, Math.min(length, this.size - position)));
    for (let done = 0; done < copy.length;) {
      const { page, offset } = this.locate(position + done);
      const part = page.subarray(offset, offset + copy.length - done);
      copy.set(part, done);
      done += part.length;
    }
    return copy;
  }

  close(): Promise<Blob> {
    const used = this.pages.map((page, index) => page.subarray(0, Math.min(PAGE_BYTES, this.size - index * PAGE_BYTES)));
    return Promise.resolve(new Blob(used));
  }

  private locate(position: number): { page: Uint8Array<ArrayBuffer>; offset: number } {
    const index = Math.floor(position / PAGE_BYTES);
    while (this.pages.length <= index) this.pages.push(new Uint8Array(PAGE_BYTES));
    const page = this.pages[index];
    if (!page) throw new RangeError(`There is no byte at ${position}`);
    return { page, offset: position % PAGE_BYTES };
  }
}
