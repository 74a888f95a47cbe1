import { createSHA256 } from "hash-wasm";
import type { Hasher } from "../engines/frameSources";
import type { OutputFile, OutputFolder } from "../storage/outputFolder";
import type { StoredFile } from "../types";
import type { FileRecord } from "./documents";
import type { PartWriter } from "./partWriter";

const READ_BYTES = 4 << 20;

type OpenFile = { file: OutputFile; hasher: Hasher };
type PackedFile = Omit<StoredFile, "holder">;

/**
 * Collects the files of a bundle and their digests. Small files share one file of the folder, since a video can have a label file for
 * every frame.
 */
export class BundleWriter implements PartWriter {
  private readonly encoder = new TextEncoder();
  private readonly open = new Map<string, OpenFile>();
  private readonly packed: PackedFile[] = [];
  private readonly finished: StoredFile[] = [];

  private constructor(
    private readonly folder: OutputFolder,
    private readonly pack: OutputFile,
    private readonly packHasher: Hasher,
  ) {}

  static async create(folder: OutputFolder): Promise<BundleWriter> {
    return new BundleWriter(folder, await folder.create("small.pack"), await createSHA256());
  }

  /** Adds a complete small file. @returns its digest */
  addText(path: string, text: string): string {
    return this.addBytes(path, this.encoder.encode(text));
  }

  addBytes(path: string, bytes: Uint8Array): string {
    const sha256 = this.packHasher.init().update(bytes).digest();
    this.packed.push({ path, position: this.pack.size, size: bytes.length, sha256 });
    this.pack.write(bytes, this.pack.size);
    return sha256;
  }

  async addPart(path: string, text: string, last: boolean): Promise<void> {
    let target = this.open.get(path);
    if (!target && last) {
      this.addText(path, text);
      return;
    }
    if (!target) {
      target = { file: await this.folder.create(path), hasher: (await createSHA256()).init() };
      this.open.set(path, target);
    }
    const bytes = this.encoder.encode(text);
    target.hasher.update(bytes);
    target.file.write(bytes, target.file.size);
    if (!last) return;
    this.open.delete(path);
    await this.addFinished(path, target.file, target.hasher.digest());
  }

  /** Adds a file that was written out of order; its digest is computed by reading it again. */
  async addFile(path: string, file: OutputFile): Promise<void> {
    this.packHasher.init();
    for (let position = 0; position < file.size; position += READ_BYTES) this.packHasher.update(file.read(position, READ_BYTES));
    await this.addFinished(path, file, this.packHasher.digest());
  }

  /** What has been added so far. */
  records(): FileRecord[] {
    return [...this.finished, ...this.packed].map(({ path, size, sha256 }) => ({ path, size, sha256 }));
  }

  /** Completes the bundle. @returns its files in no particular order */
  async finish(): Promise<StoredFile[]> {
    const holder = await this.pack.close();
    return [...this.finished, ...this.packed.map((file) => ({ ...file, holder }))];
  }

  private async addFinished(path: string, file: OutputFile, sha256: string): Promise<void> {
    this.finished.push({ path, size: file.size, sha256, holder: await file.close(), position: 0 });
  }
}
