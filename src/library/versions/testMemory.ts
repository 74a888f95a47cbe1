import { bytesOf, contentOf } from "./content";
import { sha256Of } from "@/core/digest";
import { VersionError } from "./errors";
import type { Content, TreeEntry, VersionStorage, WorkingTree } from "./ports";

/** For tests: versions in plain maps, which a test can damage. */
export class MemoryVersions implements WorkingTree {
  readonly kept = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly texts = new Map<string, string>();
  readonly files = new Map<string, string>();
  puts = 0;
  /** Called before each file that `replace` writes: throw to interrupt it. */
  beforeWrite: (path: string) => void = () => undefined;

  readonly storage: VersionStorage = {
    digest: async (content) => sha256Of(await bytesOf(content)),
    objects: {
      lacking: async (digests) => {
        const lacking: string[] = [];
        for (const sha256 of digests) {
          const bytes = this.kept.get(sha256);
          if (!bytes || (await sha256Of(bytes)) !== sha256) lacking.push(sha256);
        }
        return lacking;
      },
      get: (sha256) => {
        const bytes = this.kept.get(sha256);
        return Promise.resolve(bytes ? contentOf(bytes) : null);
      },
      put: async (sha256, content) => {
        const bytes = await bytesOf(content);
        if ((await sha256Of(bytes)) !== sha256) throw new VersionError(`${sha256} changed while it was being stored`);
        this.puts++;
        this.kept.set(sha256, bytes);
      },
      list: () => Promise.resolve([...this.kept.keys()]),
      delete: (sha256) => {
        this.kept.delete(sha256);
        return Promise.resolve();
      },
    },
    records: {
      read: (key) => Promise.resolve(this.texts.get(key) ?? null),
      write: (key, text) => {
        this.texts.set(key, text);
        return Promise.resolve();
      },
      delete: (key) => {
        this.texts.delete(key);
        return Promise.resolve();
      },
      keys: (prefix) => Promise.resolve([...this.texts.keys()].filter((key) => key.startsWith(prefix))),
    },
  };

  async entries(): Promise<TreeEntry[]> {
    const entries = [...this.files].map(async ([path, text]) => ({ path, sha256: await sha256Of(text), size: text.length }));
    return Promise.all(entries);
  }

  soundEntries(): Promise<TreeEntry[]> {
    return this.entries();
  }

  read(path: string): Promise<Content> {
    return Promise.resolve(contentOf(this.files.get(path) ?? ""));
  }

  async replace(entries: readonly TreeEntry[], open: (entry: TreeEntry) => Promise<Content>): Promise<void> {
    const paths = new Set(entries.map(({ path }) => path));
    for (const entry of entries) {
      this.beforeWrite(entry.path);
      this.files.set(entry.path, new TextDecoder().decode(await bytesOf(await open(entry))));
    }
    for (const path of this.files.keys()) if (!paths.has(path)) this.files.delete(path);
  }
}
