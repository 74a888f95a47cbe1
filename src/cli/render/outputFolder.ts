import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { UsageError } from "../errors";
import { isMissing } from "../files/atomic";
import { beforeShutdown } from "../shutdown";

/** The paths that an earlier run of the same command wrote into a folder, or null where it did not make that folder. */
export type EarlierOutput = (folder: string) => Promise<readonly string[] | null>;

const LONGEST_NAME_BYTES = 255;
const SHOWN_STRANGERS = 3;

/**
 * Runs work that fills a folder, and puts that folder in `out`'s place only when the work is done: whoever looks at `out`
 * sees what was there before, or the whole of what is new.
 * @throws UsageError where `out` cannot be made, or holds anything that this command did not write
 */
export async function fillFolder<Result>(
  out: string,
  earlierOutput: EarlierOutput,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const target = resolve(out);
  assertUsableName(target, out);
  await assertReplaceable(target, out, earlierOutput);
  const draft = join(dirname(target), `.jaywalk-${randomUUID()}`);
  const removeDraft = () => rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true }).catch((error: unknown) => {
    throw new UsageError(`--out ${out} cannot be made there: ${error instanceof Error ? error.message : String(error)}`);
  });
  const keep = beforeShutdown(removeDraft);
  try {
    const result = await work(draft);
    await replace(target, draft);
    return result;
  } finally {
    await removeDraft();
    keep();
  }
}

function assertUsableName(target: string, out: string): void {
  if (out.trim() === "") throw new UsageError("--out is empty; name a folder");
  if (target === process.cwd() || process.cwd().startsWith(target + sep))
    throw new UsageError(`--out ${out} is the folder you are in; name a folder of its own, such as ${join(out, "bundle")}`);
  if (Buffer.byteLength(basename(target)) > LONGEST_NAME_BYTES)
    throw new UsageError(`--out ends with a name of ${basename(target).length} characters; file systems allow ${LONGEST_NAME_BYTES} bytes`);
}

async function assertReplaceable(target: string, out: string, earlierOutput: EarlierOutput): Promise<void> {
  try {
    if (!(await stat(target)).isDirectory()) throw new UsageError(`--out ${out} is a file; name a folder`);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  const entries = await readdir(target, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(target, join(entry.parentPath, entry.name)).replaceAll(sep, "/"));
  if (files.length === 0) return;
  const ours = new Set(await earlierOutput(target));
  const strangers = files.filter((file) => !ours.has(file)).sort();
  if (strangers.length === 0) return;
  const shown = strangers.slice(0, SHOWN_STRANGERS).join(", ");
  const rest = strangers.length > SHOWN_STRANGERS ? ` and ${strangers.length - SHOWN_STRANGERS} more` : "";
  throw new UsageError(`--out ${out} holds other files (${shown}${rest}), which would be lost; name a new folder, or move them`);
}

async function replace(target: string, draft: string): Promise<void> {
  const old = `${draft}.old`;
  const existed = existsSync(target);
  if (existed) await rename(target, old);
  await rename(draft, target);
  if (existed) await rm(old, { recursive: true, force: true });
}
