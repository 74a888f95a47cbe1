import { FormatError, type FindingList } from "../finding";
import type { InputFile } from "./imported";

/** Larger text files are refused: reading them would only exhaust memory. */
export const MAX_TEXT_BYTES = 400 * 1024 * 1024;

/** A file's text. @throws FormatError if it is neither UTF-8 nor, by its byte-order mark, UTF-16 */
export function decodeText({ path, bytes }: InputFile): string {
  const refuse = (place: string, message: string, advice: string) =>
    new FormatError({ severity: "error", file: path, place, message, advice });
  if (bytes.length > MAX_TEXT_BYTES)
    throw refuse(
      "",
      `the file is ${Math.ceil(bytes.length / 1024 / 1024)} MB`,
      `split it into files of at most ${MAX_TEXT_BYTES / 1024 / 1024} MB`,
    );
  let text: string;
  try {
    text = (isUtf16(bytes) ? utf16Decoder(bytes) : new TextDecoder("utf-8", { fatal: true })).decode(bytes);
  } catch {
    if (isUtf16(bytes)) throw refuse("", "the file is UTF-16 with invalid characters", "save it as UTF-8");
    throw refuse(`line ${lineOfBrokenByte(bytes)}`, "it contains bytes that are not valid UTF-8", "save the file as UTF-8");
  }
  const nul = text.indexOf("\0");
  if (nul >= 0)
    throw refuse(
      `line ${lineAt(text, nul)}`,
      "it contains a zero byte: this is not a text file, or it is UTF-16",
      "choose the annotation file itself, saved as UTF-8",
    );
  return text;
}

/** A file's text; empty, with a finding, if it is not a text, so that the other files are read nonetheless. */
export function textOrNothing(file: InputFile, findings: FindingList): string {
  try {
    return decodeText(file);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    findings.add(error.finding);
    return "";
  }
}

/** The text of a file in which only names can have letters beyond ASCII: if it is not UTF-8, it is read as Windows-1252. */
export function decodeNote(file: InputFile): string {
  try {
    return decodeText(file);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return new TextDecoder("windows-1252").decode(file.bytes.subarray(0, MAX_TEXT_BYTES));
  }
}

/** Whether a byte-order mark says UTF-16, as Windows tools write it. */
export function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** The decoder for a file that `isUtf16`. */
export function utf16Decoder(bytes: Uint8Array): TextDecoder {
  return new TextDecoder(bytes[0] === 0xff ? "utf-16le" : "utf-16be", { fatal: true });
}

/** The text of bytes in UTF-8, or in UTF-16 with a byte order mark, as Windows' PowerShell writes it. What is neither becomes U+FFFD. */
export function looseText(bytes: Uint8Array): string {
  return new TextDecoder(isUtf16(bytes) ? utf16Decoder(bytes).encoding : "utf-8").decode(bytes);
}

/** Line (from 1) of a position in a text. */
function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < position; at = text.indexOf("\n", at + 1)) line++;
  return line;
}

/** Lines without their endings, numbered from 1; empty ones are left out. Holds one line at a time. */
export function* linesOf(given: string): Generator<{ line: number; content: string }, void, undefined> {
  // Lines that end in a lone carriage return, as old spreadsheets for the Mac write them.
  const text = given.includes("\r") && !given.includes("\n") ? given.replaceAll("\r", "\n") : given;
  let start = 0;
  for (let line = 1; start < text.length; line++) {
    const found = text.indexOf("\n", start);
    const end = found < 0 ? text.length : found;
    const content = text.slice(start, end).trim();
    if (content !== "") yield { line, content };
    start = end + 1;
  }
}

/** A decimal number; NaN for anything else, including `NaN`, `inf`, hexadecimal and an empty string. */
export function parseNumber(text: string | undefined): number {
  if (text === undefined || text === "") return Number.NaN;
  // Files have millions of numbers, and this is several times faster than a regular expression.
  for (let index = 0; index < text.length; index++) if (!NUMBER_CHARACTERS.has(text.charCodeAt(index))) return Number.NaN;
  const value = Number(text);
  return Number.isFinite(value) ? value : Number.NaN;
}

const NUMBER_CHARACTERS = new Set([..."0123456789.+-eE"].map((character) => character.charCodeAt(0)));

/** UTF-8 never splits a character across a line break, so lines can be decoded one by one. */
function lineOfBrokenByte(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let start = 0;
  for (let line = 1; ; line++) {
    const found = bytes.indexOf(10, start);
    const end = found < 0 ? bytes.length : found;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    if (found < 0) return line;
    start = end + 1;
  }
}

/** The message for a file that contains nothing but whitespace. */
export function emptyFile({ path }: Pick<InputFile, "path">): FormatError {
  return new FormatError({
    severity: "error",
    file: path,
    place: "",
    message: "the file is empty",
    advice: "choose one that contains annotations, or export it again",
  });
}
