import { ExportError } from "../errors";
import type { OutputFile, OutputFolder } from "./outputFolder";

/** Files in the browser's own file system; only workers may write them in pieces. */
export class DiskFolder implements OutputFolder {
  constructor(private readonly directory: FileSystemDirectoryHandle) {}

  async create(name: string): Promise<OutputFile> {
    const handle = await this.directory.getFileHandle(name.replaceAll("/", "__"), { create: true });
    const access = await handle.createSyncAccessHandle();
    access.truncate(0);
    return new DiskFile(handle, access);
  }
}

class DiskFile implements OutputFile {
  size = 0;

  constructor(
    private readonly handle: FileSystemFileHandle,
    private readonly access: FileSystemSyncAccessHandle,
  ) {}

  write(data: Uint8Array, position: number): void {
    let written = 0;
    try {
      written = this.access.write(data, { at: position });
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "QuotaExceededError") throw error;
    }
    if (written < data.length) throw new ExportError("storage", OUT_OF_STORAGE);
    this.size = Math.max(this.size, position + data.length);
  }

  read(position: number, length: number): Uint8Array<ArrayBuffer> {
    const copy = new Uint8Array(Math.max(0, Math.min(length, this.size - position)));
    this.access.read(copy, { at: position });
    return copy;
  }

  async close(): Promise<Blob> {
    // Not flushed first: that waits for the disk, and readers of the file see what was written anyway.
    this.access.close();
    return this.handle.getFile();
  }
}

const OUT_OF_STORAGE = "The browser's storage is full: free some space on the disk, or choose a shorter range or a lower quality";
