/** The column, or the key, that holds people's names. */
const NAME = "full_name";
const IN_JSON = new RegExp(`"${NAME}"\\s*:\\s*"((?:[^"\\\\]|\\\\.)*)"`, "g");
const INSERT = /^\s*INSERT\s+INTO\s+[^(]*\(([^)]*)\)\s*VALUES/i;

/** Finds people's names in the lines of one file, given in their order: JSON by key, CSV by its header, SQL by each insert's columns. */
export class FullNames {
  private readonly isCsv: boolean;
  private header: string[] | null = null;
  /** Position of the names among the columns; -1 if there are none. */
  private place = -1;

  constructor(path: string) {
    this.isCsv = path.endsWith(".csv");
  }

  *in(text: string): Generator<string> {
    for (const [, name = ""] of text.matchAll(IN_JSON)) yield name;
    if (this.isCsv) {
      const cells = cellsOf(text, '"');
      if (this.header) yield* this.nameOf(cells);
      else this.place = (this.header = cells).indexOf(NAME);
      return;
    }
    const insert = INSERT.exec(text);
    if (insert) this.place = (insert[1] ?? "").split(",").findIndex((column) => column.trim().replace(/^["'`]|["'`]$/g, "") === NAME);
    if (this.place >= 0) for (const row of sqlRows(text.slice(insert?.[0].length ?? 0))) yield* this.nameOf(cellsOf(row, "'"));
  }

  private *nameOf(cells: readonly string[]): Generator<string> {
    const name = cells[this.place];
    if (name !== undefined && name !== "") yield name;
  }
}

/** Cells between commas; inside quotation marks, a comma is part of the cell, and a doubled quotation mark stands for one. */
function cellsOf(line: string, quote: string): string[] {
  const cells = [""];
  let quoted = false;
  for (const character of line.trimEnd())
    if (character === quote) quoted = !quoted;
    else if (character === "," && !quoted) cells.push("");
    else cells.push(`${cells.pop() ?? ""}${character}`);
  return cells.map((cell) => cell.trim());
}

/** The text between the parentheses of each row. */
function* sqlRows(text: string): Generator<string> {
  let start = -1;
  let quoted = false;
  for (let place = 0; place < text.length; place++) {
    const character = text[place];
    if (character === "'") quoted = !quoted;
    else if (quoted) continue;
    else if (character === "(") start = place + 1;
    else if (character === ")" && start >= 0) {
      yield text.slice(start, place);
      start = -1;
    }
  }
}
