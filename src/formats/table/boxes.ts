import type { CsvRow } from "../read/csvRows";
import { frameSizeFor, tidyPixels } from "../read/frameSize";
import type { ImportedBox } from "../read/imported";
import type { ReaderInput } from "../read/input";
import { countOf } from "../read/json";
import { parseNumber } from "../read/text";
import type { Columns, Meaning } from "./columns";

type Box = Pick<ImportedBox, "x" | "y" | "width" | "height">;
type Size = { width: number | undefined; height: number | undefined };
type Numbers = { columns: Columns; rows: readonly CsvRow[]; number: (row: CsvRow, meaning: Meaning) => number };

/** Shares of the frame may reach a little beyond it. */
const MOST_SHARE = 2;

/** Reads the box of each row, in pixels; asks what the numbers mean if that cannot be known. */
export function boxesOf(table: Numbers, input: ReaderInput): { of(row: CsvRow): Box; size: Partial<Size> } {
  const stated = statedSize(table);
  const raw = rawBoxes(table, input);
  const units = unitsOf(table, raw, stated, input);
  if (units === "pixels") return { of: raw, size: stated };
  const size = frameSizeFor(input, {
    ...(stated.width !== undefined && { width: stated.width }),
    ...(stated.height !== undefined && { height: stated.height }),
  });
  const [across, down] = units === "percent" ? [size.width / 100, size.height / 100] : [size.width, size.height];
  return {
    of(row) {
      const { x, y, width, height } = raw(row);
      return { x: tidyPixels(x * across), y: tidyPixels(y * down), width: tidyPixels(width * across), height: tidyPixels(height * down) };
    },
    size,
  };
}

function statedSize({ columns, rows, number }: Numbers): Size {
  const of = (meaning: "imageWidth" | "imageHeight") => {
    if (!columns.has(meaning)) return undefined;
    const first = rows.find((row) => !Number.isNaN(number(row, meaning)));
    return first && countOf(number(first, meaning));
  };
  return { width: of("imageWidth"), height: of("imageHeight") };
}

/** The box of a row in the table's own units. */
function rawBoxes({ columns, rows, number }: Numbers, input: ReaderInput): (row: CsvRow) => Box {
  const has = (...meanings: Meaning[]) => meanings.every((meaning) => columns.has(meaning));
  if (has("left", "top", "right", "bottom"))
    return (row) => {
      const [left, top] = [number(row, "left"), number(row, "top")];
      return { x: left, y: top, width: number(row, "right") - left, height: number(row, "bottom") - top };
    };
  const sized = (row: CsvRow) => ({ width: number(row, "width"), height: number(row, "height") });
  const centred = (row: CsvRow, across: Meaning, down: Meaning) => {
    const { width, height } = sized(row);
    return { x: number(row, across) - width / 2, y: number(row, down) - height / 2, width, height };
  };
  if (has("centreX", "centreY", "width", "height")) return (row) => centred(row, "centreX", "centreY");
  if (has("left", "top", "width", "height")) {
    if (isCentre(input)) return (row) => centred(row, "left", "top");
    return (row) => ({ x: number(row, "left"), y: number(row, "top"), ...sized(row) });
  }
  const at = columns.get("box") ?? -1;
  const numbersIn = (row: CsvRow) => (row.cells[at]?.match(/-?\d+(\.\d+)?(e[+-]?\d+)?/gi) ?? []).map(parseNumber);
  const isCorners = cornersOrSizes(rows.map(numbersIn), input) === "corners";
  return (row) => {
    const [x = Number.NaN, y = Number.NaN, third = Number.NaN, fourth = Number.NaN] = numbersIn(row);
    return isCorners ? { x, y, width: third - x, height: fourth - y } : { x, y, width: third, height: fourth };
  };
}

/** `x` and `y` of a box with a size: its corner, as nearly everywhere, unless the user says that they are its centre. */
function isCentre({ main, readings }: ReaderInput): boolean {
  const question = {
    topic: "position",
    question: "The position of a box may be its top left corner or its centre",
    readings: [
      { value: "corner", label: "Top left corner" },
      { value: "centre", label: "Centre" },
    ],
    assumed: "corner",
  };
  return readings.ask(question, main.path) === "centre";
}

/** Four numbers in one cell: corners, unless a third or fourth is less than what would be left or top of it; otherwise the user decides. */
function cornersOrSizes(boxes: readonly (readonly number[])[], { main, readings }: ReaderInput): string {
  if (boxes.some(([x = 0, y = 0, third = Infinity, fourth = Infinity]) => third <= x || fourth <= y)) return "size";
  return readings.ask(
    {
      topic: "box",
      question: "The four numbers of a box may be left, top, width, height, or left, top, right, bottom",
      readings: [
        { value: "size", label: "left, top, width, height" },
        { value: "corners", label: "left, top, right, bottom" },
      ],
    },
    main.path,
  );
}

function unitsOf({ rows }: Numbers, raw: (row: CsvRow) => Box, stated: Size, { main, readings, options }: ReaderInput): string {
  let largest = 0;
  let hasFractions = false;
  for (const row of rows) {
    const { x, y, width, height } = raw(row);
    for (const edge of [x, y, x + width, y + height]) {
      if (Number.isNaN(edge)) continue;
      largest = Math.max(largest, Math.abs(edge));
      hasFractions ||= edge % 1 !== 0;
    }
  }
  if (largest > 100 || !hasFractions) return "pixels";
  const width = options.frameSize?.width ?? stated.width;
  const shares = { value: "shares", label: "Fractions of the frame", gives: "0 to 1 times the frame size" };
  const pixels = { value: "pixels", label: "Pixels", gives: "as given" };
  const percent = { value: "percent", label: "Percent of the frame", gives: "0 to 100 times the frame size" };
  return readings.ask(
    {
      topic: "units",
      question: `The largest coordinate is ${largest}: boxes may be in pixels or relative to the frame`,
      readings: largest <= MOST_SHARE ? [shares, pixels] : [pixels, percent],
      // In a small picture there is nothing to doubt.
      ...(largest <= MOST_SHARE ? { assumed: "shares" } : width !== undefined && width <= 200 ? { assumed: "pixels" } : {}),
    },
    main.path,
  );
}
