import { randomUUID } from "node:crypto";
import { access, chmod, readFile, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { VersionError, type ObjectStore, type RecordStore, type VersionStorage } from "@/library/versions";
import { digestFile, digestPieces, isMissing, readPieces, writeAtomically, writePieces } from "../files/atomic";
import { makeFolder } from "../files/folders";

/** Where the versions of a folder are stored, inside it. */
export const VERSIONS_FOLDER = ".versions";

/** Versions in a folder's `.versions`: `objects/ab/cdef…`, `versions/ID.json`, `current.json`, `journal.json`. */
export function folderStorage(folder: string): VersionStorage {
  return {
    objects: folderObjects(join(folder, "objects"), draftsOf(folder)),
    records: folderRecords(folder),
    digest: async (content) => (await digestPieces(content)).sha256,
  };
}

const draftsOf = (folder: string): string => join(folder, "tmp");

/** Removes what killed commands left half-written. Nobody else may be at work. */
export async function removeDrafts(folder: string): Promise<void> {
  await rm(draftsOf(folder), { recursive: true, force: true });
}

function folderObjects(folder: string, temporary: string): ObjectStore {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256.slice(2));
  const has = async (sha256: string): Promise<boolean> => {
    try {
      await access(pathOf(sha256));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  };
  const isWhole = async (sha256: string): Promise<boolean> => (await has(sha256)) && (await digestFile(pathOf(sha256))).sha256 === sha256;
  return {
    lacking: async (digests) => {
      const lacking: string[] = [];
      for (const sha256 of digests) if (!(await isWhole(sha256))) lacking.push(sha256);
      return lacking;
    },
    get: async (sha256) => ((await has(sha256)) ? readPieces(pathOf(sha256)) : null),
    put: async (sha256, content) => {
      const draft = join(temporary, randomUUID());
      try {
        const written = await writePieces(draft, content, "durable");
        if (written.sha256 !== sha256)
          throw new VersionError("a file changed while it was being stored; wait until nothing writes to the folder, then try again");
        await chmod(draft, 0o444);
        await makeFolder(join(folder, sha256.slice(0, 2)));
        await rename(draft, pathOf(sha256));
      } finally {
        await rm(draft, { force: true });
      }
    },
    list: async () => {
      const digests: string[] = [];
      for (const first of await namesIn(folder))
        if (/^[0-9a-f]{2}$/.test(first)) for (const rest of await namesIn(join(folder, first))) digests.push(first + rest);
      return digests.filter((digest) => /^[0-9a-f]{64}$/.test(digest)).sort();
    },
    delete: (sha256) => rm(pathOf(sha256), { force: true }),
  };
}

function folderRecords(folder: string): RecordStore {
  const pathOf = (key: string) => join(folder, `${key}.json`);
  return {
    read: async (key) => {
      try {
        return await readFile(pathOf(key), "utf8");
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    write: (key, text) => writeAtomically(pathOf(key), text, draftsOf(folder), "durable"),
    delete: (key) => rm(pathOf(key), { force: true }),
    keys: async (prefix) =>
      (await namesIn(join(folder, prefix)))
        .filter((name) => name.endsWith(".json"))
        .map((name) => prefix + name.slice(0, -".json".length))
        .sort(),
  };
}

/** Names in a folder; none if it is missing. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
