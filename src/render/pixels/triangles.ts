import type { Camera } from "@/core/camera";
import { drawMesh, intoCameraFrame, type RoadPiece } from "@/core/scene";
import type { Mesh, Raster } from "@/raster";

/** A piece of a frame, with the number of its first triangle among all of the frame. */
export type NumberedPiece = { readonly piece: RoadPiece; readonly first: number };

/** The word of pixels in which there is no triangle. */
export const NOTHING = 0xffffffff;

/** Draws pieces so that the word of each pixel is the number of the triangle that is seen there. @returns the pieces with their numbers */
export function drawTriangles(raster: Raster, camera: Camera, pieces: readonly RoadPiece[]): NumberedPiece[] {
  raster.reset();
  let first = 0;
  const numbered = pieces.map((piece) => {
    const { mesh, solid, settings } = piece;
    const colors = new Uint32Array(mesh.colors.length);
    for (let at = 0; at < colors.length; at++) colors[at] = first + at;
    drawMesh(raster, camera, { ...mesh, colors }, solid, settings);
    const found = { piece, first };
    first += colors.length;
    return found;
  });
  raster.renderPicture({ antialias: false, background: NOTHING });
  return numbered;
}

/** The corners of a mesh as a camera at a pose sees them: metres to the right, down and ahead. */
export function cornersInCamera({ positions }: Mesh, solid: RoadPiece["solid"], { pose }: Camera): Float64Array {
  const [xx = 0, xy = 0, xz = 0, x0 = 0, yx = 0, yy = 0, yz = 0, y0 = 0, zx = 0, zy = 0, zz = 0, z0 = 0] = intoCameraFrame(pose, solid);
  const corners = new Float64Array(positions.length);
  for (let at = 0; at < corners.length; at += 3) {
    const [x, y, z] = [positions[at] ?? 0, positions[at + 1] ?? 0, positions[at + 2] ?? 0];
    corners[at] = xx * x + xy * y + xz * z + x0;
    corners[at + 1] = yx * x + yy * y + yz * z + y0;
    corners[at + 2] = zx * x + zy * y + zz * z + z0;
  }
  return corners;
}
