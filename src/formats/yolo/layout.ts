import type { InputFile } from "../read/imported";
import type { ReaderInput } from "../read/input";
import { linesOf, parseNumber } from "../read/text";
import type { YoloSettings } from "./classNames";

/** A row as numbers: class, then coordinates, then what trackers and detectors add. */
export type YoloRow = { file: InputFile; fileIndex: number; line: number; numbers: readonly number[] };

/** What the rows of all files have in common; determined before any is read, since a single row does not show it. */
export type Layout = {
  /** Numbers after class and box that are keypoints; 0: rows longer than a box are outlines. */
  keypointNumbers: number;
  /** Whether a lone number after the box is a track id rather than a score. */
  sixthIsTrack: boolean;
  /** Whether seven columns are box, score and track id rather than an outline of three points. */
  sevenIsTracked: boolean;
  /** The number of rows, and of those with a coordinate that is not a fraction. */
  rows: number;
  beyond: number;
  largest: number;
};

/** Fractions may exceed 1 if a box extends beyond the picture, but not by this much. */
const MOST_SHARE = 2;

/** Poses without `kpt_shape` are distinguished from outlines from this many columns onwards. */
const LEAST_POSE_COLUMNS = 15;

/** The rows of label files. */
export function* rowsOf(files: readonly InputFile[], textIn: (file: InputFile) => string): Generator<YoloRow> {
  for (const [fileIndex, file] of files.entries())
    for (const { line, content } of linesOf(textIn(file))) yield { file, fileIndex, line, numbers: content.split(/\s+/).map(parseNumber) };
}

/** Determines the layout. If rows may be poses or outlines and nothing says which, the user can change it. */
export function findLayout(rows: Iterable<YoloRow>, { keypoints }: YoloSettings, { main, readings }: ReaderInput): Layout {
  const layout: Layout = {
    keypointNumbers: keypoints ? keypoints.count * keypoints.numbers : 0,
    sixthIsTrack: true,
    sevenIsTracked: true,
    rows: 0,
    beyond: 0,
    largest: 0,
  };
  const columns = new Set<number>();
  let [greatestSixth, withVisibility, inTheirBox, longRows] = [0, true, true, 0];
  for (const { numbers } of rows) {
    const count = numbers.length;
    layout.rows++;
    if (count > 7) {
      columns.add(count);
      longRows++;
      withVisibility &&= hasVisibilities(numbers);
      inTheirBox &&= pointsInBox(numbers);
    } else if (count === 6) {
      layout.sixthIsTrack &&= Number.isInteger(numbers[5]);
      greatestSixth = Math.max(greatestSixth, numbers[5] ?? 0);
    } else if (count === 7) layout.sevenIsTracked &&= Number.isInteger(numbers[6]);
    const largest = largestCoordinate(numbers, layout.keypointNumbers);
    layout.largest = Math.max(layout.largest, largest);
    if (largest > MOST_SHARE) layout.beyond++;
  }
  layout.sixthIsTrack &&= greatestSixth > 1;
  const [only = 0] = columns;
  const mayBePoses =
    columns.size === 1 && longRows === layout.rows && (withVisibility || (inTheirBox && only >= LEAST_POSE_COLUMNS && only % 2 === 1));
  if (!keypoints && mayBePoses) {
    const chosen = readings.ask(
      {
        topic: "rows",
        question: `Rows of ${only} columns may be poses or outlines`,
        readings: [
          { value: "poses", label: "Poses", gives: "a box, then its keypoints" },
          { value: "outlines", label: "Outlines", gives: "points around the object" },
        ],
        assumed: "poses",
      },
      main.path,
    );
    if (chosen === "poses") layout.keypointNumbers = only - 5;
  }
  return layout;
}

/** The largest number in the position of a coordinate; the last ones may be scores and ids. */
function largestCoordinate(numbers: readonly number[], keypointNumbers: number): number {
  const end = numbers.length <= 7 || keypointNumbers > 0 ? 5 : numbers.length - (numbers.length % 2 === 0 ? 1 : 0);
  let largest = 0;
  for (let index = 1; index < end; index++) {
    const value = numbers[index] ?? 0;
    if (value > largest) largest = value;
  }
  return largest;
}

/** Whether the numbers after the box come in threes that end in 0, 1 or 2. */
function hasVisibilities(numbers: readonly number[]): boolean {
  if ((numbers.length - 5) % 3 !== 0) return false;
  for (let index = 7; index < numbers.length; index += 3) if (![0, 1, 2].includes(numbers[index] ?? Number.NaN)) return false;
  return true;
}

/** Whether all points after the box are inside it, or at 0, 0 if they are not visible. */
function pointsInBox(numbers: readonly number[]): boolean {
  const [, x = 0, y = 0, width = 0, height = 0, ...points] = numbers;
  const within = (value: number, centre: number, size: number) => Math.abs(value - centre) <= size / 2 + 0.01;
  for (let index = 0; index + 1 < points.length; index += 2) {
    const [px = 0, py = 0] = [points[index], points[index + 1]];
    if ((px !== 0 || py !== 0) && (!within(px, x, width) || !within(py, y, height))) return false;
  }
  return true;
}
