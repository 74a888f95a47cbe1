import { counted } from "@/core/text";
/** Delays of a GIF's pictures, in hundredths of a second: the only unit it has (GIF89a, 23). */

const EXTENSION = 0x21;
const GRAPHIC_CONTROL = 0xf9;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const HEADER_BYTES = 13;
const IMAGE_BYTES = 10;

/**
 * Sets how long each picture of a GIF is shown.
 * @param gif changed in place
 * @param delays hundredths of a second, one per picture
 * @throws Error if the file is not such a GIF
 */
export function setDelays(gif: Uint8Array, delays: readonly number[]): void {
  let position = HEADER_BYTES + tableBytes(gif[10]);
  let picture = 0;
  while (gif[position] !== TRAILER) {
    if (gif[position] === IMAGE) position = afterBlocks(gif, position + IMAGE_BYTES + tableBytes(gif[position + 9]) + 1);
    else if (gif[position] === EXTENSION) {
      if (gif[position + 1] === GRAPHIC_CONTROL) {
        const delay = delays[picture++] ?? 0;
        gif[position + 4] = delay & 255;
        gif[position + 5] = delay >> 8;
      }
      position = afterBlocks(gif, position + 2);
    } else throw new Error("The GIF has an unexpected structure");
  }
  if (picture !== delays.length) throw new Error(`The GIF has ${counted(picture, "frame")} instead of ${delays.length}`);
}

/** Size in bytes of the colour table described by a byte of flags. */
function tableBytes(flags = 0): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

/** The position after a sequence of blocks, each preceded by its length, the last of length 0. */
function afterBlocks(gif: Uint8Array, start: number): number {
  let position = start;
  for (let length = gif[position]; length !== 0; length = gif[position]) {
    if (length === undefined) throw new Error("The GIF ends early");
    position += length + 1;
  }
  return position + 1;
}
