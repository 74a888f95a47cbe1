import { fileNameWithoutSpaces } from "@/core/names";

/** A number with at most the given number of decimals, without trailing zeros: 0.5, 12, 0.333333. */
export function decimal(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** A video's name as part of a file name: other tools do not expect spaces or symbols there. */
export const fileStem = (name: string): string => fileNameWithoutSpaces(name, "video");

/** Name of a frame's image and label file, without extension: `NAME_000042`. */
export function frameStem(videoName: string, frame: number): string {
  return `${fileStem(videoName)}_${String(frame).padStart(6, "0")}`;
}

/** Text as XML content; characters that XML cannot represent become spaces. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, " ")
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
