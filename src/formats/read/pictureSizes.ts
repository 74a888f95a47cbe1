import type { FindingList } from "../finding";

const NAMED = 3;

/** Adds a note if images have different sizes: boxes are in pixels of their images, so they cannot all be right. */
export function notePictureSizes(sizes: readonly { width: number; height: number }[], file: string, findings: FindingList): void {
  const names = [...new Set(sizes.map(({ width, height }) => `${width} × ${height}`))];
  if (names.length < 2) return;
  findings.add({
    severity: "warning",
    file,
    place: "",
    message:
      `the images have ${names.length} sizes (${names.slice(0, NAMED).join(", ")}${names.length > NAMED ? ", …" : ""}); ` +
      "the first was used for all",
    advice: "boxes of the others may be in the wrong place; resize the images to one size before exporting",
  });
}
