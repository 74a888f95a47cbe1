import type { Size } from "./constants";

/**
 * Video is stored with subsampled colour, so its sides are even: a picture of odd size gets an extra column on the right or row at the
 * bottom.
 */
export function evenSize({ width, height }: Size): Size {
  return { width: width + (width % 2), height: height + (height % 2) };
}

/** What was done about an odd size, in words; null if the size was even. */
export function paddingText(size: Size): string | null {
  const { width, height } = evenSize(size);
  const added = [...(width > size.width ? ["a column on the right"] : []), ...(height > size.height ? ["a row at the bottom"] : [])];
  if (added.length === 0) return null;
  return (
    `Video needs even width and height: ${size.width} × ${size.height} becomes ${width} × ${height}, with ${added.join(" and ")}; ` +
    "boxes stay where they are"
  );
}
