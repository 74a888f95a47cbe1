export type CsvRow = { cells: string[]; line: number };
export type CsvSeparator = "," | ";" | "\t";

/** What separates the cells of a table, by its first row: the most frequent outside quotes. */
export function csvSeparator(text: string): CsvSeparator {
  const [head = ""] = text.trimStart().split(/\r\n|\r|\n/, 1);
  const bare = head.replace(/"[^"]*"/g, "");
  const count = (separator: string) => bare.split(separator).length;
  const best = ([",", ";", "\t"] as const).toSorted((a, b) => count(b) - count(a))[0];
  return best ?? ",";
}

/** Rows (RFC 4180) with the line they start at, one at a time; empty ones are skipped. Quoted cells may contain separators and breaks. */
export function* csvRows(text: string, separator: CsvSeparator = ","): Generator<CsvRow, void, undefined> {
  const token = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}\\r\\n]*))(${separator}|\\r\\n|\\r|\\n|$)`, "g");
  let row: CsvRow = { cells: [], line: 1 };
  let line = 1;
  const isFilled = () => row.cells.some((cell) => cell.trim() !== "");
  for (const [whole, quoted, plain = "", end = ""] of text.matchAll(token)) {
    if (whole === "") break;
    row.cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += whole.match(/\r\n|\r|\n/g)?.length ?? 0;
    if (end === separator) continue;
    if (isFilled()) yield row;
    row = { cells: [], line };
  }
  if (isFilled()) yield row;
}

/** A cell as RFC 4180 has it: quoted if it has to be. */
export function csvCell(value: string): string {
  return /[",\r\n]|^\s|\s$|^#/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
