import { pinholeMatrix } from "../pinhole";
import type { Raster } from "../raster";
import { rgb } from "../types";
import { MeshBuilder } from "./shapes";

const CAMERA_HEIGHT = 1.4;
/** The ground in the camera frame. */
const GROUND = CAMERA_HEIGHT;

/**
 * A street with house fronts, cars and a person; positions are x right, y down, z ahead.
 * @param ahead how far the camera has moved, in metres
 */
export function drawStreet(raster: Raster, ahead = 0): void {
  const matrix = cameraOf(raster, ahead);
  raster.reset();
  raster.draw(ground(), matrix, { painted: true });
  const cars: [number, number, readonly [number, number, number]][] = [
    [-2.6, 9, [196, 44, 38]],
    [2.4, 14, [40, 92, 180]],
    [-2.7, 22, [230, 230, 226]],
    [2.5, 40, [60, 64, 70]],
  ];
  cars.forEach(([x, z, color], index) => raster.draw(car(x, z, color), matrix, { id: index + 1 }));
  raster.draw(person(0.3, 7.5), matrix, { id: cars.length + 1 });
  raster.draw(houses(), matrix, { id: cars.length + 2 });
}

/** A scene as large as a crowded road: 20 bodies of 1,450 triangles each, with ground and house fronts that fill the picture. */
export function drawCrowd(raster: Raster, ahead = 0): void {
  const matrix = cameraOf(raster, ahead);
  raster.reset();
  raster.draw(ground(), matrix, { painted: true });
  CROWD.forEach((mesh, index) => raster.draw(mesh, matrix, { id: index + 1 }));
  raster.draw(HOUSES, matrix, { id: CROWD.length + 1 });
}

/** A camera that has moved some metres ahead. */
function cameraOf({ width, height }: Raster, ahead: number) {
  return pinholeMatrix({ fx: width * 0.8, fy: width * 0.8, cx: width / 2, cy: height * 0.45 }, [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, -ahead]);
}

const CROWD = Array.from({ length: 20 }, (_, index) => {
  const z = 4 + index * 2.2;
  const x = ((index * 7) % 11) - 5;
  const builder = new MeshBuilder();
  builder.ellipsoid(
    [x * 0.25 * Math.sqrt(z), GROUND - 0.85, z],
    [0.8, 0.85, 1.6],
    [29, 25],
    [80 + index * 8, 220 - index * 9, 90 + index * 5],
  );
  return builder.mesh();
});

function ground() {
  const builder = new MeshBuilder();
  const strip = (x0: number, x1: number, z0: number, z1: number, color: number) =>
    builder.quad(
      builder.corner(x0, GROUND, z0),
      builder.corner(x1, GROUND, z0),
      builder.corner(x1, GROUND, z1),
      builder.corner(x0, GROUND, z1),
      color,
    );
  strip(-500, 500, -5, 2000, rgb(120, 150, 96));
  strip(-7, 7, -5, 2000, rgb(150, 148, 142));
  strip(-4.5, 4.5, -5, 2000, rgb(84, 86, 90));
  for (let z = 0; z < 200; z += 6) strip(-0.08, 0.08, z, z + 3, rgb(240, 240, 236));
  for (let x = -4.2; x < 4.2; x += 1.1) strip(x, x + 0.55, 26, 30, rgb(240, 240, 236));
  return builder.mesh();
}

function houses() {
  const builder = new MeshBuilder();
  for (let index = 0; index < 10; index++)
    for (const side of [-1, 1])
      builder.box(side * 14, GROUND - 4 - (index % 3), 10 + index * 16, 12, 8 + 2 * (index % 3), 14, [
        190 - 8 * index,
        170 + 4 * index,
        150,
      ]);
  return builder.mesh();
}

const HOUSES = houses();

function car(x: number, z: number, color: readonly [number, number, number]) {
  const builder = new MeshBuilder();
  builder.box(x, GROUND - 0.6, z, 1.8, 0.7, 4.3, color);
  builder.box(x, GROUND - 1.2, z + 0.2, 1.6, 0.5, 2.2, [70, 84, 96]);
  for (const side of [-0.75, 0.75])
    for (const end of [-1.4, 1.4]) builder.box(x + side, GROUND - 0.3, z + end, 0.3, 0.6, 0.6, [30, 30, 32]);
  return builder.mesh();
}

function person(x: number, z: number) {
  const builder = new MeshBuilder();
  builder.box(x - 0.1, GROUND - 0.42, z, 0.14, 0.84, 0.16, [44, 52, 84]);
  builder.box(x + 0.12, GROUND - 0.42, z, 0.14, 0.84, 0.16, [44, 52, 84]);
  builder.box(x, GROUND - 1.12, z, 0.46, 0.6, 0.26, [222, 168, 40]);
  builder.ellipsoid([x, GROUND - 1.6, z], [0.12, 0.15, 0.13], [16, 12], [214, 164, 134]);
  return builder.mesh();
}
