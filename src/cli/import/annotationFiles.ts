import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { isAnnotationFile, mayBeOtherFormat, type InputFile } from "@/formats";
import { UsageError } from "../errors";
import { isMissing } from "../files/atomic";

/** Above this a machine may refuse the memory. */
const MOST_BYTES = 1024 * 1024 * 1024;

/** The files that words on the command line name: files, the annotation files of folders, and `-` for standard input. @throws UsageError */
export async function readAnnotationFiles(words: readonly string[]): Promise<InputFile[]> {
  if (words.filter((word) => word === "-").length > 1) throw new UsageError("- is standard input, which can be read once; name it once");
  const files: InputFile[] = [];
  let total = 0;
  const add = async (path: string, size: number) => {
    total += size;
    if (total > MOST_BYTES) throw new UsageError(`the files have more than ${MOST_BYTES / 1024 / 1024} MB together; name the annotation files without videos and pictures`);
    files.push({ path: path.replaceAll("\\", "/"), bytes: await readFile(path) });
  };
  for (const word of words) {
    if (word === "-") {
      files.push(await standardInput());
      continue;
    }
    try {
      const found = await stat(word);
      if (!found.isDirectory()) await add(word, found.size);
      else for (const path of await annotationFilesIn(word)) await add(path, (await stat(path)).size);
    } catch (error) {
      if (isMissing(error)) throw new UsageError(`there is no file or folder ${word}; name annotation files, a folder of them, a ZIP, or - for standard input`);
      if (error instanceof Error && "code" in error) throw new UsageError(`${word} cannot be read: ${error.message}`);
      throw error;
    }
  }
  if (files.length === 0) throw new UsageError(`there are no annotation files in ${words.join(", ")}; they end in .json, .xml, .txt, .yaml or .zip`);
  return files;
}

async function annotationFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => !entry.isDirectory() && (isAnnotationFile(entry.name) || mayBeOtherFormat(entry.name) || /\.zip$/i.test(entry.name))).map(({ parentPath, name }) => join(parentPath, name));
}

/** What is piped in, named by what it looks like, since names tell the form. */
async function standardInput(): Promise<InputFile> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of process.stdin as AsyncIterable<Uint8Array>) {
    pieces.push(piece);
    size += piece.byteLength;
    if (size > MOST_BYTES) throw new UsageError(`standard input has more than ${MOST_BYTES / 1024 / 1024} MB; name files instead`);
  }
  const bytes = new Uint8Array(Buffer.concat(pieces));
  if (bytes.length === 0) throw new UsageError("standard input is empty; pipe annotations into it, or name files");
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart();
  const ending = /^[{[]/.test(start) ? "json" : start.startsWith("<") ? "xml" : "txt";
  return { path: `stdin.${ending}`, bytes };
}
