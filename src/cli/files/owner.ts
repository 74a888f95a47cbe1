import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { codeOf } from "../errors";
import { isMissing } from "./atomic";

/**
 * The process to which a file or folder belongs. `run` distinguishes it from an earlier one with the same number, as in a container that
 * was restarted.
 */
export type Owner = { readonly pid: number; readonly host: string; readonly run: string };

/** This process. */
export const SELF: Owner = { pid: process.pid, host: hostname(), run: randomUUID() };

/** The owner that a file names; null if it is missing or names none. */
export async function readOwner(path: string): Promise<Owner | null> {
  const text = await readIfPresent(path);
  return text === null ? null : ownerIn(text);
}

/** Whether a file exists whose process is dead, or which names none. */
export async function isAbandoned(path: string): Promise<boolean> {
  const text = await readIfPresent(path);
  if (text === null) return false;
  const owner = ownerIn(text);
  return owner === null || !isAlive(owner);
}

async function readIfPresent(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function ownerIn(text: string): Owner | null {
  try {
    const raw: unknown = JSON.parse(text);
    if (typeof raw !== "object" || raw === null || !("pid" in raw) || !("host" in raw)) return null;
    const run = "run" in raw && typeof raw.run === "string" ? raw.run : "";
    return typeof raw.pid === "number" && typeof raw.host === "string" ? { pid: raw.pid, host: raw.host, run } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Processes on other hosts cannot be checked: they count as alive. */
export function isAlive({ pid, host, run }: Owner): boolean {
  if (host !== SELF.host) return true;
  if (pid === SELF.pid) return run === SELF.run;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}
