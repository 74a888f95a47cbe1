import { randomBytes } from "node:crypto";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { waitWhileShuttingDown } from "../shutdown";
import { SELF, isAlive, readOwner } from "./owner";

const OWNER_FILE = "owner.json";

/**
 * Makes a folder of this process, with a name of its own that begins with `prefix`. It names its owner,
 * so that others know when it is abandoned.
 */
export async function makeOwnedFolder(parent: string, prefix: string): Promise<string> {
  await waitWhileShuttingDown();
  const folder = join(parent, prefix + randomBytes(6).toString("hex"));
  // Temporary folders are shared: what is in one of them is nobody else's.
  await mkdir(folder, { mode: 0o700 });
  await writeFile(join(folder, OWNER_FILE), JSON.stringify(SELF));
  return folder;
}

/** Removes a folder with everything in it; programs that are just ending may still write there for a moment. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/**
 * Removes what processes that were killed left in `parent`. Folders that name no owner, or one that may be alive, stay.
 * `rescue` is told of each before it goes.
 */
export async function removeAbandoned(parent: string, prefix: string, rescue?: (folder: string) => Promise<void>): Promise<void> {
  const entries = await readdir(parent, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isDirectory() || !entry.name.startsWith(prefix)) continue;
    const folder = join(parent, entry.name);
    try {
      const owner = await readOwner(join(folder, OWNER_FILE));
      if (owner === null || isAlive(owner)) continue;
      await rescue?.(folder);
      await removeFolder(folder);
    } catch {
      // Another user's, or another run removes it at the moment: nothing that this run needs.
    }
  }
}
