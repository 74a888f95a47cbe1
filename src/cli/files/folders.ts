import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { codeOf } from "../errors";
import { waitWhileShuttingDown } from "../shutdown";

/**
 * Creates a folder and its parents. Node's own `recursive` retries forever if the system claims that an existing folder does not exist,
 * as below /proc; this one tries each once.
 * @throws the system's error for the first folder that cannot be created
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

/** Null if the folder exists now, whoever created it. */
async function makeOne(path: string): Promise<Error | null> {
  try {
    await mkdir(path);
    return null;
  } catch (caught) {
    const error = caught instanceof Error ? caught : new Error(String(caught));
    const code = codeOf(error);
    // For a root, some systems report that it cannot be created rather than that it exists.
    if (code === "ENOENT" || code === "ENOTDIR") return error;
    const there = await stat(path).catch(() => null);
    if (there?.isDirectory()) return null;
    return error;
  }
}
