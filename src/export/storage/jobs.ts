import { EXPORTS_DIRECTORY } from "./openFolder";

/** A folder for one export's files. It exists until it is released, or the tab closes. */
export type Job = { readonly name: string; readonly release: () => Promise<void> };

const LOCK_PREFIX = "jaywalk-export-";
const REMOVAL_ATTEMPTS = 20;
const REMOVAL_PAUSE_MILLISECONDS = 50;

/**
 * Creates a folder on disk for an export, and removes those that closed tabs have left behind. @returns null if the browser stores no
 * files (as some do in private windows)
 */
export async function claimJob(): Promise<Job | null> {
  try {
    const root = await navigator.storage.getDirectory();
    const exports = await root.getDirectoryHandle(EXPORTS_DIRECTORY, { create: true });
    await removeAbandoned(exports);
    const name = crypto.randomUUID();
    const unlock = await holdLock(LOCK_PREFIX + name);
    await exports.getDirectoryHandle(name, { create: true });
    return {
      name,
      async release() {
        await remove(exports, name);
        unlock();
      },
    };
  } catch {
    return null;
  }
}

/** Holds a lock until the returned function is called; the browser releases it when the tab closes. */
async function holdLock(name: string): Promise<() => void> {
  let unlock: () => void = () => {};
  const released = new Promise<void>((resolve) => (unlock = resolve));
  await new Promise<void>((held, refused) => {
    navigator.locks
      .request(name, () => {
        held();
        return released;
      })
      .catch(refused);
  });
  return unlock;
}

async function removeAbandoned(exports: FileSystemDirectoryHandle): Promise<void> {
  const { held = [] } = await navigator.locks.query();
  const alive = new Set(held.map((lock) => lock.name));
  for await (const name of exports.keys()) if (!alive.has(LOCK_PREFIX + name)) await remove(exports, name);
}

/** A worker that has just ended may hold its files for another moment. */
async function remove(directory: FileSystemDirectoryHandle, name: string): Promise<void> {
  for (let attempt = 1; attempt <= REMOVAL_ATTEMPTS; attempt++) {
    try {
      await directory.removeEntry(name, { recursive: true });
      return;
    } catch (error) {
      if (error instanceof DOMException && error.name === "NotFoundError") return;
      await new Promise((resolve) => setTimeout(resolve, REMOVAL_PAUSE_MILLISECONDS));
    }
  }
}
