/** The room that pictures take in a scenario's file. */

/** What a picture takes besides its bytes, at most: its entries, and its name in JSON. */
const ENTRY_BYTES = 500;

/** Bytes that a JPEG takes in the file, where it is written in base64. */
export const bytesInFile = (jpegBytes: number): number => 4 * Math.ceil(jpegBytes / 3) + ENTRY_BYTES;

/** More bytes of JPEGs than this do not fit, however few pictures they are. */
export const mostJpegBytes = (room: number): number => Math.floor((room * 3) / 4);

/** Pictures from the first on that fit together. */
export function fittingPictures<Picture extends { readonly jpeg: Uint8Array }>(
  pictures: readonly Picture[],
  room: number,
): readonly Picture[] {
  let left = room;
  const beyond = pictures.findIndex(({ jpeg }) => (left -= bytesInFile(jpeg.length)) < 0);
  return beyond === -1 ? pictures : pictures.slice(0, beyond);
}
