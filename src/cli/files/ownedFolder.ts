import { randomBytes } from "node:crypto";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { waitWhileShuttingDown } from "../shutdown";
import { SELF, isAlive, readOwner } from "./owner";

const OWNER_FILE = "owner.json";

/**
 * Creates a folder of this process, with a unique name that starts with `prefix`. It names its owner, so that others can tell when it is
 * abandoned.
 */
export async function makeOwnedFolder(parent: string, prefix: string): Promise<string> {
  await waitWhileShuttingDown();
  const folder = join(parent, prefix + randomBytes(6).toString("hex"));
  // Temporary folders are shared: others must not be able to read what is in this one.
  await mkdir(folder, { mode: 0o700 });
  await writeFile(join(folder, OWNER_FILE), JSON.stringify(SELF));
  return folder;
}

/** Removes a folder with everything in it; programs that are just ending may still write there for a moment. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/**
 * Removes what killed processes left in `parent`. Folders that name no owner, or one that may be alive, stay. `rescue` is called with
 * each folder before it is removed.
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
      // Another user's, or another run is removing it: nothing that this run needs.
    }
  }
}
