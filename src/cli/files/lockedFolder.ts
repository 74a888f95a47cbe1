import { randomUUID } from "node:crypto";
import { readdir, rename, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeShutdown } from "../shutdown";
import { isMissing } from "./atomic";
import { makeFolder } from "./folders";
import { withLock } from "./lock";
import { removeFolder } from "./ownedFolder";

const LOCK_FILE = "lock";

/** A folder that a long command writes to: what is in it appears completely, or not at all. */
export class LockedFolder {
  private readonly work: string;

  /**
   * @param workFolder name of the folder inside for unfinished work; what a killed run leaves there is removed by the next one
   * @param subject what it holds, for messages: `the suite`
   */
  constructor(
    readonly root: string,
    workFolder: string,
    private readonly subject: string,
  ) {
    this.work = join(root, workFolder);
  }

  /** Does work for which nobody else may use the folder, and leaves nothing unfinished behind. @throws LockedError */
  async whileLocked<Result>(work: () => Promise<Result>): Promise<Result> {
    const tidy = () => rmdir(this.work).catch(() => undefined);
    const keepTidy = beforeShutdown(tidy);
    try {
      return await withLock(join(this.work, LOCK_FILE), `${this.subject} in ${this.root}`, async () => {
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
    const folder = join(this.work, randomUUID());
    await makeFolder(folder);
    return folder;
  }

  /** Moves a finished folder to its place; what was there is removed. */
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
    for (const name of await readdir(this.work)) if (name !== LOCK_FILE) await removeFolder(join(this.work, name));
  }
}
