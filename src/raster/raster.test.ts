import { afterEach, describe, expect, it, vi } from "vitest";
import { Raster, type Mesh, pinholeMatrix, rgb } from ".";
import { numbersFrom, randomBatches } from "./testing/scenes";
import { MeshBuilder } from "./testing/shapes";
import { drawStreet } from "./testing/street";

const CAMERA = pinholeMatrix({ fx: 60, fy: 60, cx: 32, cy: 24 });

function smallRaster() {
  return new Raster({ width: 64, height: 48 });
}

/** A square before the camera that takes up a known part of the picture. */
function square(left: number, top: number, size: number, depth: number, color = rgb(200, 30, 60)): Mesh {
  const builder = new MeshBuilder();
  const at = (x: number, y: number) => builder.corner(x, y, depth);
  return builder.quad(at(left, top), at(left, top + size), at(left + size, top + size), at(left + size, top), color).mesh();
}

describe("what truth asks of a picture", () => {
  it("counts what is seen of every id and gives its tight box, equal to counting the ids", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const raster = smallRaster();
      for (const { mesh, settings } of randomBatches(numbersFrom(seed), 64, 48, 6)) raster.drawProjected(mesh, settings);
      raster.renderInstances();
      const seen = raster.seen();
      const ids = raster.ids();
      for (const [id, { pixels, box }] of seen) {
        const at = [...ids.keys()].filter((index) => ids[index] === id);
        const columns = at.map((index) => index % 64);
        const rows = at.map((index) => Math.floor(index / 64));
        const [x, y] = [Math.min(...columns), Math.min(...rows)];
        const tight = { x, y, width: Math.max(...columns) + 1 - x, height: Math.max(...rows) + 1 - y };
        expect({ pixels, box }, `id ${id} of ${seed}`).toEqual({ pixels: at.length, box: at.length > 0 ? tight : null });
      }
      expect(new Set(ids)).toEqual(new Set([...ids].filter((id) => id === 0 || seen.has(id))));
    }
  });

  it("gives the whole silhouette of one id, also where others hide it and beside the picture, and who hides it", () => {
    const raster = smallRaster();
    raster.drawProjected(square(-10, 5, 20, 9), { id: 1 });
    raster.drawProjected(square(4, 9, 8, 5), { id: 2 });
    raster.drawProjected(square(60, -30, 40, 12), { id: 3 });
    raster.drawProjected(square(500, 5, 8, 3), { id: 4 });
    raster.renderInstances();
    expect(raster.silhouette(1)).toEqual({
      pixels: 400,
      box: { x: -10, y: 5, width: 20, height: 20 },
      nearest: new Map([
        [1, 200 - 48],
        [2, 48],
      ]),
    });
    expect(raster.seen().get(1)?.pixels).toBe(200 - 48);
    expect(raster.silhouette(3)).toEqual({ pixels: 1600, box: { x: 60, y: -30, width: 40, height: 40 }, nearest: new Map([[3, 40]]) });
    expect(raster.silhouette(3, { x: 0, y: 0, width: 64, height: 48 }).pixels).toBe(40);
    expect(raster.silhouette(4)).toEqual({ pixels: 0, box: null, nearest: new Map() });
    expect(raster.silhouette(4, { x: 0, y: 0, width: 1000, height: 48 }).pixels).toBe(64);
    expect(raster.silhouette(9)).toEqual({ pixels: 0, box: null, nearest: new Map() });
  });

  it("gives a silhouette larger than it works on at a time", () => {
    const raster = smallRaster();
    raster.drawProjected(square(-3000, -2500, 6001, 2), { id: 1 });
    expect(raster.silhouette(1, { x: -8000, y: -8000, width: 16000, height: 16000 })).toMatchObject({
      pixels: 6001 ** 2,
      box: { x: -3000, y: -2500, width: 6001, height: 6001 },
    });
  });

  it("counts triangles of one id that lie on each other once", () => {
    const raster = smallRaster();
    raster.drawProjected(square(3, 3, 10, 2), { id: 1 });
    raster.drawProjected(square(8, 8, 10, 2), { id: 1 });
    expect(raster.silhouette(1).pixels).toBe(175);
  });
});

describe("a list of triangles", () => {
  it("goes back to a moment, so that what stands still is drawn once", () => {
    const raster = smallRaster();
    raster.drawProjected(square(0, 0, 30, 9), { id: 1 });
    const standing = raster.mark();
    const seenWith = (left: number) => {
      raster.reset(standing);
      raster.drawProjected(square(left, 0, 10, 5), { id: 2 });
      raster.renderInstances();
      return raster.ids().slice();
    };
    const first = seenWith(0);
    expect(seenWith(20)).not.toEqual(first);
    expect(seenWith(0)).toEqual(first);
    raster.reset();
    raster.renderInstances();
    expect(new Set(raster.ids())).toEqual(new Set([0]));
    expect(raster.seen()).toEqual(new Map());
  });

  it("holds any number of triangles", () => {
    const raster = smallRaster();
    for (let id = 1; id <= 3000; id++) raster.drawProjected(square(id % 60, id % 44, 3, 100 / id), { id });
    raster.renderInstances();
    const last = raster.seen().get(3000);
    expect(last).toEqual({ pixels: 9, box: { x: 0, y: 8, width: 3, height: 3 } });
  });
});

describe("bad numbers", () => {
  const hostile = [NaN, Infinity, -Infinity, 1e30, -1e30, 3e38, 1e-30, 0, -0, 16384, -16385, 1e6, 0.05, 5];

  it("never hang, nor write where nothing may be written, nor leave a trace", () => {
    const next = numbersFrom(5);
    const raster = smallRaster();
    drawStreet(raster);
    raster.renderPicture();
    raster.renderInstances();
    const before = [raster.pixels().slice(), raster.ids().slice(), raster.depths()];
    const region = { x: 20, y: 16, width: 12, height: 10 };
    for (let round = 0; round < 400; round++) {
      raster.reset();
      const value = () => (next() < 0.5 ? (hostile[Math.floor(next() * hostile.length)] ?? 0) : (next() - 0.4) * 90);
      const mesh = {
        positions: new Float32Array(Array.from({ length: 27 }, value)),
        indices: new Uint32Array(Array.from({ length: 60 }, () => Math.floor(next() * 9))),
        colors: new Uint32Array(20),
      };
      raster.draw(mesh, next() < 0.8 ? CAMERA : Array.from({ length: 12 }, value), { id: 1, twoSided: true, painted: next() < 0.3 });
      raster.drawProjected(mesh, { id: 2, twoSided: next() < 0.5 });
      raster.renderPicture({ region });
      raster.renderInstances(region);
      raster.silhouette(1);
    }
    const outside = (index: number) => {
      const [column, row] = [index % 64, Math.floor(index / 64)];
      return column < 20 || column >= 32 || row < 16 || row >= 26;
    };
    const [pixels, ids, depths] = [raster.pixels().slice(), raster.ids().slice(), raster.depths()];
    for (let index = 0; index < 64 * 48; index++)
      if (outside(index))
        expect([pixels[4 * index], ids[index], depths[index]]).toEqual([before[0]?.[4 * index], before[1]?.[index], before[2]?.[index]]);
    drawStreet(raster);
    raster.renderPicture();
    raster.renderInstances();
    expect([raster.pixels().slice(), raster.ids().slice(), raster.depths()]).toEqual(before);
  });

  it("leave out their own triangle only", () => {
    const raster = smallRaster();
    const mesh = square(0, 0, 40, 2);
    const positions = new Float32Array([...mesh.positions, NaN, 0, 2]);
    raster.drawProjected({ positions, indices: new Uint32Array([...mesh.indices, 0, 1, 4]), colors: new Uint32Array(3) }, { id: 1 });
    raster.renderInstances();
    expect(raster.seen().get(1)?.pixels).toBe(1600);
  });

  it("of a call are refused, and say which", () => {
    const raster = smallRaster();
    const mesh = square(0, 0, 10, 2);
    raster.drawProjected(mesh, { id: 3 });
    expect(() => new Raster({ width: 641, height: 480 })).toThrow("A picture's width is an even number from 2 to 8192, not 641");
    expect(() => new Raster({ width: 640, height: NaN })).toThrow("height");
    expect(() => new Raster({ width: 640, height: 480, near: 0 })).toThrow("nearest distance");
    expect(() => raster.drawProjected(mesh, { id: 70_000 })).toThrow("An id is a whole number from 0 to 65535, not 70000");
    expect(() => raster.draw(mesh, [1, 2, 3])).toThrow("three rows of four");
    expect(() => raster.drawProjected({ ...mesh, colors: new Uint32Array(1) })).toThrow("2 triangles has 1 colours");
    expect(() => raster.drawProjected({ ...mesh, indices: new Uint32Array([0, 1, 2, 0, 1, 4]) })).toThrow(
      "Triangle 1 of a mesh names a corner beyond its 4",
    );
    raster.renderInstances();
    expect(raster.seen()).toEqual(new Map([[3, { pixels: 100, box: { x: 0, y: 0, width: 10, height: 10 } }]]));
  });
});

describe("a browser without SIMD", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  it("is told what it lacks, and who has it", async () => {
    vi.resetModules();
    vi.stubGlobal("WebAssembly", { ...WebAssembly, validate: () => false });
    const { Raster: Fresh, RasterUnsupportedError } = await import(".");
    expect(() => new Fresh({ width: 64, height: 48 })).toThrow(RasterUnsupportedError);
    expect(() => new Fresh({ width: 64, height: 48 })).toThrow(/WebAssembly with SIMD, which Chrome and Edge have from 91/);
  });
});

it("a shadow takes of the colour of what has no id, once, and of nothing else", () => {
  const raster = new Raster({ width: 8, height: 8 });
  const wall = (left: number, right: number, metres: number, color: number) => ({
    positions: new Float32Array([left, 0, metres, left, 8, metres, right, 8, metres, right, 0, metres]),
    indices: new Uint32Array([0, 1, 2, 0, 2, 3]),
    colors: new Uint32Array(2).fill(color),
  });
  raster.drawProjected(wall(0, 8, 20, rgb(200, 100, 50)), { painted: true });
  raster.drawProjected(wall(4, 8, 10, rgb(40, 80, 120)), { id: 7 });
  // The first one counts, also where another falls on the same place.
  raster.drawProjected(wall(2, 8, 20, rgb(127, 127, 127)), { shadow: true });
  raster.drawProjected(wall(0, 8, 20, rgb(191, 191, 191)), { shadow: true });
  raster.renderPicture();
  const at = (x: number) => Array.from(raster.pixels().subarray(4 * x, 4 * x + 4));
  expect([at(0), at(3), at(6)]).toEqual([
    [150, 75, 37, 255],
    [100, 50, 25, 255],
    [40, 80, 120, 255],
  ]);
  raster.renderInstances();
  expect([raster.seen().get(7)?.pixels, [...raster.ids().subarray(0, 8)]]).toEqual([32, [0, 0, 0, 0, 7, 7, 7, 7]]);
});

describe("through a lens that bends lines", () => {
  const FISHEYE = {
    model: "fisheye" as const,
    ...{ fx: 402, fy: 402, cx: 640, cy: 360, distortion: [-0.02, 0.002, 0, 0] },
    ...{ reach: Math.PI, near: 0.1, shortEdge: 14, project: () => null },
  };
  // On a pole, looking down at an angle.
  const ROWS = [-0.37, -0.93, 0, 31.7, -0.49, 0.2, -0.85, 5.6, 0.79, -0.32, -0.53, -4.2];

  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("a ground of kilometres is cut into thousands of triangles in some megabytes", () => {
    const grow = vi.spyOn(WebAssembly.Memory.prototype, "grow");
    const raster = new Raster({ width: 1280, height: 720 });
    const ground: Mesh = {
      positions: new Float32Array([3060, 3060, 0, -3060, 3060, 0, -3060, -3060, 0, 3060, -3060, 0]),
      indices: new Uint32Array([0, 1, 2, 0, 2, 3]),
      colors: new Uint32Array([rgb(90, 120, 80), rgb(90, 120, 80)]),
    };
    const view = { rows: new Float64Array(ROWS), around: 8, cone: { left: -9, right: 9, top: -9, bottom: 9 } };
    raster.drawBent(ground, FISHEYE, view, { painted: true });
    raster.renderPicture({ background: rgb(0, 0, 0) });
    expect(raster.pixels().slice((719 * 1280 + 640) * 4, (719 * 1280 + 640) * 4 + 3)).toEqual(new Uint8ClampedArray([90, 120, 80]));
    const pages = grow.mock.calls.reduce((sum, [more]) => sum + more, 0);
    expect((pages * 65_536) / 1e6).toBeLessThan(64);
  });
});
