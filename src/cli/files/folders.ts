import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { codeOf } from "../errors";
import { waitWhileShuttingDown } from "../shutdown";

/**
 * Makes a folder, and those on the way to it. Node's own `recursive` tries for ever where the system says of a folder
 * that is there that it is not, as below /proc; this one tries each once.
 * @throws the system's error for the first folder that cannot be made
 */
export async function makeFolder(path: string): Promise<void> {
  await waitWhileShuttingDown();
  await make(resolve(path));
}

async function make(path: string): Promise<void> {
  const fault = await makeOne(path);
  if (fault === null) return;
  const parent = dirname(path);
  if (codeOf(fault) !== "ENOENT" || parent === path) throw fault;
  await make(parent);
  const still = await makeOne(path);
  if (still !== null) throw still;
}

/** Null where the folder is there now, by whomever it was made. */
async function makeOne(path: string): Promise<Error | null> {
  try {
    await mkdir(path);
    return null;
  } catch (caught) {
    const error = caught instanceof Error ? caught : new Error(String(caught));
    const code = codeOf(error);
    // Of a root, some systems say that it cannot be made, not that it is there.
    if (code === "ENOENT" || code === "ENOTDIR") return error;
    const there = await stat(path).catch(() => null);
    if (there?.isDirectory()) return null;
    return error;
  }
}
