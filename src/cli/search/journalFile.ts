import { appendFileSync, truncateSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { journalHead, journalLine, readJournal, type Evaluated, type EvaluatedWeather, type Journal, type JournalHead } from "@/search";
import { isMissing } from "../files/atomic";

/**
 * Opens a journal, or begins one: a file that grows by a line at a time, so that a run which is killed loses at most the line that it was
 * writing. Whatever such a run left of its last line is removed.
 * @param read what complete lines of its text say, and how long they are
 */
export async function openJournal<Known extends { readonly length: number }>(
  path: string,
  head: string,
  read: (text: string) => Known,
): Promise<{ readonly known: Known; readonly add: (line: string) => void }> {
  const text = await readText(path);
  const known = read(text ?? "");
  const { length } = known;
  if (text !== null && length < text.length) truncateSync(path, Buffer.byteLength(text.slice(0, length)));
  if (length === 0) appendFileSync(path, head);
  return { known, add: (line) => appendFileSync(path, line) };
}

/** The journal of a search. */
export class JournalFile {
  private constructor(
    /** What earlier runs have evaluated. */
    readonly known: Pick<Journal, "evaluated" | "weathers">,
    private readonly addLine: (line: string) => void,
  ) {}

  /** Opens a journal, or begins one. @throws SearchError if the file is not the journal of this search */
  static async open(path: string, head: JournalHead): Promise<JournalFile> {
    const { known, add } = await openJournal(path, journalHead(head), (text) => readJournal(text, head, path));
    return new JournalFile(known, add);
  }

  add(evaluated: Evaluated | EvaluatedWeather): void {
    this.addLine(journalLine(evaluated));
  }
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
