import { appendFileSync, truncateSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { journalHead, journalLine, readJournal, type Evaluated, type EvaluatedWeather, type Journal, type JournalHead } from "@/search";
import { isMissing } from "../files/atomic";

/** The file in which a search keeps what it has evaluated: it loses at most the point that was being written when it was killed. */
export class JournalFile {
  private constructor(
    readonly path: string,
    /** What earlier runs have evaluated. */
    readonly known: Pick<Journal, "evaluated" | "weathers">,
  ) {}

  /** Opens a journal, or begins one. @throws SearchError if the file is not the journal of this search */
  static async open(path: string, head: JournalHead): Promise<JournalFile> {
    const text = await readText(path);
    const journal = readJournal(text ?? "", head, path);
    const { length } = journal;
    // Whatever a killed run left of its last line is removed before anything is added.
    if (text !== null && length < text.length) truncateSync(path, Buffer.byteLength(text.slice(0, length)));
    if (length === 0) appendFileSync(path, journalHead(head));
    return new JournalFile(path, journal);
  }

  add(evaluated: Evaluated | EvaluatedWeather): void {
    appendFileSync(this.path, journalLine(evaluated));
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
