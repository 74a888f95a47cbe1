import { describe, expect, it } from "vitest";
import { Raster, type Mesh, type Project, pinholeMatrix, subdivide } from ".";
import { numbersFrom } from "./testing/scenes";

const [WIDTH, HEIGHT] = [96, 72];
const [CX, CY] = [WIDTH / 2, HEIGHT / 2];

type Ray = readonly [x: number, y: number, z: number];
type Lens = { project: Project; ray: (u: number, v: number) => Ray | null };

/** Angles become distances: the plainest fisheye. @param widest angle to the axis that it pictures */
function fisheye(focal: number, widest: number): Lens {
  return {
    project: (x, y, z) => {
      const across = Math.hypot(x, y);
      const angle = Math.atan2(across, z);
      if (angle > widest) return null;
      const factor = across > 0 ? (focal * angle) / across : 0;
      return { u: CX + x * factor, v: CY + y * factor, depth: Math.hypot(x, y, z) };
    },
    ray: (u, v) => {
      const [x, y] = [u - CX, v - CY];
      const angle = Math.hypot(x, y) / focal;
      return angle > widest ? null : [(x / (angle * focal)) * Math.sin(angle), (y / (angle * focal)) * Math.sin(angle), Math.cos(angle)];
    },
  };
}

const LENSES: readonly (readonly [string, Lens])[] = [
  ["a fisheye of 120°", fisheye(52, (60 / 180) * Math.PI)],
  ["a fisheye of 174°", fisheye(30, (87 / 180) * Math.PI)],
  ["a fisheye of 200°", fisheye(24, (100 / 180) * Math.PI)],
];

/** The distance along a ray of length 1 at which it meets a triangle; null where it does not. */
function distanceTo(positions: Float32Array, ray: Ray): number | null {
  const [a, b, c] = [0, 3, 6].map((at) => [...positions.subarray(at, at + 3)]);
  if (!a || !b || !c) return null;
  const minus = (p: readonly number[], q: readonly number[]) => p.map((value, axis) => value - (q[axis] ?? 0));
  const dot = (p: readonly number[], q: readonly number[]) => p.reduce((sum, value, axis) => sum + value * (q[axis] ?? 0), 0);
  const cross = ([x = 0, y = 0, z = 0]: readonly number[], [p = 0, q = 0, r = 0]: readonly number[]) => [
    y * r - z * q,
    z * p - x * r,
    x * q - y * p,
  ];
  const [ab, ac] = [minus(b, a), minus(c, a)];
  const normal = cross(ray, ac);
  const determinant = dot(ab, normal);
  if (determinant === 0) return null;
  const s = dot(minus([0, 0, 0], a), normal) / determinant;
  const other = cross(minus([0, 0, 0], a), ab);
  const t = dot(ray, other) / determinant;
  const distance = dot(ac, other) / determinant;
  return s >= 0 && t >= 0 && s + t <= 1 && distance > 0 ? distance : null;
}

function triangleOf(numbers: readonly number[]): Mesh {
  return { positions: new Float32Array(numbers), indices: new Uint32Array([0, 1, 2]), colors: new Uint32Array([1]) };
}

describe("triangles through a lens", () => {
  it.each(LENSES)("cover of %s the pixels that its rays say, to a quarter of a pixel, at their depths", (_, lens) => {
    const next = numbersFrom(11);
    let [compared, covered] = [0, 0];
    const wrong: string[] = [];
    for (let round = 0; round < 16; round++) {
      const reach = round % 3 === 0 ? 300 : 8;
      // Some end behind the camera; every fourth is a ground of which no corner is seen.
      const mesh =
        round % 4 === 0
          ? triangleOf([-4000, 1.5, -3000, 4000 * next(), 1.5, 5000, 4000, 1.5, -3000])
          : triangleOf(Array.from({ length: 9 }, (_value, at) => (next() - (at % 3 === 2 ? 0.3 : 0.5)) * reach));
      const raster = new Raster({ width: WIDTH, height: HEIGHT });
      raster.drawProjected(subdivide(mesh, lens.project), { id: 1, twoSided: true });
      raster.renderInstances();
      const [ids, depths] = [raster.ids(), raster.depths()];
      ids.forEach((id, index) => {
        const [u, v] = [(index % WIDTH) + 0.5, Math.floor(index / WIDTH) + 0.5];
        const around = [0, 1, 2, 3, 4, 5, 6, 7].map((turn) => {
          const angle = (turn * Math.PI) / 4;
          return [u + 0.27 * Math.cos(angle), v + 0.27 * Math.sin(angle)];
        });
        const found = [[u, v], ...around].map(([x = 0, y = 0]) => {
          const ray = lens.ray(x, y);
          return ray && distanceTo(mesh.positions, ray);
        });
        const hits = found.filter((distance) => distance !== null);
        if (hits.length > 0 && hits.length < found.length) return;
        compared++;
        if ((id === 1) !== hits.length > 0) wrong.push(`pixel ${u} ${v} of ${round}`);
        if (!id) return;
        covered++;
        const depth = depths[index] ?? 0;
        if (depth < Math.min(...hits) * 0.99 || depth > Math.max(...hits) * 1.01) wrong.push(`depth ${depth} at ${u} ${v} of ${round}`);
      });
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(70_000);
    expect(covered).toBeGreaterThan(5_000);
  });

  it.each(LENSES)("fit together behind %s: neighbours leave no gap and do not overlap", (_, lens) => {
    const next = numbersFrom(23);
    for (let round = 0; round < 40; round++) {
      const three = Array.from({ length: 9 }, (_value, at) => (next() - (at % 3 === 2 ? 0.3 : 0.5)) * (round % 2 ? 400 : 12));
      const fourth = [0, 1, 2].map((axis) => (three[axis] ?? 0) + (three[3 + axis] ?? 0) - (three[6 + axis] ?? 0));
      const positions = new Float32Array([...three, ...fourth]);
      const raster = new Raster({ width: WIDTH, height: HEIGHT });
      const draw = (id: number, indices: readonly number[]) => {
        const mesh = { positions, indices: new Uint32Array(indices), colors: new Uint32Array(indices.length / 3) };
        raster.drawProjected(subdivide(mesh, lens.project), { id, twoSided: true });
      };
      draw(1, [0, 2, 1]);
      draw(2, [1, 3, 0]);
      draw(3, [0, 2, 1, 0, 1, 3]);
      const [one = 0, two = 0, both = 0] = [1, 2, 3].map((id) => raster.silhouette(id).pixels);
      expect(one + two, `parallelogram ${round}`).toBe(both);
    }
  });

  it("stay whole where the lens bends nothing, and are then those of the matrix", () => {
    const pinhole = { fx: 80, fy: 80, cx: CX, cy: CY };
    const project: Project = (x, y, z) => (z < 0.1 ? null : { u: CX + (80 * x) / z, v: CY + (80 * y) / z, depth: z });
    const mesh = triangleOf([-3, -2, 4, 0, 2, 9, 4, -1, 30]);
    const cut = subdivide(mesh, project);
    expect(cut.colors).toHaveLength(1);
    const raster = new Raster({ width: WIDTH, height: HEIGHT });
    raster.drawProjected(cut, { id: 1 });
    raster.renderInstances();
    const ids = raster.ids().slice();
    raster.reset();
    raster.draw(mesh, pinholeMatrix(pinhole), { id: 1 });
    raster.renderInstances();
    expect(raster.ids()).toEqual(ids);
    expect(new Set(ids)).toEqual(new Set([0, 1]));
  });

  it("end whatever the numbers are", () => {
    const disc: Project = (x, y, z) => (z < 0.1 || x * x + y * y > 2 * z * z ? null : { u: (400 * x) / z, v: (400 * y) / z, depth: z });
    // Cutting it leads to slivers along the edge of what this lens sees.
    const sliver = [-10.526277, -1.6010225, -0.44198781, 9.6759853, 8.6803951, -3.3108311, -11.768001, -1.1063387, 13.008335];
    expect(subdivide(triangleOf(sliver), disc).colors.length).toBeLessThan(9999);
    const anywhere = numbersFrom(9);
    for (let round = 0; round < 200; round++)
      expect(subdivide(triangleOf(Array.from({ length: 9 }, () => (anywhere() - 0.5) * 40)), disc).colors.length).toBeLessThan(20_000);
    const hostile = [NaN, Infinity, 0, -0, 1e30, -1e6, 1e6, 1e-30, 3e38, 1, -1];
    const next = numbersFrom(4);
    for (let round = 0; round < 40; round++) {
      const mesh = triangleOf(Array.from({ length: 9 }, () => hostile[Math.floor(next() * hostile.length)] ?? 0));
      for (const [, { project }] of LENSES) expect(subdivide(mesh, project).colors.length).toBeLessThan(100_000);
    }
    const unsteady: Project = (x) => (x > 0 ? { u: NaN, v: 0, depth: 1 } : { u: 0, v: 0, depth: 0 });
    expect(subdivide(triangleOf([1, 2, 3, 4, 5, 6, 7, 8, 10]), unsteady).colors).toHaveLength(0);
  });
});
