/** Edges of a rectangle with even sides: left, top, right, bottom. */
export type Edges = readonly [left: number, top: number, right: number, bottom: number];

/** Copies a rectangle of a YUV 4:2:0 frame to another frame of the same size. */
export function copyI420(from: Uint8Array, to: Uint8Array, width: number, height: number, [left, top, right, bottom]: Edges): void {
  const pixels = width * height;
  if (right - left === width && bottom - top === height) {
    to.set(from.subarray(0, pixels * 1.5));
    return;
  }
  const copyRows = (start: number, stride: number, x: number, y: number, end: number, rows: number) => {
    for (let row = y; row < rows; row++) {
      const at = start + row * stride;
      to.set(from.subarray(at + x, at + end), at + x);
    }
  };
  copyRows(0, width, left, top, right, bottom);
  for (const plane of [pixels, pixels * 1.25]) copyRows(plane, width / 2, left / 2, top / 2, right / 2, bottom / 2);
}
