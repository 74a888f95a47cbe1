import { randomUUID } from "node:crypto";
import { link, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";
import { codeOf } from "../errors";
import { beforeShutdown } from "../shutdown";
import { isMissing } from "./atomic";
import { makeFolder } from "./folders";
import { SELF, isAbandoned, isAlive, readOwner } from "./owner";

/** Milliseconds by which each attempt waits longer than the previous one. */
const PAUSE_MS = 20;

/** Another process is working on the folder. */
export class LockedError extends Error {
  override readonly name = "LockedError";
}

/**
 * Runs work while holding a lock file. The lock ends with the process: one whose process is dead is taken over.
 * @throws LockedError if another process holds it
 */
export async function withLock<Result>(path: string, what: string, work: () => Promise<Result>): Promise<Result> {
  await take(path, what);
  const release = () => rm(path, { force: true });
  const keep = beforeShutdown(release);
  try {
    return await work();
  } finally {
    await release();
    keep();
  }
}

async function take(path: string, what: string): Promise<void> {
  const own = `${path}.${randomUUID()}`;
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      if (attempt > 0) await setTimeout(attempt * PAUSE_MS);
      try {
        await makeFolder(dirname(path));
        await writeFile(own, JSON.stringify(SELF));
        // A link appears with its content at once, and fails if one already exists.
        await link(own, path);
        return;
      } catch (error) {
        // Missing: the process that had the lock removed the folder.
        if (isMissing(error)) continue;
        if (codeOf(error) !== "EEXIST") throw error;
      }
      const holder = await readOwner(path);
      if (holder && isAlive(holder))
        throw new LockedError(
          `${what} is in use by process ${holder.pid} on ${holder.host}. Wait for it to end; if it is no longer running, delete ${path}`,
        );
      await removeDead(path, own);
    }
    throw new LockedError(`${what} is in use by another process; try again. If there is none, delete ${path} and ${claimOf(path)}`);
  } finally {
    await rm(own, { force: true });
  }
}

/**
 * Removes a lock whose process is dead. Only one process at a time may do so, which it claims with a separate file: so nobody removes the
 * lock of another process that has taken over in the meantime. The claim of a process that is killed at that moment remains, and is not
 * taken over in turn.
 */
async function removeDead(path: string, own: string): Promise<void> {
  const claim = claimOf(path);
  try {
    await link(own, claim);
  } catch (error) {
    if (isMissing(error) || codeOf(error) === "EEXIST") return;
    throw error;
  }
  try {
    if (await isAbandoned(path)) await rm(path, { force: true });
  } finally {
    await rm(claim, { force: true });
  }
}

const claimOf = (path: string): string => `${path}.takeover`;
