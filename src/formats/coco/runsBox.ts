import type { Box } from "@/core/scene";

/** The box around the pixels inside, for runs that go down column by column in a picture of this height; null if there are none. */
export function runsBox(runs: readonly number[], height: number): Box | null {
  let position = 0;
  let [left, top, right, bottom] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, -1, -1];
  for (const [index, run] of runs.entries()) {
    if (index % 2 === 1 && run > 0) {
      const [first, last] = [position, position + run - 1];
      const [firstColumn, lastColumn] = [Math.floor(first / height), Math.floor(last / height)];
      left = Math.min(left, firstColumn);
      right = Math.max(right, lastColumn);
      // A run over a column's end reaches both edges.
      top = Math.min(top, firstColumn === lastColumn ? first % height : 0);
      bottom = Math.max(bottom, firstColumn === lastColumn ? last % height : height - 1);
    }
    position += run;
  }
  return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
