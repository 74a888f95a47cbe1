import { FormatError } from "../finding";
import type { ReaderInput } from "./input";

type Size = { width: number; height: number };

/** The frame size that the user gave, otherwise that of the file. @throws FormatError if there is neither: boxes are shares of it */
export function frameSizeFor({ main, options }: Pick<ReaderInput, "main" | "options">, stated: Partial<Size>): Size {
  const width = options.frameSize?.width ?? stated.width;
  const height = options.frameSize?.height ?? stated.height;
  if (width === undefined || height === undefined)
    throw new FormatError({
      severity: "error",
      file: main.path,
      place: "",
      message: "boxes are relative to the frame size, which is unknown",
      advice: "set the frame size in pixels and import again",
      option: "--size WxH",
    });
  return { width, height };
}

/** Removes the rounding of shares: pixels to four decimals. */
export function tidyPixels(pixels: number): number {
  return Math.round(pixels * 10_000) / 10_000;
}
