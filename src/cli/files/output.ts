import { writeFile } from "node:fs/promises";
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
