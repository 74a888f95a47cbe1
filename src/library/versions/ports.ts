/** Bytes of one file, in pieces, so that a long video is never completely in memory. */
export type Content = AsyncIterable<Uint8Array>;

/** Contents stored once under their SHA-256 (64 hexadecimal digits). Writing is all or nothing. */
export interface ObjectStore {
  /** Which of these are not stored intact: missing, or with a different digest by now. The digest of every content is computed. */
  lacking(digests: readonly string[]): Promise<string[]>;
  /** Null if nothing is stored under this digest. The result is not checked: see `digest`. */
  get(sha256: string): Promise<Content | null>;
  /** Stores the content, replacing one that has been damaged since. @throws VersionError if the content has another digest. */
  put(sha256: string, content: Content): Promise<void>;
  /** Digests of everything that is stored. */
  list(): Promise<string[]>;
  delete(sha256: string): Promise<void>;
}

/** Small texts under keys such as `versions/1a2b3c`. Each write replaces the old text atomically. */
export interface RecordStore {
  read(key: string): Promise<string | null>;
  write(key: string, text: string): Promise<void>;
  delete(key: string): Promise<void>;
  keys(prefix: string): Promise<string[]>;
}

/** Where versions are stored. */
export type VersionStorage = {
  readonly objects: ObjectStore;
  readonly records: RecordStore;
  /** SHA-256 of a content. */
  readonly digest: (content: Content) => Promise<string>;
};

/** One file of a tree. */
export type TreeEntry = { readonly path: string; readonly sha256: string; readonly size: number };

/** What versions are made of: the current state of a library or of a folder. */
export interface WorkingTree {
  /** All files with the digests of their contents, in order of path: the contents of a version of the current state. */
  entries(): Promise<TreeEntry[]>;
  /** Those of them that are intact: the digest of every content has just been computed. */
  soundEntries(): Promise<TreeEntry[]>;
  read(path: string): Promise<Content>;
  /**
   * Makes the tree contain these files and no others. May be called again after it was interrupted: the result is the same. `open`
   * returns a file's content.
   */
  replace(entries: readonly TreeEntry[], open: (entry: TreeEntry) => Promise<Content>): Promise<void>;
}

export type Clock = () => Date;
