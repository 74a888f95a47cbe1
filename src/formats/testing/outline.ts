import type { ImportedAnnotations } from "../read/imported";

/** An import at a glance: each track's class, and its boxes as frame, left, top, width and height. */
export function outlineOf({ tracks }: Pick<ImportedAnnotations, "tracks">): [label: string, ...boxes: string[]][] {
  return tracks.map(({ label, boxes }) => [
    label,
    ...boxes.map(({ frame, x, y, width, height }) => `${frame}: ${[x, y, width, height].map(rounded).join(" ")}`),
  ]);
}

/** Problems at a glance: level, place and message. */
export function notesOf({ problems }: Pick<ImportedAnnotations, "problems">): string[] {
  return problems.map(
    ({ severity, file, place, message }) => `${severity}: ${[file, place].filter((part) => part !== "").join(", ")}: ${message}`,
  );
}

/** To a thousandth of a pixel: other tools write fractions with six decimals. */
const rounded = (value: number): number => Math.round(value * 1000) / 1000;
