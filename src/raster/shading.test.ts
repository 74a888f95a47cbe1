import { expect, it } from "vitest";
import { RAY_CELL, Raster, SKY_ENTRIES, rgb, type Shading } from ".";

const [WIDTH, HEIGHT] = [64, 48];
const FOCAL = 50;

/** Rays of a pinhole that looks along the lamp's own direction, level. */
function rays(): Float32Array {
  const [columns, rows] = [WIDTH / RAY_CELL + 1, HEIGHT / RAY_CELL + 1];
  return Float32Array.from({ length: columns * rows * 4 }, (_, index) => {
    const corner = Math.floor(index / 4);
    const left = (WIDTH / 2 - (corner % columns) * RAY_CELL) / FOCAL;
    const up = (HEIGHT / 2 - Math.floor(corner / columns) * RAY_CELL) / FOCAL;
    return [1, left, up, Math.sqrt(1 + left * left + up * up)][index % 4] ?? 0;
  });
}

const shading: Shading = {
  rays: rays(),
  gain: [0.8, 0.8, 0.8],
  offset: [10, 20, 30],
  ambient: [0.5, 0.6, 0.7],
  sky: Uint32Array.from({ length: SKY_ENTRIES }, (_, entry) => rgb(entry >> 2, 100, 200)),
  haze: { color: [200, 210, 220], extinction: 0.02 },
  lamp: null,
};

/** A picture of a wall from the middle of the picture downwards, so many metres away, its colour 100, 150, 50. */
function wallAt(metres: number, light: Shading): Uint8ClampedArray {
  const raster = new Raster({ width: WIDTH, height: HEIGHT });
  raster.setShading(light);
  raster.drawProjected({
    positions: new Float32Array([0, HEIGHT / 2, metres, 0, HEIGHT, metres, WIDTH, HEIGHT, metres, WIDTH, HEIGHT / 2, metres]),
    indices: new Uint32Array([0, 1, 2, 0, 2, 3]),
    colors: new Uint32Array(2).fill(rgb(100, 150, 50)),
  });
  raster.renderPicture();
  return raster.pixels();
}

const at = (pixels: Uint8ClampedArray, x: number, y: number) => Array.from(pixels.subarray((y * WIDTH + x) * 4, (y * WIDTH + x) * 4 + 4));

it("lights every colour, and lets the air take of it what Koschmieder's law says", () => {
  for (const metres of [1, 20, 50, 400]) {
    const left = Math.exp(-0.02 * metres * Math.sqrt(1 + 0.11 * 0.11 + 0.01 * 0.01));
    const [red, green, blue, alpha] = at(wallAt(metres, shading), 31, 29);
    expect(Math.abs((red ?? 0) - (200 + ((100 * 0.8 + 10) * 0.5 - 200) * left))).toBeLessThan(0.8);
    expect(Math.abs((green ?? 0) - (210 + ((150 * 0.8 + 20) * 0.6 - 210) * left))).toBeLessThan(0.8);
    expect(Math.abs((blue ?? 0) - (220 + ((50 * 0.8 + 30) * 0.7 - 220) * left))).toBeLessThan(0.8);
    expect(alpha).toBe(255);
  }
});

it("shows the sky where nothing is, by the height of the ray", () => {
  const pixels = wallAt(10, shading);
  const up = (HEIGHT / 2 - 4.5) / FOCAL;
  const sine = up / Math.sqrt(1 + up * up + (0.5 / FOCAL) * (0.5 / FOCAL));
  expect(at(pixels, 32, 4)).toEqual([Math.floor(sine * (SKY_ENTRIES - 1)) >> 2, 100, 200, 255]);
});

it("has a lamp shine ahead, less with distance, to the sides and above", () => {
  const dark: Shading = { ...shading, ambient: [0, 0, 0], haze: { color: [0, 0, 0], extinction: 0 } };
  const lamp = { light: [1, 1, 1], camera: [0, 0, 0.5], half: 20, aside: 0.5, soft: 0.1, stray: 0 } as const;
  const green = (metres: number, x: number, y: number) => at(wallAt(metres, { ...dark, lamp }), x, y)[1] ?? 0;
  expect(wallAt(20, dark)[(HEIGHT - 1) * WIDTH * 4]).toBe(0);
  expect(Math.abs(green(20, 32, 40) - (150 * 0.8 + 20) / 2)).toBeLessThan(2);
  expect(green(60, 32, 40)).toBeLessThan(green(20, 32, 40) / 3);
  expect(green(20, 4, 40)).toBe(0);
  expect(green(2, 32, 26)).toBeLessThan(green(20, 32, 40) / 2);
});
