import { counted } from "@/core/text";
import { standardRate } from "@/core/timeline";
import { FormatError } from "../finding";
import { csvRows, csvSeparator, type CsvRow } from "../read/csvRows";
import { fromFirstFrame, framesByName, type Frames } from "../read/frames";
import { optional, type ReaderInput, type ReaderResult } from "../read/input";
import { keyOf, shareOf } from "../read/json";
import { decodeText, parseNumber } from "../read/text";
import { boxesOf } from "./boxes";
import { columnsOf, haveBoxes, type Columns, type Meaning } from "./columns";

export type Table = { columns: Columns; rows: readonly CsvRow[]; number: (row: CsvRow, meaning: Meaning) => number };

const DECIMAL_COMMA = /^-?\d+,\d+$/;

/** A CSV table with a header: columns are known by their names, in any order. */
export function readTable(input: ReaderInput): ReaderResult {
  const { main, collector, findings, unmapped } = input;
  const { table: whole, others } = tableOf(input);
  const table = chooseVideo(whole, input);
  const { columns, rows, number } = table;
  const text = (row: CsvRow, meaning: Meaning) => row.cells[columns.get(meaning) ?? -1]?.trim() ?? "";
  const frames = framesOf(table, text, input);
  const boxes = boxesOf(table, input);
  const track = trackColumn(table, frames, text);
  for (const name of others) unmapped.count("columns of other meanings", "a scenario has no place for them; keep the original file", name);
  if (!columns.has("label"))
    findings.add({
      severity: "warning",
      file: main.path,
      place: "line 1",
      message: "no column names the class",
      advice: 'all boxes have the class "unnamed"; choose its type in the list of classes',
      option: "--class unnamed=TYPE",
    });
  for (const [index, row] of rows.entries()) {
    const frame = frames[index] ?? null;
    if (frame === null) continue;
    collector.add(
      track === null ? null : keyOf(text(row, track)),
      text(row, "label") || "unnamed",
      {
        frame,
        ...boxes.of(row),
        ...optional("visibility", shareOf(number(row, "visibility"))),
        ...optional("confidence", shareOf(number(row, "confidence"))),
      },
      { file: main.path, place: () => `line ${row.line}` },
    );
  }
  return {
    video: {
      ...optional("width", boxes.size.width),
      ...optional("height", boxes.size.height),
      ...optional("fps", rateOf(table, frames)),
    },
  };
}

/** @throws FormatError if a column that a reading needs is missing */
function tableOf({ main, findings }: ReaderInput): { table: Table; others: string[] } {
  const content = decodeText(main);
  const separator = csvSeparator(content);
  const [head, ...rows] = csvRows(content, separator);
  const { columns, others } = columnsOf(head?.cells ?? []);
  const refuse = (message: string, advice: string) =>
    new FormatError({ severity: "error", file: main.path, place: "line 1", message, advice });
  if (!haveBoxes(columns))
    throw refuse(
      "no columns describe boxes",
      "name them left, top, width, height, or xmin, ymin, xmax, ymax, or center_x, center_y, width, height",
    );
  if (!(["frame", "image", "time"] as const).some((name) => columns.has(name)))
    throw refuse(
      "no column says which frame a box is in",
      "add a column named frame (a number), image (a file name) or timestamp (seconds)",
    );
  const width = head?.cells.length ?? 0;
  const whole = rows.filter(({ cells, line }) => {
    const beyond = cells.slice(width).some((cell) => cell.trim() !== "");
    if (cells.length >= Math.max(...columns.values()) + 1 && !beyond) return true;
    findings.add(
      {
        severity: "error",
        file: main.path,
        place: `line ${line}`,
        message: `${cells.length} columns, but the header has ${width}`,
        advice: "if numbers have decimal commas, separate the columns with semicolons; the row was left out",
      },
      "columns",
    );
    return false;
  });
  return {
    table: {
      columns,
      rows: whole,
      number(row, meaning) {
        const cell = row.cells[columns.get(meaning) ?? -1]?.trim();
        return parseNumber(separator !== "," && cell !== undefined && DECIMAL_COMMA.test(cell) ? cell.replace(",", ".") : cell);
      },
    },
    others,
  };
}

/** The rows of one video and one camera, if there are columns for them. */
function chooseVideo(table: Table, { main, readings }: ReaderInput): Table {
  let { rows } = table;
  for (const topic of ["video", "camera"] as const) {
    const at = table.columns.get(topic);
    if (at === undefined) continue;
    const counts = new Map<string, number>();
    for (const { cells } of rows) {
      const value = cells[at]?.trim() ?? "";
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    if (counts.size < 2) continue;
    const chosen = readings.ask(
      {
        topic,
        question: `The rows are of ${counts.size} ${topic}s`,
        readings: [...counts].map(([value, count]) => ({ value: value || "none", label: value || "none", gives: counted(count, "row") })),
      },
      main.path,
    );
    rows = rows.filter(({ cells }) => (cells[at]?.trim() || "none") === chosen);
  }
  return { ...table, rows };
}

/** From the column `frame`, otherwise from the images' names, otherwise from the order of times. */
function framesOf({ columns, rows, number }: Table, text: (row: CsvRow, meaning: Meaning) => string, input: ReaderInput): Frames {
  const { main, findings } = input;
  if (columns.has("frame")) {
    const numbers = rows.map((row) => number(row, "frame"));
    if (numbers.some((value) => !Number.isNaN(value))) return fromFirstFrame(numbers, input);
    // A column `frame` with file names.
    return ofNames(
      rows.map((row) => text(row, "frame")),
      input,
    );
  }
  if (columns.has("image"))
    return ofNames(
      rows.map((row) => text(row, "image")),
      input,
    );
  const times = rows.map((row) => number(row, "time"));
  const ranks = new Map([...new Set(times.filter((time) => !Number.isNaN(time)))].sort((a, b) => a - b).map((time, rank) => [time, rank]));
  findings.add({
    severity: "warning",
    file: main.path,
    place: "line 1",
    message: "frames were numbered in the order of their times",
    advice: "frames without boxes are missing in between; to be sure, add a column named frame",
  });
  return times.map((time) => ranks.get(time) ?? Number.NaN);
}

function ofNames(names: readonly string[], input: ReaderInput): Frames {
  const distinct = [...new Set(names)];
  const { frames } = framesByName(distinct, input);
  const byName = new Map(distinct.map((name, index) => [name, frames[index] ?? null]));
  return names.map((name) => byName.get(name) ?? null);
}

/** The column of tracks. A column `id` that is different in every row numbers rows, not objects. */
function trackColumn({ columns, rows }: Table, frames: Frames, text: (row: CsvRow, meaning: Meaning) => string): "track" | "id" | null {
  if (columns.has("track")) return "track";
  if (!columns.has("id")) return null;
  const ids = new Set(rows.map((row) => text(row, "id")));
  return ids.size < rows.length || new Set(frames).size < 2 ? "id" : null;
}

/** The rate by which times and frames agree, from the first and the last row. */
function rateOf({ columns, rows, number }: Table, frames: Frames): number | undefined {
  if (!columns.has("time")) return undefined;
  const known = rows.flatMap((row, index) => {
    const [frame, time] = [frames[index], number(row, "time")];
    return typeof frame === "number" && Number.isFinite(frame) && !Number.isNaN(time) ? [{ frame, time }] : [];
  });
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || last.frame <= first.frame || last.time <= first.time) return undefined;
  // Times are rounded, to a millisecond or less.
  return standardRate(Math.round(((last.frame - first.frame) / (last.time - first.time)) * 1000) / 1000) ?? undefined;
}
