import { describe, expect, it } from "vitest";
import { Raster, type Rect, pinholeMatrix, rgb } from ".";
import { Reference, type ReferenceBatch } from "./testing/reference";
import { numbersFrom, randomBatches } from "./testing/scenes";
import { MeshBuilder } from "./testing/shapes";
import { drawCrowd } from "./testing/street";

const WIDTH = 46;
const HEIGHT = 30;
const BACKGROUND = rgb(10, 200, 90);

function drawn(batches: readonly ReferenceBatch[], bandRows = 8): Raster {
  const raster = new Raster({ width: WIDTH, height: HEIGHT, bandRows });
  for (const { mesh, settings } of batches) raster.drawProjected(mesh, settings);
  return raster;
}

const words = (raster: Raster) => new Uint32Array(raster.pixels().slice().buffer);

describe("the rasteriser", () => {
  it("gives what asking every sample of every triangle gives, bit by bit", () => {
    for (let seed = 1; seed <= 120; seed++) {
      const next = numbersFrom(seed);
      const batches = randomBatches(next, WIDTH, HEIGHT, 1 + (seed % 6));
      const expected = new Reference(WIDTH, HEIGHT, batches, BACKGROUND);
      const raster = drawn(batches, 2 + (seed % 31));
      raster.renderPicture({ background: BACKGROUND });
      raster.renderInstances();
      expect(words(raster), `picture ${seed}`).toEqual(expected.picture);
      expect(raster.ids(), `ids ${seed}`).toEqual(expected.ids);
      expect(raster.depths(), `depths ${seed}`).toEqual(expected.depths);
      raster.renderPicture({ background: BACKGROUND, antialias: false });
      expect(words(raster), `picture without antialiasing ${seed}`).toEqual(expected.plain);
      expect(raster.ids()).toEqual(expected.ids);
    }
  });

  it("draws a region as it is in the whole, and nothing outside it", () => {
    const wrong: string[] = [];
    for (let seed = 1; seed <= 60; seed++) {
      const next = numbersFrom(1000 + seed);
      const before = drawn(randomBatches(next, WIDTH, HEIGHT, 4));
      const batches = randomBatches(next, WIDTH, HEIGHT, 5);
      const whole = drawn(batches);
      const render = (raster: Raster, region?: Rect) => {
        raster.renderPicture({ background: BACKGROUND, ...(region ? { region } : {}) });
        raster.renderInstances(region);
      };
      render(before);
      render(whole);
      const earlier = { picture: words(before), ids: before.ids().slice(), depths: before.depths() };
      before.reset();
      for (const { mesh, settings } of batches) before.drawProjected(mesh, settings);
      const [x, y] = [Math.floor(next() * WIDTH) - 4, Math.floor(next() * HEIGHT) - 4];
      const region = { x, y, width: 1 + Math.floor(next() * 30), height: 1 + Math.floor(next() * 20) };
      render(before, region);
      const grown = { left: x & ~1, top: y & ~1, right: (x + region.width + 1) & ~1, bottom: (y + region.height + 1) & ~1 };
      const [now, then] = [words(before), words(whole)];
      const [ids, thenIds, depths, thenDepths] = [before.ids(), whole.ids(), before.depths(), whole.depths()];
      for (let at = 0; at < WIDTH * HEIGHT; at++) {
        const [column, row] = [at % WIDTH, Math.floor(at / WIDTH)];
        const inside = column >= grown.left && column < grown.right && row >= grown.top && row < grown.bottom;
        const expected = inside ? [then[at], thenIds[at], thenDepths[at]] : [earlier.picture[at], earlier.ids[at], earlier.depths[at]];
        if ([now[at], ids[at], depths[at]].some((value, plane) => value !== expected[plane]))
          wrong.push(`pixel ${column} ${row} of ${seed}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("gives the same large picture whole, in bands of any height, and put together from regions", () => {
    const render = (bandRows: number, regions: readonly (Rect | undefined)[]) => {
      const raster = new Raster({ width: 640, height: 362, bandRows });
      drawCrowd(raster);
      for (const region of regions) {
        raster.renderPicture(region ? { region } : {});
        raster.renderInstances(region);
      }
      return Buffer.concat([
        new Uint8Array(raster.pixels()),
        new Uint8Array(raster.ids().slice().buffer),
        new Uint8Array(raster.depths().buffer),
      ]);
    };
    const whole = render(14, [undefined]);
    const quarters = [0, 1, 2, 3].map((part) => ({ x: (part % 2) * 302, y: part < 2 ? 0 : 170, width: 338, height: 192 }));
    expect(render(400, [undefined]).equals(whole)).toBe(true);
    expect(render(6, quarters).equals(whole)).toBe(true);
  });

  it("shows of two triangles equally near the one drawn first, and what is painted over all before it", () => {
    const raster = new Raster({ width: 16, height: 16 });
    const wall = (depth: number, color: number) => {
      const builder = new MeshBuilder();
      return builder
        .quad(builder.corner(0, 0, depth), builder.corner(0, 16, depth), builder.corner(16, 16, depth), builder.corner(16, 0, depth), color)
        .mesh();
    };
    raster.drawProjected(wall(5, 1), { id: 1 });
    raster.drawProjected(wall(5, 2), { id: 2 });
    raster.renderInstances();
    expect(new Set(raster.ids())).toEqual(new Set([1]));
    raster.drawProjected(wall(4, 3), { id: 3 });
    raster.drawProjected(wall(9, 4), { id: 4, painted: true });
    raster.renderInstances();
    expect(new Set(raster.ids())).toEqual(new Set([4]));
    expect(new Set(raster.depths())).toEqual(new Set([9]));
    raster.drawProjected(wall(8, 5), { id: 5 });
    raster.renderInstances();
    expect(new Set(raster.ids())).toEqual(new Set([5]));
  });

  it("covers every pixel of a mesh by exactly one of its triangles", () => {
    for (let seed = 1; seed <= 40; seed++) {
      const next = numbersFrom(seed);
      const size = 7;
      // Corners on the middles of pixels, on their edges, and anywhere.
      const place = (value: number) => [Math.round(value), Math.round(value) + 0.5, value][seed % 3] ?? 0;
      const grid = Array.from({ length: size * size }, (_, at) => [
        place(4 + ((at % size) + next() * 0.3) * 5),
        place(2 + (Math.floor(at / size) + next() * 0.3) * 3.5),
        3,
      ]);
      const triangles = Array.from({ length: size * size }, (_, at) => at)
        .filter((at) => at % size < size - 1 && at < size * (size - 1))
        .flatMap((at) => {
          const [right, below, across] = [at + 1, at + size, at + size + 1];
          return next() < 0.5
            ? [
                [at, below, right],
                [right, below, across],
              ]
            : [
                [at, below, across],
                [at, across, right],
              ];
        });
      const positions = new Float32Array(grid.flat());
      const raster = new Raster({ width: WIDTH, height: HEIGHT });
      triangles.forEach((corners, index) =>
        raster.drawProjected(
          { positions, indices: new Uint32Array(corners), colors: new Uint32Array([0]) },
          { id: index + 1, twoSided: true },
        ),
      );
      const outline = 1000;
      const all = { positions, indices: new Uint32Array(triangles.flat()), colors: new Uint32Array(triangles.length) };
      raster.drawProjected(all, { id: outline, twoSided: true });
      const single = triangles.reduce((sum, _, index) => sum + raster.silhouette(index + 1).pixels, 0);
      expect(single, `mesh ${seed}`).toBe(raster.silhouette(outline).pixels);
      expect(single).toBeGreaterThan(400);
    }
  });
});

describe("the near plane", () => {
  it("cuts a ground that continues behind the camera, and gives its depth everywhere below the horizon", () => {
    const [width, height, focal, above] = [64, 48, 50, 1.5];
    const raster = new Raster({ width, height, near: 0.1 });
    const builder = new MeshBuilder();
    const at = (x: number, z: number) => builder.corner(x, above, z);
    builder.quad(at(-900, -500), at(900, -500), at(900, 900), at(-900, 900), 1);
    raster.draw(builder.mesh(), pinholeMatrix({ fx: focal, fy: focal, cx: width / 2, cy: height / 2 }), { id: 7 });
    raster.renderInstances();
    const depths = raster.depths();
    raster.ids().forEach((id, index) => {
      const below = Math.floor(index / width) + 0.5 - height / 2;
      expect(id, `pixel ${index}`).toBe(below > 0 ? 7 : 0);
      // As exact as corners are, which lie on 1/256 of a pixel.
      if (id) expect(Math.abs((focal * above) / (depths[index] ?? 0) - below)).toBeLessThan(1 / 256);
    });
  });

  it("cuts neighbours at the same points: no gap and no overlap between them", () => {
    let drawnAtAll = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const next = numbersFrom(seed);
      const far = seed % 2 ? 40 : 4000;
      const raster = new Raster({ width: 60, height: 40, near: 0.2 });
      const matrix = pinholeMatrix({ fx: 60, fy: 60, cx: 30, cy: 20 });
      const viewport = { x: -2000, y: -2000, width: 4000, height: 4000 };
      // A parallelogram from near or behind the camera to anywhere; its two halves have an edge in common.
      const three = Array.from({ length: 9 }, (_, at) => (next() - (at % 3 === 2 ? 1 / 3 : 0.5)) * far);
      const fourth = [0, 1, 2].map((axis) => (three[axis] ?? 0) + (three[3 + axis] ?? 0) - (three[6 + axis] ?? 0));
      const positions = new Float32Array([...three, ...fourth]);
      const draw = (id: number, indices: number[]) =>
        raster.draw({ positions, indices: new Uint32Array(indices), colors: new Uint32Array(2) }, matrix, { id, twoSided: true });
      draw(1, [0, 2, 1]);
      draw(2, [0, 1, 3]);
      draw(3, [0, 2, 1, 0, 1, 3]);
      const [one, two, both] = [1, 2, 3].map((id) => raster.silhouette(id, viewport).pixels);
      expect((one ?? 0) + (two ?? 0), `quadrilateral ${seed}`).toBe(both);
      if (both) drawnAtAll++;
    }
    expect(drawnAtAll).toBeGreaterThan(40);
  });
});
