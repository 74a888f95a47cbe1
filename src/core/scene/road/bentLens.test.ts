import { describe, expect, it } from "vitest";
import { Raster, type Mesh } from "@/raster";
import { lensOfKind, mountedPose, project, type Camera, type Lens } from "../../camera";
import { bentLensOf } from "./bentLens";
import { intoCameraFrame } from "./drawRoad";
import { viewCone } from "./viewCone";

const SIZE = { width: 640, height: 360 };
const pinhole = (k1: number, k2: number): Lens => ({
  model: "pinhole",
  fx: 300,
  fy: 300,
  cx: 320,
  cy: 180,
  distortion: [k1, k2, 0.002, -0.001, 0],
});
const LENSES: [string, Lens][] = [
  ["a wide pinhole", lensOfKind("wide_angle", SIZE)],
  ["a pinhole that folds back outside its picture", pinhole(-0.12, 0.01)],
  ["a pinhole whose edges are drawn out", pinhole(0.15, 0.05)],
  ["a fisheye", lensOfKind("fisheye", SIZE)],
];

/** A rectangle on the ground, in two triangles. */
function rectangle(x0: number, y0: number, x1: number, y1: number): Mesh {
  return {
    positions: new Float32Array([x0, y0, 0, x1, y0, 0, x1, y1, 0, x0, y1, 0]),
    indices: new Uint32Array([0, 1, 2, 0, 2, 3]),
    colors: new Uint32Array([1, 1]),
  };
}

const cameraWith = (lens: Lens): Camera => ({
  ...SIZE,
  lens,
  pose: mountedPose({ x: 0, y: 0, z: 1.4, yaw: 10, pitch: 12, roll: 3 }),
});

/** Which pixels' middles are seen of a rectangle on the ground: where their rays meet it. */
function pixelsOf(camera: Camera, mesh: Mesh): Uint16Array {
  const raster = new Raster({ ...SIZE, near: 0.1 });
  const view = { rows: intoCameraFrame(camera.pose, null), around: 8, cone: viewCone(camera, 8) };
  raster.drawBent(mesh, bentLensOf(camera, 0.1), view, { id: 1 });
  raster.renderInstances();
  return raster.ids().slice();
}

describe("a mesh through a lens that bends", () => {
  it.each(LENSES)("is where the lens pictures it: %s", (_name, lens) => {
    const camera = cameraWith(lens);
    for (const [x0, y0, x1, y1] of [
      [2, -1, 6, 1.5],
      [-30, -400, 2000, 2.25],
      [1.2, -50, 1.7, 50],
    ] as const) {
      const ids = pixelsOf(camera, rectangle(x0, y0, x1, y1));
      const edge: { u: number; v: number }[] = [];
      for (let step = 0; step <= 4000; step++) {
        const share = (step / 4000) * (step / 4000) * (step / 4000);
        for (const point of [
          { x: x0, y: y0 + (y1 - y0) * share, z: 0 },
          { x: x1, y: y0 + (y1 - y0) * share, z: 0 },
          { x: x0 + (x1 - x0) * share, y: y0, z: 0 },
          { x: x0 + (x1 - x0) * share, y: y1, z: 0 },
        ]) {
          const place = project(camera, point);
          if (place) edge.push(place);
        }
      }
      // The true edge is the edge of what is drawn: within two pixels of it there are pixels of the rectangle, and others.
      for (const { u, v } of edge) {
        const inside = u > 4 && v > 4 && u < SIZE.width - 4 && v < SIZE.height - 4;
        if (!inside) continue;
        const around = new Set<number>();
        for (const du of [-2, -1, 0, 1, 2])
          for (const dv of [-2, -1, 0, 1, 2]) around.add(ids[Math.floor(v + dv) * SIZE.width + Math.floor(u + du)] ?? -1);
        expect([u, v, around.has(1), around.has(0)]).toEqual([u, v, true, true]);
      }
    }
  });

  it.each(LENSES)("has no gaps between triangles: %s", (_name, lens) => {
    const camera = cameraWith(lens);
    // A floor of many pieces, each cut in its own way, seen whole in the lower part of the picture.
    const pieces = Array.from({ length: 60 }, (_, index) => -30 + index);
    const positions: number[] = [];
    const indices: number[] = [];
    pieces.forEach((y, index) => {
      positions.push(-20, y, 0, 400, y, 0);
      if (index > 0) indices.push(2 * index - 2, 2 * index - 1, 2 * index + 1, 2 * index - 2, 2 * index + 1, 2 * index);
    });
    const floor: Mesh = {
      positions: new Float32Array(positions),
      indices: new Uint32Array(indices),
      colors: new Uint32Array(indices.length / 3).fill(1),
    };
    const ids = pixelsOf(camera, floor);
    const gaps: [number, number][] = [];
    for (let v = 300; v < SIZE.height; v++) for (let u = 0; u < SIZE.width; u++) if (ids[v * SIZE.width + u] !== 1) gaps.push([u, v]);
    expect(gaps).toEqual([]);
  });
});
