import { framesByName } from "../read/frames";
import { optional, type ReaderInput, type ReaderResult } from "../read/input";
import { keyOf, shareOf } from "../read/json";
import { csvRows } from "../read/csvRows";
import { decodeText, parseNumber } from "../read/text";

const FIRST_SPECIES = 9;
const OPTIONAL_FIELD = /^\((kp|poly|atr|trk-atr|note|mask|hole)\)\s*(\S*)\s*(.*)$/;

type Row = { cells: readonly string[]; line: number };

/**
 * VIAME and DIVE CSV: a row for each box, frames counted from 0, the corners of boxes, then species with confidences, of which the first
 * of the most confident counts, and further fields in brackets.
 */
export function readViame(input: ReaderInput): ReaderResult {
  const { main, collector, findings, unmapped } = input;
  const rows: Row[] = [];
  let fps: number | undefined;
  for (const row of csvRows(decodeText(main))) {
    if (row.cells[0]?.trimStart().startsWith("#")) fps ??= rateIn(row.cells, input);
    else rows.push(row);
  }
  const frameOf = framesOf(rows, input);
  for (const row of rows) {
    const { cells, line } = row;
    const place = () => `line ${line}`;
    const [left = Number.NaN, top = Number.NaN, right = Number.NaN, bottom = Number.NaN, confidence] = cells
      .slice(3, 8)
      .map((cell) => parseNumber(cell.trim()));
    if (cells.length < FIRST_SPECIES) {
      findings.add({
        severity: "error",
        file: main.path,
        place: place(),
        message: `${cells.length} columns instead of at least ${FIRST_SPECIES}`,
        advice: "a row is track, image, frame, left, top, right, bottom, confidence, length, species and confidences; it was left out",
      });
      continue;
    }
    const frame = frameOf(row);
    if (frame === null) continue;
    const { species, visibility, fields } = tailOf(cells.slice(FIRST_SPECIES));
    for (const field of fields) unmapped.count("fields in brackets", "a scenario has no place for them; keep the original file", field);
    const id = keyOf(cells[0]?.trim());
    collector.add(
      typeof id === "number" && id < 0 ? null : id,
      species ?? "unnamed",
      {
        frame,
        ...{ x: left, y: top, width: right - left, height: bottom - top },
        ...optional("visibility", shareOf(visibility)),
        ...optional("confidence", shareOf(confidence)),
      },
      { file: main.path, place },
    );
  }
  return { video: { ...optional("fps", fps) } };
}

/** `# metadata,fps: 10,…` */
function rateIn(cells: readonly string[], { unmapped }: ReaderInput): number | undefined {
  for (const cell of cells) {
    const [, rate] = /\bfps"?\s*[:=]\s*"?([\d./]+)/i.exec(cell) ?? [];
    if (rate !== undefined) return unmapped.frameRate(rate);
  }
  return undefined;
}

/** The most confident species, and what follows in brackets. */
function tailOf(cells: readonly string[]): { species: string | undefined; visibility: number | undefined; fields: string[] } {
  let species: string | undefined;
  let best = Number.NEGATIVE_INFINITY;
  let visibility: number | undefined;
  const fields: string[] = [];
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index]?.trim() ?? "";
    if (cell === "") continue;
    const [, kind, name, value] = OPTIONAL_FIELD.exec(cell) ?? [];
    if (kind !== undefined) {
      if (kind === "atr" && name === "visibility") visibility = parseNumber(value);
      else if (kind !== "atr" || name !== "occluded") fields.push(kind);
      continue;
    }
    const confidence = parseNumber(cells[index + 1]?.trim());
    if (species === undefined || confidence > best) [species, best] = [cell, Number.isNaN(confidence) ? best : confidence];
    if (!Number.isNaN(confidence)) index++;
  }
  return { species, visibility, fields };
}

/**
 * Frames from the third column. If one frame is of several images, these are of several cameras, and the user is asked; if all rows are
 * of frame 0 although they are of several images, from the images' names.
 */
function framesOf(rows: readonly Row[], input: ReaderInput): (row: Row) => number | null {
  const numberIn = (row: Row) => parseNumber(row.cells[2]?.trim());
  const nameIn = (row: Row) => row.cells[1]?.trim() ?? "";
  const ofFrame = new Map<number, string>();
  let several = false;
  for (const row of rows) {
    const name = nameIn(row);
    if (!/\p{L}/u.test(name)) continue;
    const before = ofFrame.get(numberIn(row));
    several ||= before !== undefined && before !== name;
    ofFrame.set(numberIn(row), name);
  }
  if (!several) return numberIn;
  const names = [...new Set(rows.map(nameIn))];
  const { frames } = framesByName(names, input);
  const byName = new Map(names.map((name, index) => [name, frames[index] ?? null]));
  const isNumbered = ofFrame.size > 1;
  return (row) => {
    const frame = byName.get(nameIn(row)) ?? null;
    return frame !== null && isNumbered ? numberIn(row) : frame;
  };
}
