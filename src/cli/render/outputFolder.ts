import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "../errors";
import { isMissing } from "../files/atomic";

/**
 * Runs work that fills a folder, and puts that folder in `out`'s place only when the work is done: whoever looks at `out`
 * sees what was there before, or the whole of what is new.
 * @param signature a file that only what we wrote earlier has
 * @throws UsageError where `out` holds something that is not ours to replace
 */
export async function fillFolder<Result>(
  out: string,
  work: (folder: string) => Promise<Result>,
  signature = "manifest.json",
): Promise<Result> {
  const target = resolve(out);
  await assertReplaceable(target, out, signature);
  await mkdir(dirname(target), { recursive: true });
  const draft = join(dirname(target), `.${basename(target)}.${randomUUID()}`);
  const removeDraft = () => rm(draft, { recursive: true, force: true });
  const onSignal = () => void removeDraft().finally(() => process.exit(1));
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal);
  try {
    await mkdir(draft);
    const result = await work(draft);
    await replace(target, draft);
    return result;
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
    await removeDraft();
  }
}

async function assertReplaceable(target: string, shown: string, signature: string): Promise<void> {
  try {
    if (!(await stat(target)).isDirectory()) throw new UsageError(`--out ${shown} is a file; name a folder`);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  const names = await readdir(target);
  if (names.length > 0 && !existsSync(join(target, signature)))
    throw new UsageError(`--out ${shown} holds other files; name a new folder, or one with earlier output of this command to replace`);
}

async function replace(target: string, draft: string): Promise<void> {
  const old = `${draft}.old`;
  const existed = existsSync(target);
  if (existed) await rename(target, old);
  await rename(draft, target);
  if (existed) await rm(old, { recursive: true, force: true });
}
