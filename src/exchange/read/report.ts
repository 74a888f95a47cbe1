/** Something that a reader says about a file, and where: `FILE, line N`. */
export type ExchangeNote = {
  readonly level: "error" | "warning" | "info";
  readonly message: string;
  readonly place: string;
};

/** A file that cannot be read, in one sentence that says where and how to put it right. */
export class ExchangeError extends Error {
  override readonly name = "ExchangeError";
}

/** Lines that are listed of one kind of element. */
const MOST_LINES = 8;
/** Different places and kinds that are remembered: a hostile file must not fill the memory with notes. */
const MOST_NOTES = 2000;

type Unread = { count: number; readonly lines: number[]; readonly file: string; readonly reason: string; readonly what: string };

/** Collects what was not understood: each kind of element is named once for each file, with its lines and their number. */
export class Report {
  readonly #notes: ExchangeNote[] = [];
  readonly #unread = new Map<string, Unread>();
  #left = 0;

  note(level: ExchangeNote["level"], message: string, place = ""): void {
    if (this.#notes.some((known) => known.message === message && known.place === place)) return;
    if (this.#notes.length >= MOST_NOTES) this.#left++;
    else this.#notes.push({ level, message, place });
  }

  /** @param reason why it is left out; without one, because this program has nothing like it */
  unread(what: string, file: string, line: number, reason = ""): void {
    const key = JSON.stringify([what, file, reason]);
    const known = this.#unread.get(key);
    if (known) {
      known.count++;
      if (known.lines.length < MOST_LINES && !known.lines.includes(line)) known.lines.push(line);
    } else if (this.#unread.size >= MOST_NOTES) this.#left++;
    else this.#unread.set(key, { count: 1, lines: [line], file, reason, what });
  }

  get notes(): readonly ExchangeNote[] {
    const unread = [...this.#unread.values()].map(({ what, count, lines, file, reason }): ExchangeNote => {
      const more = lines.length === MOST_LINES && count > MOST_LINES ? " …" : "";
      const times = count > 1 ? ` (${count} times)` : "";
      return {
        level: "warning",
        message: reason === "" ? `${what} is not read${times}` : `${what} is left out${times}: ${reason}`,
        place: `${file}, line${lines.length > 1 ? "s" : ""} ${lines.toSorted((a, b) => a - b).join(", ")}${more}`,
      };
    });
    const left = this.#left > 0 ? [{ level: "warning" as const, message: `${this.#left} more notes are not listed`, place: "" }] : [];
    return [...this.#notes, ...unread, ...left];
  }

  /** How many elements were left out. */
  get unreadCount(): number {
    return [...this.#unread.values()].reduce((sum, { count }) => sum + count, this.#left);
  }
}
