/** Pixels without their fourth byte. */
export function rgbFromRgba(data: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8Array((data.length / 4) * 3);
  for (let from = 0, to = 0; from < data.length; from += 4) {
    rgb[to++] = data[from] ?? 0;
    rgb[to++] = data[from + 1] ?? 0;
    rgb[to++] = data[from + 2] ?? 0;
  }
  return rgb;
}
