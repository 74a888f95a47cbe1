import { open } from "node:fs/promises";
import { looseText } from "@/formats/read/text";
import { UsageError, codeOf } from "../errors";
import { isMissing } from "./atomic";

/** Standard input, where a file is expected. */
export const STANDARD_INPUT = "-";

type Input = {
  /** What the file contains, for messages: `the detector's output`. */
  readonly what: string;
  readonly mostBytes: number;
  /** What to do about a larger one. */
  readonly advice: string;
};

/**
 * The text of a file that a command-line argument names: a file, a pipe (`<(…)`, `/dev/stdin`) or, as `-`, standard input. @throws
 * UsageError if it is missing, a folder or too large
 */
export async function readInputText(name: string, { what, mostBytes, advice }: Input): Promise<string> {
  try {
    if (name === STANDARD_INPUT) return looseText(await readStream(process.stdin, mostBytes, tooLarge));
    const file = await open(name);
    try {
      const found = await file.stat();
      if (found.isDirectory()) throw new UsageError(`${name} is a folder; name the file with ${what}`);
      if (found.size > mostBytes) throw tooLarge(found.size);
      return looseText(await readStream(file.createReadStream({ autoClose: false }), mostBytes, tooLarge));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isMissing(error)) throw new UsageError(`there is no file ${name}; name ${what}`);
    if (error instanceof Error && codeOf(error) !== "") throw new UsageError(`${name} cannot be read: ${error.message}`);
    throw error;
  }

  function tooLarge(bytes: number): UsageError {
    const megabytes = (value: number) => Math.ceil(value / 1024 / 1024);
    return new UsageError(`${name} is ${megabytes(bytes)} MB or more, but at most ${megabytes(mostBytes)} can be read; ${advice}`);
  }
}

/** All bytes of a stream. A pipe does not say beforehand how much will come: `tooLarge` makes the error if it is too much. */
export async function readStream(
  stream: AsyncIterable<Uint8Array | string>,
  mostBytes: number,
  tooLarge: (bytes: number) => Error,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of stream) {
    const bytes = typeof piece === "string" ? new TextEncoder().encode(piece) : piece;
    size += bytes.length;
    if (size > mostBytes) throw tooLarge(size);
    pieces.push(bytes);
  }
  return new Uint8Array(Buffer.concat(pieces));
}
