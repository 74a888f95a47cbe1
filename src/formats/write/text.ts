import { fileNameWithoutSpaces } from "@/core/names";

/** A number with at most so many decimals, without trailing zeros: 0.5, 12, 0.333333. */
export function decimal(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** A video's name as part of a file's: other tools do not expect spaces or signs there. */
export const fileStem = (name: string): string => fileNameWithoutSpaces(name, "video");

/** Name of a frame's picture and label file, without ending: `NAME_000042`. */
export function frameStem(videoName: string, frame: number): string {
  return `${fileStem(videoName)}_${String(frame).padStart(6, "0")}`;
}
