import type { LibraryDatabase } from "../database";
import { missingObjects } from "../snapshots/databaseStorage";
import { VersionError, type VersionRecord } from "../versions";
import { decodeTree, decodeVersion, versionPrefix } from "../versions/records";
import type { LibraryArchive } from "./read";

/** The versions of this library whose records can be read. */
export async function versionsHere({ records }: LibraryDatabase): Promise<VersionRecord[]> {
  return (await records.where("key").startsWith(versionPrefix).toArray()).flatMap(
    ({ text, key }) => readable(() => decodeVersion(text, key)) ?? [],
  );
}

/** Those of an archive's versions that cannot be restored completely: neither it nor this library has all their contents. */
export async function incompleteVersions(database: LibraryDatabase, archive: LibraryArchive): Promise<VersionRecord[]> {
  const given = new Map(archive.objects.map(({ sha256, bytes }) => [sha256, bytes]));
  const needs = new Map<VersionRecord, readonly string[]>();
  for (const record of archive.records) {
    const list = given.get(record.tree) ?? (await database.objects.get(record.tree))?.bytes;
    const entries = list && readable(() => decodeTree(new TextDecoder().decode(list), record.tree));
    needs.set(record, [record.tree, ...(entries ?? []).map(({ sha256 }) => sha256)]);
  }
  const wanted = [...new Set([...needs.values()].flat())].filter((sha256) => !given.has(sha256));
  const lacking = new Set(await missingObjects(database.objects, wanted));
  return archive.records.filter((record) => needs.get(record)?.some((sha256) => lacking.has(sha256)));
}

function readable<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof VersionError) return null;
    throw error;
  }
}
