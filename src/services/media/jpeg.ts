/** JPEG files (ITU-T T.81, annex B), parsed no further than their markers. */

const MARKER = 0xff;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
/** Markers of frame headers: baseline, extended, progressive and lossless. */
const FRAME_MARKERS = [0xc0, 0xc1, 0xc2, 0xc3];

/** Splits consecutive JPEGs as ffmpeg writes them: without thumbnails, which would contain end markers of their own. */
export function splitJpegs(stream: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const jpegs: Uint8Array<ArrayBuffer>[] = [];
  let start = 0;
  for (let at = stream.indexOf(MARKER); at !== -1; at = stream.indexOf(MARKER, at + 1))
    if (stream[at + 1] === END_OF_IMAGE) {
      jpegs.push(stream.slice(start, at + 2));
      start = at + 2;
    }
  return jpegs;
}

/** The size of a JPEG in pixels. @throws Error if it has no frame header */
export function sizeOfJpeg(jpeg: Uint8Array): { width: number; height: number } {
  const word = (at: number) => ((jpeg[at] ?? 0) << 8) | (jpeg[at + 1] ?? 0);
  for (let at = 2; at < jpeg.length && jpeg[at] === MARKER && jpeg[at + 1] !== START_OF_SCAN; at += 2 + word(at + 2))
    if (FRAME_MARKERS.includes(jpeg[at + 1] ?? 0)) return { height: word(at + 5), width: word(at + 7) };
  throw new Error("The picture is not a JPEG with a size");
}
