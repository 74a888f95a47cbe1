import { access, constants, realpath, rename, stat, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, resolve, sep } from "node:path";
import { UsageError, codeOf, exitStatusOf, fileFaultOf } from "../errors";
import { beforeShutdown } from "../shutdown";
import { STANDARD_INPUT } from "./input";
import { makeOwnedFolder, removeAbandoned, removeFolder } from "./ownedFolder";

/** Unfinished work is kept next to its destination, in hidden folders with this prefix. */
export const DRAFT_PREFIX = ".jaywalk-";

/** Standard output, where a file is expected: `-`, or the names that systems have for it. */
export function isStandardOutput(file: string | undefined): boolean {
  return file !== undefined && ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].includes(file);
}

/**
 * Writes the file that an option names: completely or not at all; or writes to standard output.
 * @throws UsageError with the option's name, or an Error with it if no other name would help, as on a full disk
 */
export async function writeOutput(option: string, file: string, content: string | Iterable<string>): Promise<void> {
  if (isStandardOutput(file)) return writeToStandardOutput(content);
  await naming(option, file, async () => {
    const there = await stat(file).catch(() => null);
    // Nothing can be put in the place of a device or a pipe.
    if (there && !there.isFile()) return writeFile(file, content);
    const place = await realPlace(resolve(file));
    await withDraftFolder(dirname(place), async (folder) => {
      const draft = join(folder, "file");
      await writeFile(draft, content);
      await rename(draft, place);
    });
  });
}

/** Waits while the reader is busy, so that memory does not fill up. */
async function writeToStandardOutput(content: string | Iterable<string>): Promise<void> {
  for (const piece of typeof content === "string" ? [content] : content)
    if (piece !== "" && !process.stdout.write(piece)) await new Promise((resolve) => process.stdout.once("drain", resolve));
}

/**
 * The extension of a file that an option names, one of those that tell its format; null for standard output, and for a file without any
 * extension.
 * @throws UsageError for another extension, whose readers would find something else in it
 */
export function endingOf<Ending extends string>(option: string, file: string, endings: readonly Ending[]): Ending | null {
  const ending = extname(file).toLowerCase();
  if (isStandardOutput(file) || ending === "") return null;
  const known = endings.find((candidate) => candidate === ending);
  if (known === undefined)
    throw new UsageError(`${option}: ${file} does not have the extension of what is written; name it ${endings.join(" or ")}`);
  return known;
}

/** Refuses a file that cannot be written, before any work is done for it. @throws UsageError with the option's name */
export async function assertFileCanBeWritten(option: string, file: string): Promise<void> {
  await naming(option, file, async () => {
    const there = await stat(file).catch((error: unknown) => {
      if (codeOf(error) === "ENOENT") return null;
      throw error;
    });
    if (there?.isDirectory()) throw new UsageError(`${option}: ${file} is a folder; name a file in it`);
    if (there) await access(file, constants.W_OK);
    if (!there || there.isFile()) await probe(dirname(await realPlace(resolve(file))));
  });
}

/**
 * Refuses a folder that can be neither created nor written to, before any work is done for it. @throws UsageError with the option's name
 */
export async function assertFolderCanBeFilled(option: string, folder: string): Promise<void> {
  assertFolderName(option, folder);
  let nearest = resolve(folder);
  try {
    let there = await statOrNull(nearest);
    while (!there && dirname(nearest) !== nearest) {
      nearest = dirname(nearest);
      there = await statOrNull(nearest);
    }
    if (there && !there.isDirectory()) throw new UsageError(`${option} ${folder} cannot be created: ${nearest} is a file; name a folder`);
    await probe(nearest);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const words = codeOf(error) === "ENOENT" ? null : fileFaultOf(error);
    throw new UsageError(`${option} ${folder} cannot be created: ${nearest} ${words ?? "does not accept files; choose another place"}`);
  }
}

/** Refuses an argument that names no folder, or standard output. @throws UsageError with the option's name */
export function assertFolderName(option: string, folder: string): void {
  if (folder.trim() === "") throw new UsageError(`${option} is empty; name a folder`);
  if (folder === "-")
    throw new UsageError(`${option} - would be standard output, which takes no folder; name one, such as ${option} out (or ./-)`);
}

/** Null if nothing exists yet; a path that leads through a file ends at that file. */
async function statOrNull(path: string) {
  return stat(path).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return null;
    throw error;
  });
}

/** Creates something in a folder and removes it again: permissions alone do not tell. */
async function probe(folder: string): Promise<void> {
  await removeFolder(await makeOwnedFolder(folder, DRAFT_PREFIX));
}

/** Runs work with a folder for unfinished files, in `parent`. It is removed when the work or the process ends. */
export async function withDraftFolder<Result>(
  parent: string,
  work: (folder: string) => Promise<Result>,
  rescue?: (folder: string) => Promise<void>,
): Promise<Result> {
  await removeAbandoned(parent, DRAFT_PREFIX, rescue);
  const folder = await makeOwnedFolder(parent, DRAFT_PREFIX);
  const keep = beforeShutdown(() => removeFolder(folder));
  try {
    return await work(folder);
  } finally {
    await removeFolder(folder);
    keep();
  }
}

async function naming(option: string, file: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const words = codeOf(error) === "ENOENT" ? await missingFolder(dirname(resolve(file))) : fileFaultOf(error);
    if (words === null) throw error;
    const message = `${option}: ${file} ${words}`;
    throw exitStatusOf(error) === 2 ? new UsageError(message) : new Error(message, { cause: error });
  }
}

/** Some folders, such as `/proc`, exist and say that they do not when a file is created in them. */
async function missingFolder(folder: string): Promise<string> {
  return (await statOrNull(folder))
    ? "cannot be created: its folder does not accept files; choose another place"
    : "is in a folder that does not exist; create it first";
}

type Inputs = { readonly folders: Record<string, string>; readonly files: Record<string, string | undefined> };

/**
 * Refuses outputs that cannot be written, and those that would overwrite an input or each other: the same file by whatever path, one
 * inside a folder that is read, or two on standard output.
 * @param outputs files by option
 * @param switches options that write to standard output themselves, if they are given
 * @throws UsageError with the option's name
 */
export async function assertOutputs(
  outputs: Record<string, string | undefined>,
  { folders, files }: Inputs,
  switches: Record<string, boolean | undefined>,
): Promise<void> {
  assertOneOnStandardOutput(outputs, switches);
  const taken = new Map<string, string>();
  for (const [what, file] of Object.entries(files))
    if (file !== undefined && file !== STANDARD_INPUT) taken.set(await realPlace(resolve(file)), what);
  for (const [option, file] of Object.entries(outputs)) {
    if (file === undefined || isStandardOutput(file)) continue;
    const place = await realPlace(resolve(file));
    const other = taken.get(place);
    if (other !== undefined) throw new UsageError(`${option}: ${file} is also ${other}, which would be overwritten; name another file`);
    for (const [what, folder] of Object.entries(folders))
      if (place.startsWith(join(await realPlace(resolve(folder)), sep)))
        throw new UsageError(
          `${option}: ${file} is inside ${what}, whose files must stay as they were rendered; name a place outside ${folder}`,
        );
    taken.set(place, option);
    await assertFileCanBeWritten(option, file);
  }
}

function assertOneOnStandardOutput(outputs: Record<string, string | undefined>, switches: Record<string, boolean | undefined>): void {
  const [first, second] = [
    ...Object.entries(outputs).flatMap(([option, file]) => (isStandardOutput(file) ? [`${option} ${file}`] : [])),
    ...Object.keys(switches).filter((option) => switches[option]),
  ];
  if (first !== undefined && second !== undefined)
    throw new UsageError(`${first} and ${second} both write to standard output; name a file for one of them, or leave it out`);
}

/** A path without symbolic links, for a file that need not exist yet. */
async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(await realPlace(folder), basename(path));
  }
}
