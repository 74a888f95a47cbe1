import { expect, it } from "vitest";
import { Raster, type Rect, pinholeMatrix } from ".";
import { numbersFrom } from "./testing/scenes";
import { MeshBuilder } from "./testing/shapes";
import { rgb } from "./types";

const [WIDTH, HEIGHT] = [46, 30];

/** BT.709 limited range one pixel at a time, as every other picture of Jaywalk is converted. */
function slowly(pixels: Uint8ClampedArray): Uint8Array {
  const frame = new Uint8Array(WIDTH * HEIGHT * 1.5);
  const byte = (x: number, y: number, channel: number) => pixels[4 * (y * WIDTH + x) + channel] ?? 0;
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++)
      frame[y * WIDTH + x] = (11966 * byte(x, y, 0) + 40254 * byte(x, y, 1) + 4064 * byte(x, y, 2) + 1081344) >> 16;
  for (let y = 0; y < HEIGHT; y += 2)
    for (let x = 0; x < WIDTH; x += 2) {
      const [r, g, b] = [0, 1, 2].map((channel) => {
        const [above, below] = [y, y + 1].map((row) => byte(x, row, channel) + byte(x + 1, row, channel));
        return (above ?? 0) + (below ?? 0);
      });
      const at = WIDTH * HEIGHT + (y / 2) * (WIDTH / 2) + x / 2;
      frame[at] = (-6596 * (r ?? 0) - 22188 * (g ?? 0) + 28784 * (b ?? 0) + 33685504) >> 18;
      frame[at + (WIDTH * HEIGHT) / 4] = (28784 * (r ?? 0) - 26145 * (g ?? 0) - 2639 * (b ?? 0) + 33685504) >> 18;
    }
  return frame;
}

it("YUV 4:2:0 is that of the pixels, byte for byte, and changes in a region only", () => {
  const next = numbersFrom(3);
  const raster = new Raster({ width: WIDTH, height: HEIGHT });
  const matrix = pinholeMatrix({ fx: 1, fy: 1, cx: 0, cy: 0 });
  const draw = (color: () => number) => {
    const builder = new MeshBuilder();
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < WIDTH; x++)
        builder.quad(
          builder.corner(x, y, 1),
          builder.corner(x, y + 1, 1),
          builder.corner(x + 1, y + 1, 1),
          builder.corner(x + 1, y, 1),
          color(),
        );
    raster.reset();
    raster.draw(builder.mesh(), matrix);
    raster.renderPicture();
  };
  const wrong: string[] = [];
  const extreme = () => (next() < 0.5 ? 0 : 255);
  for (let round = 0; round < 20; round++) {
    draw(() => (round % 2 ? rgb(next() * 256, next() * 256, next() * 256) : rgb(extreme(), extreme(), extreme())));
    const frame = new Uint8Array(WIDTH * HEIGHT * 1.5).fill(77);
    raster.toI420(frame);
    const before = slowly(raster.pixels());
    expect(frame).toEqual(before);
    draw(() => rgb(next() * 256, next() * 256, next() * 256));
    const after = slowly(raster.pixels());
    const region: Rect = { x: 2 * (round % 9), y: round % 7, width: 1 + round, height: 6 };
    raster.toI420(frame, region);
    const [left, top, right, bottom] = [region.x, region.y & ~1, (region.x + region.width + 1) & ~1, (region.y + 7) & ~1];
    const inside = (x: number, y: number) => x >= left && x < Math.min(right, WIDTH) && y >= top && y < bottom;
    frame.forEach((value, index) => {
      const luma = index < WIDTH * HEIGHT;
      const at = luma ? index : (index - WIDTH * HEIGHT) % ((WIDTH * HEIGHT) / 4);
      const stride = luma ? WIDTH : WIDTH / 2;
      const scale = luma ? 1 : 2;
      const changed = inside((at % stride) * scale, Math.floor(at / stride) * scale);
      if (value !== (changed ? after : before)[index]) wrong.push(`byte ${index} of ${round}`);
    });
  }
  expect(wrong).toEqual([]);
});
