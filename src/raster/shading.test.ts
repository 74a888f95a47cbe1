import { expect, it } from "vitest";
import { RAY_CELL, Raster, SKY_ENTRIES, SURFACE, onSurface, rgb, type Lamp, type Mesh, type Shading } from ".";

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
  lamps: null,
  lit: false,
  wet: null,
  veil: null,
};

/** A wall from the middle of the picture downwards, so many metres away, its colour 100, 150, 50. */
const wall = (metres: number, surface: number = SURFACE.plain): Mesh => ({
  positions: new Float32Array([0, HEIGHT / 2, metres, 0, HEIGHT, metres, WIDTH, HEIGHT, metres, WIDTH, HEIGHT / 2, metres]),
  indices: new Uint32Array([0, 1, 2, 0, 2, 3]),
  colors: new Uint32Array(2).fill(onSurface(rgb(100, 150, 50), surface)),
});

function wallAt(metres: number, light: Shading, surface: number = SURFACE.plain): Uint8ClampedArray {
  const raster = new Raster({ width: WIDTH, height: HEIGHT });
  raster.setShading(light);
  raster.drawProjected(wall(metres, surface));
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

const DARK: Shading = { ...shading, ambient: [0, 0, 0], haze: { color: [0, 0, 0], extinction: 0 }, lamps: [] };
const beam: Lamp = {
  position: [0, 0, 0],
  light: [60, 60, 60],
  reach: 1000,
  region: null,
  shape: { kind: "beam", heading: [1, 0], height: 0.7, kerb: -1, returned: 40 },
};
/** Light on a wall straight below the edge of the beam, as the eye of the camera has it: the square of the colour value. */
const lightAt = (metres: number, light: Shading, x = 32, y = 31, surface: number = SURFACE.plain) => {
  const value = (at(wallAt(metres, light, surface), x, y)[1] ?? 0) / (150 * 0.8 + 20);
  return value * value;
};

it("has a lamp's light fall with the square of the distance, and to the sides and above its edge", () => {
  const lit = { ...DARK, lamps: [beam] };
  expect(lightAt(20, DARK)).toBe(0);
  // Far below full light, where nothing saturates yet.
  const [near, far] = [lightAt(20, lit, 32, 25), lightAt(40, lit, 32, 25)];
  expect(near / far).toBeGreaterThan(3.6);
  expect(near / far).toBeLessThan(4.4);
  expect(lightAt(10, lit, 63, 25)).toBeLessThan(lightAt(10, lit, 32, 25) / 2);
  // Half a metre above the lamp there is only stray light.
  const high = { ...lit, lamps: [{ ...beam, position: [0, 0, -1.5] as const }] };
  expect(lightAt(10, high, 32, 25)).toBeLessThan(lightAt(10, lit, 32, 25) / 6);
});

it("has a lamp that hangs above shine down only, and reflectors send light back", () => {
  const pool = { ...DARK, lamps: [{ ...beam, position: [20, 0, 5] as const, shape: { kind: "pool" } as const }] };
  expect(lightAt(20, pool, 32, 40)).toBeGreaterThan(0.05);
  expect(lightAt(20, { ...pool, lamps: [{ ...beam, position: [20, 0, -9] as const, shape: { kind: "pool" } as const }] }, 32, 40)).toBe(0);
  const lit = { ...DARK, lamps: [{ ...beam, light: [4, 4, 4] as const }] };
  expect(lightAt(30, lit, 32, 25, SURFACE.reflector)).toBeGreaterThan(15 * lightAt(30, lit, 32, 25));
  // What gives light itself needs no lamp, and is seen through the air like everything else.
  expect(at(wallAt(20, { ...DARK, lit: true }, SURFACE.lamp), 32, 40)).toEqual([100, 150, 50, 255]);
});

it("keeps to where in the picture a lamp's light may be", () => {
  const lit = { ...DARK, lamps: [{ ...beam, region: { x: 0, y: 0, width: 10, height: 48 } }] };
  expect([lightAt(10, lit, 4, 31) > 0, lightAt(10, lit, 60, 31)]).toEqual([true, 0]);
});

it("mirrors the sky on wet ground, most of all far away, and veils the picture by a share", () => {
  const wet: Shading = { ...DARK, lamps: null, wet: { sky: [200, 200, 200], smooth: 1 } };
  const mirrored = (y: number) => at(wallAt(10, wet, SURFACE.wet), 32, y)[0] ?? 0;
  const sine = 0.5 / FOCAL;
  expect(Math.abs(mirrored(24) - 200 * (0.02 + 0.98 * (1 - sine) ** 5))).toBeLessThan(2);
  expect(mirrored(47)).toBeLessThan(mirrored(30) / 1.5);
  expect(at(wallAt(10, wet), 32, 30)).toEqual([0, 0, 0, 255]);
  const veil = { color: [250, 240, 200], shares: new Float32Array(5 * 4).fill(0.4) } as const;
  const [plain, veiled] = [at(wallAt(20, shading), 31, 29), at(wallAt(20, { ...shading, veil }), 31, 29)];
  plain
    .slice(0, 3)
    .forEach((value, part) => expect(Math.abs((veiled[part] ?? 0) - (value + ((veil.color[part] ?? 0) - value) * 0.4))).toBeLessThan(1.5));
});

it("shows the first mirror image on what is wet, and nowhere else", () => {
  const image = (raster: Raster, color: number, mirror: number) =>
    raster.drawProjected(
      {
        positions: new Float32Array([0, 0, 5, 0, HEIGHT, 5, WIDTH, HEIGHT, 5, WIDTH, 0, 5]),
        indices: new Uint32Array([0, 1, 2, 0, 2, 3]),
        colors: new Uint32Array(2).fill(color),
      },
      { mirror },
    );
  const raster = new Raster({ width: WIDTH, height: HEIGHT });
  const seen = (surface: number) => {
    raster.reset();
    raster.drawProjected(wall(10, surface));
    image(raster, rgb(200, 250, 250), 127);
    image(raster, rgb(0, 0, 0), 255);
    raster.renderPicture();
    return at(raster.pixels(), 32, 40);
  };
  expect(seen(SURFACE.plain)).toEqual([100, 150, 50, 255]);
  expect(seen(SURFACE.wet)).toEqual([150, 200, 150, 255]);
});
