/** Bytes of one file, in pieces, so that a long video is never held whole. */
export type Content = AsyncIterable<Uint8Array>;

/** Contents kept once under their SHA-256 (64 hexadecimal digits). Writing is all or nothing. */
export interface ObjectStore {
  /** Which of these are not kept whole: missing, or with a content of another digest by now. Every content is digested. */
  lacking(digests: readonly string[]): Promise<string[]>;
  /** Null where nothing is kept under this digest. What comes back is not checked: see `digest`. */
  get(sha256: string): Promise<Content | null>;
  /** Keeps the content, in place of one that was damaged since. @throws VersionError where the content has another digest. */
  put(sha256: string, content: Content): Promise<void>;
  /** Digests of all that is kept. */
  list(): Promise<string[]>;
  delete(sha256: string): Promise<void>;
}

/** Small texts under keys such as `versions/1a2b3c`. Each write replaces the old text at once or not at all. */
export interface RecordStore {
  read(key: string): Promise<string | null>;
  write(key: string, text: string): Promise<void>;
  delete(key: string): Promise<void>;
  keys(prefix: string): Promise<string[]>;
}

/** Where versions are kept. */
export type VersionStorage = {
  readonly objects: ObjectStore;
  readonly records: RecordStore;
  /** SHA-256 of a content. */
  readonly digest: (content: Content) => Promise<string>;
};

/** One file of a tree. */
export type TreeEntry = { readonly path: string; readonly sha256: string; readonly size: number };

/** What versions are made of: the present state of a library or of a folder. */
export interface WorkingTree {
  /** All files with the digests of their contents, in order of path: what a version of the present state holds. */
  entries(): Promise<TreeEntry[]>;
  /** Those of them that are whole: every content has just been digested. */
  soundEntries(): Promise<TreeEntry[]>;
  read(path: string): Promise<Content>;
  /**
   * Makes the tree hold these files and no others. May be called again after it was cut off: the result is the same.
   * `open` gives a file's content.
   */
  replace(entries: readonly TreeEntry[], open: (entry: TreeEntry) => Promise<Content>): Promise<void>;
}

export type Clock = () => Date;
