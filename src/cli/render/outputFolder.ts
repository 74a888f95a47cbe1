import { existsSync } from "node:fs";
import { readFile, readdir, rename, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { UsageError, messageOf } from "../errors";
import { isMissing } from "../files/atomic";
import { makeFolder } from "../files/folders";
import { assertFolderCanBeFilled, assertFolderName, withDraftFolder } from "../files/output";

/** The paths that an earlier run of the same command wrote into a folder, or null if it did not create that folder. */
export type EarlierOutput = (folder: string) => Promise<readonly string[] | null>;

const LONGEST_NAME_BYTES = 255;
const SHOWN_STRANGERS = 3;

/**
 * Runs work that fills a folder, and moves that folder to `out` only when the work is done: readers of `out` see either the old contents
 * or all of the new.
 * @throws UsageError if `out` cannot be created, or contains anything that this command did not write
 */
export async function fillFolder<Result>(
  out: string,
  earlierOutput: EarlierOutput,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const target = resolve(out);
  assertUsableName(target, out);
  await assertReplaceable(target, out, earlierOutput);
  await assertFolderCanBeFilled("--out", out);
  await makeFolder(dirname(target)).catch((error: unknown) => {
    throw new UsageError(`--out ${out} cannot be created: ${messageOf(error)}`);
  });
  return withDraftFolder(
    dirname(target),
    async (draft) => {
      const filled = join(draft, FILLED);
      await makeFolder(filled);
      const result = await work(filled);
      await replace(target, draft);
      return result;
    },
    rescue,
  );
}

/** In a draft's folder: the new contents, what was in their place, and the name of that place. */
const [FILLED, FORMER, PLACE] = ["new", "former", "place"];

function assertUsableName(target: string, out: string): void {
  assertFolderName("--out", out);
  if (target === process.cwd() || process.cwd().startsWith(target + sep))
    throw new UsageError(`--out ${out} is the folder you are in; name a separate folder, such as ${join(out, "bundle")}`);
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
  throw new UsageError(`--out ${out} contains other files (${shown}${rest}), which would be lost; name a new folder, or move them`);
}

async function replace(target: string, draft: string): Promise<void> {
  if (existsSync(target)) {
    await writeFile(join(draft, PLACE), basename(target));
    await rename(target, join(draft, FORMER));
  }
  await rename(join(draft, FILLED), target);
}

/** A run that was killed between the two steps of `replace` had finished its work: its second step is done now. */
async function rescue(draft: string): Promise<void> {
  if (!existsSync(join(draft, FORMER)) || !existsSync(join(draft, FILLED))) return;
  const target = join(dirname(draft), basename(await readFile(join(draft, PLACE), "utf8")));
  if (!existsSync(target)) await rename(join(draft, FILLED), target);
}
