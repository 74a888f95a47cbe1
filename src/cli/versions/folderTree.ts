import { readdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { VersionError, byPath, type TreeEntry, type WorkingTree } from "@/library/versions";
import { isPlainPath } from "@/core/names";
import { WORK_FOLDER } from "../suite/folder";
import { digestFile, readPieces, writePieces } from "../files/atomic";
import { makeFolder } from "../files/folders";
import { VERSIONS_FOLDER } from "./folderStorage";

/** The files of a folder and all of its subfolders, except its versions and a suite's unfinished work. */
export function folderTree(folder: string): WorkingTree {
  const entries = async (): Promise<TreeEntry[]> => {
    const found: TreeEntry[] = [];
    for (const path of await pathsIn(folder, "")) found.push({ path, ...(await digestFile(join(folder, path))) });
    return found.sort(byPath);
  };
  return {
    entries,
    soundEntries: entries,
    read: (path) => Promise.resolve(readPieces(join(folder, path))),
    replace: async (wanted, openContent) => {
      const present = new Map((await entries()).map(({ path, sha256 }) => [path, sha256]));
      const changed = wanted.filter(({ path, sha256 }) => present.get(path) !== sha256);
      // Everything is first written next to the folder's files: a full disk is noticed before anything is touched.
      const staging = join(folder, VERSIONS_FOLDER, "staging");
      await rm(staging, { recursive: true, force: true });
      for (const [index, entry] of changed.entries()) {
        const written = await writePieces(join(staging, `${index}`), await openContent(entry), "durable");
        if (written.sha256 !== entry.sha256) throw new VersionError(`the content of ${entry.path} is damaged (${entry.sha256})`);
      }
      const kept = new Set(wanted.map(({ path }) => path));
      for (const path of present.keys()) if (!kept.has(path)) await removeFile(folder, path);
      for (const [index, { path }] of changed.entries()) {
        await makeFolder(dirname(join(folder, path)));
        await rename(join(staging, `${index}`), join(folder, path));
      }
      await rm(staging, { recursive: true, force: true });
    },
  };
}

async function pathsIn(folder: string, prefix: string): Promise<string[]> {
  const paths: string[] = [];
  for (const item of await readdir(join(folder, prefix), { withFileTypes: true })) {
    const path = prefix === "" ? item.name : `${prefix}/${item.name}`;
    if (path === VERSIONS_FOLDER || path === WORK_FOLDER) continue;
    if (item.isDirectory()) for (const inside of await pathsIn(folder, path)) paths.push(inside);
    else if (!item.isFile())
      throw new VersionError(
        `${path} is neither a file nor a folder (a link?); versions can only contain plain files: replace it or move it elsewhere`,
      );
    else if (!isPlainPath(path)) throw new VersionError(`${path} has a name that cannot be stored; rename it`);
    else paths.push(path);
  }
  return paths;
}

/** Removes a file, and any folders that this leaves empty. */
async function removeFile(folder: string, path: string): Promise<void> {
  await rm(join(folder, path), { force: true });
  for (let parent = dirname(path); parent !== "."; parent = dirname(parent)) {
    if ((await readdir(join(folder, parent))).length > 0) return;
    await rmdir(join(folder, parent));
  }
}
