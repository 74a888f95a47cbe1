import type { Box } from "@/core/scene";
import type { PlacedMask } from "../types";

/** COCO's run-length form of a mask: `size` is [height, width], `counts` the compressed string that pycocotools reads. */
export type CocoRle = { size: [height: number, width: number]; counts: string };

/**
 * Runs of a mask over the whole frame, column by column from the left, alternating between outside and inside and starting with outside
 * (so possibly with 0). Pixels of the mask outside the frame are left out.
 */
export function maskRuns(mask: PlacedMask, frameWidth: number, frameHeight: number): number[] {
  const runs: number[] = [];
  const firstColumn = Math.max(mask.x, 0);
  const lastColumn = Math.min(mask.x + mask.width, frameWidth);
  const firstRow = Math.max(mask.y, 0);
  const lastRow = Math.min(mask.y + mask.height, frameHeight);
  let inside = 0;
  let runStart = 0;
  for (let column = firstColumn; column < lastColumn; column++) {
    for (let row = firstRow; row <= lastRow; row++) {
      const value = row < lastRow && mask.data[(row - mask.y) * mask.width + (column - mask.x)] ? 1 : 0;
      if (value === inside) continue;
      // At the mask's lower edge the run ends here, unless the column reaches into the next one.
      const position = column * frameHeight + row;
      if (inside === 1 && row === frameHeight && continuesAtTop(mask, column + 1, lastColumn)) continue;
      runs.push(position - runStart);
      runStart = position;
      inside = value;
    }
  }
  const rest = frameWidth * frameHeight - runStart;
  if (rest > 0) runs.push(rest);
  return runs;
}

/** Runs of a filled box inside the frame; whole pixels. */
export function boxRuns({ x, y, width, height }: Box, frameWidth: number, frameHeight: number): number[] {
  const after = (frameWidth - x - width) * frameHeight;
  const runs = height === frameHeight ? [x * frameHeight, width * frameHeight] : [x * frameHeight + y];
  if (height < frameHeight)
    for (let column = 0; column < width; column++)
      runs.push(height, column < width - 1 ? frameHeight - height : frameHeight - y - height + after);
  else runs.push(after);
  return runs.at(-1) === 0 ? runs.slice(0, -1) : runs;
}

function continuesAtTop(mask: PlacedMask, column: number, lastColumn: number): boolean {
  return column < lastColumn && mask.y <= 0 && mask.data[-mask.y * mask.width + (column - mask.x)] === 1;
}

/** COCO's text encoding of runs: differences from the run two before, in base 32 with a continuation bit, from character 48 onwards. */
export function compressRuns(runs: readonly number[]): string {
  let text = "";
  runs.forEach((run, index) => {
    let rest = index > 2 ? run - (runs[index - 2] ?? 0) : run;
    for (let more = true; more;) {
      let digit = rest & 0x1f;
      rest >>= 5;
      more = digit & 0x10 ? rest !== -1 : rest !== 0;
      if (more) digit |= 0x20;
      text += String.fromCharCode(digit + 48);
    }
  });
  return text;
}

/** The inverse of `compressRuns`; null if the text does not have that form. */
export function decompressRuns(text: string): number[] | null {
  const runs: number[] = [];
  for (let position = 0; position < text.length;) {
    let value = 0;
    let shift = 0;
    for (let more = true; more; shift += 5) {
      const digit = text.charCodeAt(position++) - 48;
      if (!(digit >= 0 && digit < 64) || shift > 30) return null;
      value |= (digit & 0x1f) << shift;
      more = (digit & 0x20) !== 0;
      if (!more && digit & 0x10 && shift < 27) value |= -1 << (shift + 5);
    }
    if (runs.length > 2) value += runs[runs.length - 2] ?? 0;
    if (value < 0) return null;
    runs.push(value);
  }
  return runs;
}

/** Number of pixels inside. */
export function runsArea(runs: readonly number[]): number {
  return runs.reduce((area, run, index) => (index % 2 === 1 ? area + run : area), 0);
}
