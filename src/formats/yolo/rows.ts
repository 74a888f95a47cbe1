import { counted } from "@/core/text";
import { extentAround } from "../read/extent";
import type { Layout } from "./layout";

/** What a row says, in the file's own units; `kind` of outlines and poses names what is not kept. */
export type ParsedRow = {
  classNumber: number;
  left: number;
  top: number;
  width: number;
  height: number;
  kind: "box" | "outline" | "corners" | "pose";
  track: number | null;
  hasScore: boolean;
};

const BOX_COLUMNS = 5;

/** A row by the layout of its files; otherwise what is wrong with it. */
export function parseRow(numbers: readonly number[], layout: Layout): ParsedRow | string {
  const [classNumber = Number.NaN] = numbers;
  const count = numbers.length;
  if (count < BOX_COLUMNS) return `${counted(count, "column")} instead of ${BOX_COLUMNS}`;
  if (!Number.isInteger(classNumber) || classNumber < 0) return "the class is not a whole number";
  const shape = shapeOf(numbers, layout);
  if (typeof shape === "string") return shape;
  const { track, ...rest } = shape;
  if (track !== null && !Number.isInteger(track)) return "the track id is not a whole number";
  return { classNumber, ...rest, track: track !== null && track >= 0 ? track : null };
}

type Shape = Omit<ParsedRow, "classNumber">;

function shapeOf(numbers: readonly number[], layout: Layout): Shape | string {
  const count = numbers.length;
  const more = numbers.slice(BOX_COLUMNS + layout.keypointNumbers);
  const isPose = layout.keypointNumbers > 0 && count >= BOX_COLUMNS + layout.keypointNumbers && more.length <= 2;
  if (isPose) return { ...boxOf(numbers), kind: "pose", ...extras(more, layout) };
  if (count === BOX_COLUMNS || count === BOX_COLUMNS + 1 || (count === BOX_COLUMNS + 2 && layout.sevenIsTracked))
    return { ...boxOf(numbers), kind: "box", ...extras(numbers.slice(BOX_COLUMNS), layout) };
  return outlineOf(numbers);
}

function boxOf([, x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN]: readonly number[]) {
  return { left: x - width / 2, top: y - height / 2, width, height };
}

/** A score, a track id, or a score and a track id. */
function extras(more: readonly number[], { sixthIsTrack }: Layout): Pick<Shape, "track" | "hasScore"> {
  const [first = null, second = null] = more;
  if (second !== null) return { track: second, hasScore: true };
  return sixthIsTrack ? { track: first, hasScore: false } : { track: null, hasScore: first !== null };
}

/** The box around at least three points; with an even number of columns the last is a score, or a track id if it is above 1. */
function outlineOf(numbers: readonly number[]): Shape | string {
  const count = numbers.length;
  const last = numbers.at(-1) ?? Number.NaN;
  const isTrack = Number.isInteger(last) && last > 1;
  const added = count % 2 === 0 ? 1 : isTrack ? 2 : 0;
  const coordinates = numbers.slice(1, count - added);
  if (coordinates.length < 6 || (added === 1 && isTrack && count < 10)) return `${counted(count, "column")} instead of ${BOX_COLUMNS}`;
  const extent = extentAround(
    coordinates.flatMap((x, index) => (index % 2 === 0 ? [[x, coordinates[index + 1] ?? Number.NaN] as const] : [])),
  );
  if (!extent) return `${counted(count, "column")} instead of ${BOX_COLUMNS}`;
  return {
    left: extent.x,
    top: extent.y,
    width: extent.width,
    height: extent.height,
    kind: coordinates.length === 8 ? "corners" : "outline",
    track: added > 0 && isTrack ? last : null,
    hasScore: added === 2 || (added === 1 && !isTrack),
  };
}
