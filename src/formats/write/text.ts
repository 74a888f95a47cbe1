/** A number with at most so many decimals, without trailing zeros: 0.5, 12, 0.333333. */
export function decimal(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** A name as part of a file name: letters, digits, `-` and `_`; everything else becomes `_`. */
export function fileStem(name: string): string {
  const stem = name.replace(/[^A-Za-z0-9_-]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 80);
  return stem === "" ? "video" : stem;
}

/** Name of a frame's picture and label file, without ending: `NAME_000042`. */
export function frameStem(videoName: string, frame: number): string {
  return `${fileStem(videoName)}_${String(frame).padStart(6, "0")}`;
}
