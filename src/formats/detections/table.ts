import { counted } from "@/core/text";
import { csvRows } from "../read/csvRows";
import { MAX_FAULTS, type DetectionFault } from "./fault";
import { readEvent, type ReadRecord } from "./record";

/** Columns of our own table that contain text; the others contain numbers. */
const TEXT_COLUMNS = new Set(["id", "test_session_id", "class_label", "validation_result", "created_at"]);
const BOX_COLUMNS = ["x", "y", "width", "height"] as const;

/** Whether a text begins with the header of a table of events. */
export function isEventTable(text: string): boolean {
  const [head = ""] = text.split(/\r?\n/, 1);
  const columns = head.split(",").map((column) => column.trim().replace(/^"(.*)"$/, "$1"));
  return columns.includes("class_label") && columns.includes("confidence");
}

/** Reads events of a table (RFC 4180) with a header, as written by `jaywalk detections --out x.csv`; an empty cell means no value. */
export function readTable(text: string): { records: ReadRecord[]; faults: DetectionFault[] } {
  const [head, ...rows] = csvRows(text);
  const columns = head?.cells.map((column) => column.trim()) ?? [];
  const records: ReadRecord[] = [];
  const faults: DetectionFault[] = [];
  for (const { cells, line } of rows) {
    if (faults.length >= MAX_FAULTS) break;
    if (cells.length !== columns.length) {
      faults.push({ line, message: `has ${counted(cells.length, "column")}, the header has ${columns.length}; write the table again` });
      continue;
    }
    const record = readEvent(eventOf(columns, cells));
    for (const { key, message } of record.faults) faults.push({ line, message: `${key} ${message}`.trim() });
    records.push(record);
  }
  return { records, faults };
}

function eventOf(columns: readonly string[], cells: readonly string[]): Record<string, unknown> {
  const event: Record<string, unknown> = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index]?.trim() ?? "";
    if (cell === "") continue;
    const number = Number(cell);
    event[column] = TEXT_COLUMNS.has(column) || Number.isNaN(number) ? cell : number;
  }
  if (BOX_COLUMNS.some((column) => column in event))
    event["bounding_box"] = Object.fromEntries(BOX_COLUMNS.map((column) => [column, event[column]]));
  return event;
}
