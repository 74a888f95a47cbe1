import { describe, expect, test } from "vitest";
import { rgbFromI420 } from "./fromI420";
import { letterbox, letterboxed, outOfLetterbox } from "./letterbox";

describe("a picture in the model's square", () => {
  test("keeps its proportions, in the middle, and boxes lead back to the picture", () => {
    const place = letterbox({ width: 1280, height: 720 }, 512);
    expect(place).toMatchObject({ x: 0, y: 112, width: 512, height: 288 });
    expect(outOfLetterbox({ x: 100, y: 112 + 144, width: 40, height: 20 }, place)).toEqual({ x: 250, y: 360, width: 100, height: 50 });
    expect(letterbox({ width: 30, height: 3000 }, 512)).toMatchObject({ x: 253, y: 0, width: 5, height: 512 });
    expect(letterbox({ width: 4096, height: 2 }, 512)).toMatchObject({ x: 0, y: 255, width: 512, height: 1 });
  });

  test("is interpolated between the middles of pixels, with padding around it", () => {
    const picture = { frame: 0, width: 2, height: 1, rgb: new Uint8Array([0, 100, 255, 200, 100, 0]) };
    const place = letterbox(picture, 4);
    const square = letterboxed(picture, place, 4, 7);
    const row = (y: number) => Array.from({ length: 4 }, (_, x) => Array.from(square.subarray((y * 4 + x) * 3, (y * 4 + x) * 3 + 3)));
    expect(row(0)).toEqual(Array.from({ length: 4 }, () => [7, 7, 7]));
    expect(row(1)).toEqual([
      [0, 100, 255],
      [50, 100, 191.25],
      [150, 100, 63.75],
      [200, 100, 0],
    ]);
    expect(row(2)).toEqual(row(1));
    expect(row(3)).toEqual(row(0));
  });

  test("a picture of the square's own size passes unchanged", () => {
    const rgb = Uint8Array.from({ length: 4 * 4 * 3 }, (_, index) => (index * 37) % 256);
    const picture = { frame: 0, width: 4, height: 4, rgb };
    expect([...letterboxed(picture, letterbox(picture, 4), 4, 0)]).toEqual([...rgb]);
  });
});

test("decoded frames become the colours of BT.709, rounded and clamped", () => {
  const pixel = (y: number, u: number, v: number) => [...rgbFromI420(new Uint8Array([y, y, y, y, u, v]), 2, 2).subarray(0, 3)];
  const exact = (y: number, u: number, v: number) => {
    const luma = ((y - 16) * 255) / 219;
    const [blue, red] = [((u - 128) * 255) / 224, ((v - 128) * 255) / 224];
    return [luma + 1.5748 * red, luma - 0.187324 * blue - 0.468124 * red, luma + 1.8556 * blue].map((value) =>
      Math.min(255, Math.max(0, value)),
    );
  };
  expect(pixel(16, 128, 128)).toEqual([0, 0, 0]);
  expect(pixel(235, 128, 128)).toEqual([255, 255, 255]);
  for (const [y, u, v] of [
    [63, 102, 240],
    [173, 42, 26],
    [32, 240, 118],
    [0, 0, 0],
    [255, 255, 255],
    [120, 90, 200],
  ] as const)
    pixel(y, u, v).forEach((value, channel) => expect(Math.abs(value - (exact(y, u, v)[channel] ?? NaN))).toBeLessThan(0.51));
});
