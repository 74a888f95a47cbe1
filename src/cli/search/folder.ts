import { readdir, rename, rmdir } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { isMissing, writeAtomically } from "../files/atomic";
import { makeFolder } from "../files/folders";
import { withLock } from "../files/lock";
import { removeFolder } from "../files/ownedFolder";
import { beforeShutdown } from "../shutdown";

export const SEARCH_JOURNAL = "journal.ndjson";
export const SEARCH_REPORT = "report.html";
export const SEARCH_FIGURES = "report.json";

/** Where unfinished work is kept; what a killed run leaves there is removed by the next one. */
const WORK_FOLDER = ".jaywalk-search";
const LOCK_FILE = "lock";

/** The output of a search on disk: everything but the journal appears completely, or not at all. */
export class SearchFolder {
  constructor(readonly root: string) {}

  /** Does work for which nobody else may use the folder, and leaves nothing unfinished behind. @throws LockedError */
  async whileLocked<Result>(work: () => Promise<Result>): Promise<Result> {
    const folder = join(this.root, WORK_FOLDER);
    const tidy = () => rmdir(folder).catch(() => undefined);
    const keepTidy = beforeShutdown(tidy);
    try {
      return await withLock(join(folder, LOCK_FILE), `the search in ${this.root}`, async () => {
        await this.removeWork();
        const keep = beforeShutdown(() => this.removeWork());
        try {
          return await work();
        } finally {
          await this.removeWork();
          keep();
        }
      });
    } finally {
      await tidy();
      keepTidy();
    }
  }

  /** An empty folder for unfinished work. */
  async scratch(): Promise<string> {
    const folder = join(this.root, WORK_FOLDER, randomUUID());
    await makeFolder(folder);
    return folder;
  }

  async writeText(path: string, text: string): Promise<void> {
    await writeAtomically(join(this.root, path), text, await this.scratch(), "quick");
  }

  /** Puts a finished folder in its place; what was there is removed. */
  async install(finished: string, path: string): Promise<void> {
    const place = join(this.root, path);
    await makeFolder(dirname(place));
    try {
      await rename(place, join(await this.scratch(), "old"));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    await rename(finished, place);
  }

  private async removeWork(): Promise<void> {
    const folder = join(this.root, WORK_FOLDER);
    for (const name of await readdir(folder)) if (name !== LOCK_FILE) await removeFolder(join(folder, name));
  }
}
