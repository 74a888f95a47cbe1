import { createReadStream, type Stats } from "node:fs";
import { readFile, readdir, realpath, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { isAnnotationFile, isSystemFile, mayBeOtherFormat, type InputFile } from "@/formats";
import { UsageError, codeOf } from "../errors";
import { isMissing } from "../files/atomic";
import { STANDARD_INPUT, readStream } from "../files/input";

/** Above this a machine may be unable to provide the memory. */
const MOST_BYTES = 1024 * 1024 * 1024;
const MOST_MEGABYTES = MOST_BYTES / 1024 / 1024;

/** Files with their contents, and the paths of those that are on disk. */
export type AnnotationFiles = { readonly files: readonly InputFile[]; readonly paths: readonly string[] };

/**
 * The files that command-line arguments name: files, pipes, the annotation files in folders, and `-` for standard input.
 * @throws UsageError
 */
export async function readAnnotationFiles(words: readonly string[]): Promise<AnnotationFiles> {
  if (words.filter((word) => word === STANDARD_INPUT).length > 1)
    throw new UsageError("- is standard input, which can only be read once; name it once");
  const files: InputFile[] = [];
  const paths: string[] = [];
  let total = 0;
  const add = async (path: string, size: number) => {
    total += size;
    if (total > MOST_BYTES)
      throw new UsageError(
        `the files are more than ${MOST_MEGABYTES} MB together; name only the annotation files, without videos and images`,
      );
    paths.push(path);
    const name = path.replaceAll("\\", "/");
    // If the name shows that a file is not read, its content is not needed.
    files.push({ path: name, bytes: mayBeOtherFormat(name) ? new Uint8Array() : await readFile(path) });
  };
  for (const word of words) {
    if (word === STANDARD_INPUT) {
      files.push(await piped(process.stdin, "stdin", "standard input"));
      continue;
    }
    try {
      const found = await stat(word);
      if (found.isDirectory()) for (const path of await annotationFilesIn(word)) await add(path, (await stat(path)).size);
      else if (found.isFile()) await add(word, found.size);
      else files.push(await piped(createReadStream(word), word, word));
    } catch (error) {
      if (isMissing(error))
        throw new UsageError(`there is no file or folder ${word}; name annotation files, a folder of them, a ZIP, or - for standard input`);
      if (error instanceof Error && codeOf(error) !== "") throw new UsageError(`${word} cannot be read: ${error.message}`);
      throw error;
    }
  }
  if (files.length === 0)
    throw new UsageError(`there are no annotation files in ${words.join(", ")}; their extensions are .json, .xml, .txt, .yaml or .zip`);
  return { files, paths };
}

/** The annotation files in a folder and those below it, also through links, each folder once. @throws UsageError */
async function annotationFilesIn(folder: string): Promise<string[]> {
  const wanted: string[] = [];
  const walked = new Set<string>();
  const walk = async (within: string): Promise<void> => {
    const place = await realpath(within);
    if (walked.has(place)) return;
    walked.add(place);
    for (const entry of await readdir(within, { withFileTypes: true })) {
      const path = join(within, entry.name);
      const target = entry.isSymbolicLink() ? await targetOf(path) : entry;
      if (target?.isDirectory()) await walk(path);
      else if (isWanted(`./${relative(folder, path).replaceAll("\\", "/")}`, path)) {
        if (!target) throw new UsageError(`${path} is a link to a file that does not exist; restore the file, or delete the link`);
        if (!target.isFile()) throw new UsageError(`${path} is not a file; if it is a pipe, name it itself instead of its folder`);
        wanted.push(path);
      }
    }
  };
  await walk(folder);
  return wanted;
}

/** What a link leads to; null if that does not exist. */
async function targetOf(link: string): Promise<Stats | null> {
  try {
    return await stat(link);
  } catch (error) {
    if (isMissing(error) || codeOf(error) === "ELOOP") return null;
    throw error;
  }
}

/** @param within the path below the given folder: that folder may itself be hidden, or be inside a hidden one */
function isWanted(within: string, path: string): boolean {
  return !isSystemFile(within) && (isAnnotationFile(within) || mayBeOtherFormat(path.replaceAll("\\", "/")) || /\.zip$/i.test(within));
}

/** Data from a pipe, named by what it looks like, since extensions determine the format. */
async function piped(stream: AsyncIterable<Uint8Array | string>, path: string, name: string): Promise<InputFile> {
  const bytes = await readStream(stream, MOST_BYTES, () => new UsageError(`${name} is more than ${MOST_MEGABYTES} MB; name files instead`));
  if (bytes.length === 0) throw new UsageError(`${name} is empty; pipe annotations into it, or name files`);
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  const ending = /^[{[]/.test(start) ? "json" : start.startsWith("<") ? "xml" : "txt";
  return { path: `${path}.${ending}`, bytes };
}
