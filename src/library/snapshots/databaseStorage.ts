import type { LibraryDatabase } from "../database";
import { guarded } from "../errors";
import { VersionError, bytesOf, contentOf, type VersionStorage } from "../versions";
import { sha256Of } from "@/core/digest";

/** Contents read at a time when many are checked. */
const READ_AT_ONCE = 200;

/** Which of these digests have no object, or one with different content. */
export async function missingObjects(objects: LibraryDatabase["objects"], digests: readonly string[]): Promise<string[]> {
  const lacking: string[] = [];
  for (let from = 0; from < digests.length; from += READ_AT_ONCE) {
    const wanted = digests.slice(from, from + READ_AT_ONCE);
    const rows = await objects.bulkGet(wanted);
    const found = await Promise.all(rows.map(async (row) => (row ? sha256Of(row.bytes) : null)));
    lacking.push(...wanted.filter((sha256, index) => found[index] !== sha256));
  }
  return lacking;
}

/** Versions stored in the library's database. */
export function databaseStorage({ objects, records }: LibraryDatabase): VersionStorage {
  return {
    digest: async (content) => sha256Of(await bytesOf(content)),
    objects: {
      lacking: (digests) => guarded(() => missingObjects(objects, digests)),
      get: (sha256) =>
        guarded(async () => {
          const row = await objects.get(sha256);
          return row ? contentOf(row.bytes) : null;
        }),
      put: async (sha256, content) => {
        const bytes = await bytesOf(content);
        if ((await sha256Of(bytes)) !== sha256) throw new VersionError(`a stored file does not match its checksum ${sha256}`);
        await guarded(() => objects.put({ sha256, bytes }));
      },
      list: () => guarded(() => objects.toCollection().primaryKeys()),
      delete: (sha256) => guarded(() => objects.delete(sha256)),
    },
    records: {
      read: (key) => guarded(async () => (await records.get(key))?.text ?? null),
      write: async (key, text) => {
        await guarded(() => records.put({ key, text }));
      },
      delete: (key) => guarded(() => records.delete(key)),
      keys: (prefix) => guarded(() => records.where("key").startsWith(prefix).primaryKeys()),
    },
  };
}
