/** A file being written; pieces may come in any order. */
export interface OutputFile {
  write(data: Uint8Array, position: number): void;
  readonly size: number;
  /** Copies bytes that have been written; fewer at the end. */
  read(position: number, length: number): Uint8Array<ArrayBuffer>;
  /** Ends writing. @returns the file's content, on disk if the folder is */
  close(): Promise<Blob>;
}

/** Where an export keeps its files while it runs and until its result is discarded. */
export interface OutputFolder {
  create(name: string): Promise<OutputFile>;
}
