export type Area = { pixels: number; left: number; top: number; right: number; bottom: number };

/**
 * Where the pixels of each colour but black lie in a picture, by “red green blue”.
 * @param channels bytes per pixel, of which red, green and blue come first
 */
export function areasByColor(data: ArrayLike<number>, width: number, channels: number): Map<string, Area> {
  const found = new Map<number, Area>();
  for (let at = 0, pixel = 0; at < data.length; at += channels, pixel++) {
    const color = (data[at] ?? 0) * 65_536 + (data[at + 1] ?? 0) * 256 + (data[at + 2] ?? 0);
    if (color === 0) continue;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const known = found.get(color);
    if (!known) {
      found.set(color, { pixels: 1, left: x, top: y, right: x + 1, bottom: y + 1 });
      continue;
    }
    known.pixels++;
    known.left = Math.min(known.left, x);
    known.right = Math.max(known.right, x + 1);
    known.bottom = y + 1;
  }
  return new Map([...found].map(([color, area]) => [`${color >> 16} ${(color >> 8) & 255} ${color & 255}`, area]));
}
