/** Red, green and blue from 0 to 255, under full light; and what it is made of (`SURFACE`), if light treats that differently. */
export type Color = readonly [red: number, green: number, blue: number, surface?: number];

/** A subdivided side of a hull: shares of its length (from back to front, or from right to left) and of its height. */
export type Panel = {
  level: number;
  side: "right" | "front" | "left" | "back";
  along: readonly number[];
  up: readonly number[];
  colorAt: (column: number, row: number) => Color;
};

/** On the left and at the back, the ring runs in the opposite direction. */
export function mirrored({ along, colorAt, ...rest }: Panel): Panel {
  return { ...rest, along: along.map((share) => 1 - share).reverse(), colorAt: (column, row) => colorAt(along.length - column, row) };
}

/** Thinner columns are not seen from far away: as shares of a side, such as the gap around a door. */
const THIN = 0.02;

/** A panel as it is seen from far away: thin columns belong to their neighbours, and columns of the same colours are one. */
export function coarse({ along, up, colorAt, ...rest }: Panel): Panel {
  const ends = [...along, 1];
  const columns: { color: number; end: number }[] = [];
  let start = 0;
  ends.forEach((end, column) => {
    const last = columns.at(-1);
    if (last && (end - start < THIN || looksLike(column, last.color))) last.end = end;
    else columns.push({ color: column, end });
    start = end;
  });
  const chosen = columns.map(({ color }) => color);
  return { ...rest, along: columns.slice(0, -1).map(({ end }) => end), up, colorAt: (column, row) => colorAt(chosen[column] ?? 0, row) };

  function looksLike(column: number, other: number): boolean {
    for (let row = 0; row <= up.length; row++) if (colorAt(column, row).join(" ") !== colorAt(other, row).join(" ")) return false;
    return true;
  }
}
