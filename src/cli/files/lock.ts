import { randomUUID } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { isMissing } from "./atomic";

/** Somebody else works on the folder. */
export class LockedError extends Error {
  override readonly name = "LockedError";
}

/** `run` tells this process from an earlier one with its number, as in a container that was started again. */
type Holder = { readonly pid: number; readonly host: string; readonly run: string };

const SELF: Holder = { pid: process.pid, host: hostname(), run: randomUUID() };

/**
 * Runs work while holding a lock file; it goes with the process, as a lock whose process is dead is taken over.
 * @throws LockedError where another process holds it
 */
export async function withLock<Result>(path: string, what: string, work: () => Promise<Result>): Promise<Result> {
  await take(path, what);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string, what: string): Promise<void> {
  const own = `${path}.${randomUUID()}`;
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(own, JSON.stringify(SELF));
      try {
        // A link appears with its content at once, and fails where there is one already.
        await link(own, path);
        return;
      } catch (error) {
        // Missing: the folder was tidied up by the one who had the lock.
        if (isMissing(error)) continue;
        if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      }
      const holder = await readHolder(path);
      if (holder && isAlive(holder))
        throw new LockedError(
          `${what} is in use by process ${holder.pid} on ${holder.host}. Wait for it to end; if it is not running any more, delete ${path}`,
        );
      await removeDead(path);
    }
    throw new LockedError(`${what} is in use by another process; try again`);
  } finally {
    await rm(own, { force: true });
  }
}

/** Removes a lock whose process is dead; one that somebody else has taken over in the meantime is given back. */
async function removeDead(path: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
    const holder = await readHolder(aside);
    if (holder && isAlive(holder)) await link(aside, path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

/** Null where the file is gone or holds nothing usable. */
async function readHolder(path: string): Promise<Holder | null> {
  try {
    const raw: unknown = JSON.parse(await readFile(path, "utf8"));
    if (typeof raw !== "object" || raw === null || !("pid" in raw) || !("host" in raw)) return null;
    const run = "run" in raw && typeof raw.run === "string" ? raw.run : "";
    return typeof raw.pid === "number" && typeof raw.host === "string" ? { pid: raw.pid, host: raw.host, run } : null;
  } catch (error) {
    if (error instanceof SyntaxError || isMissing(error)) return null;
    throw error;
  }
}

/** Processes of other hosts cannot be asked: they count as alive. */
function isAlive({ pid, host, run }: Holder): boolean {
  if (host !== SELF.host) return true;
  if (pid === SELF.pid) return run === SELF.run;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
