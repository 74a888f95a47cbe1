import { realpath, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve, sep } from "node:path";
import { UsageError } from "../errors";

/** Why a place cannot be written to, where the caller can mend it. */
const FAULTS: Record<string, string> = {
  EISDIR: "is a folder; name a file in it",
  ENOENT: "is in a folder that does not exist; make it first",
  ENOTDIR: "leads through a file; name a folder that exists",
  EACCES: "may not be written; choose another place",
};

/** Writes the file an option names. @throws UsageError with the option's name */
export async function writeOutput(option: string, file: string, content: string | Iterable<string>): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const fault = FAULTS[code];
    if (fault !== undefined) throw new UsageError(`${option}: ${file} ${fault}`);
    throw error;
  }
}

type Inputs = { readonly folders: Record<string, string>; readonly files: Record<string, string | undefined> };

/**
 * Refuses outputs that would destroy an input or each other: the same file by whatever path, or one inside a folder that
 * is read. @param outputs files by option
 * @throws UsageError with the option's name
 */
export async function assertNothingOverwritten(outputs: Record<string, string | undefined>, { folders, files }: Inputs): Promise<void> {
  const taken = new Map<string, string>();
  for (const [what, file] of Object.entries(files)) if (file !== undefined) taken.set(await realPlace(resolve(file)), what);
  for (const [option, file] of Object.entries(outputs)) {
    if (file === undefined) continue;
    const place = await realPlace(resolve(file));
    const other = taken.get(place);
    if (other !== undefined) throw new UsageError(`${option}: ${file} is ${other} too, which would be lost; name another file`);
    for (const [what, folder] of Object.entries(folders))
      if (place.startsWith(join(await realPlace(resolve(folder)), sep)))
        throw new UsageError(`${option}: ${file} lies in ${what}, whose files must stay as they were rendered; name a place outside ${folder}`);
    taken.set(place, option);
  }
}

/** A path without symbolic links, of a file that need not be there yet. */
async function realPlace(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(await realPlace(folder), basename(path));
  }
}
