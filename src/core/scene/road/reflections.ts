import type { Mesh, Raster } from "@/raster";
import type { Light } from "../../bodies";
import type { Camera } from "../../camera";
import type { Box, FrameState, RoadView, Solid } from "../frameStateTypes";
import { drawMesh, isDrawn } from "./drawRoad";
import { aroundLooseBox, looseBox } from "./solidBox";
import { drawnMesh } from "./solidMesh";

type Body = FrameState["bodies"][number];

/** Round parts have few sides in mirror images, which are blurred by the ground. */
const DETAIL = 0.35;
/** Weaker mirror images are left out. */
const FAINTEST = 6;

/**
 * Adds the mirror images of bodies on wet ground; to be drawn after the ground and before bodies.
 * @param mirrored the share of light that wet ground mirrors, by the sine of the angle at which it is seen, 0 to 1
 */
export function drawReflections(
  raster: Raster,
  { bodies, style }: FrameState,
  { camera }: RoadView,
  mirrored: (sine: number) => number,
  chosen: (body: Body) => boolean,
  lightOn: (body: Body) => Light,
): void {
  // Nearest first: of several mirror images, the first is seen.
  for (let index = bodies.length - 1; index >= 0; index--) {
    const body = bodies[index];
    const solid = body?.solid;
    if (!solid || !isDrawn(body) || !chosen(body)) continue;
    const share = Math.round(255 * mirrored(sineTo(camera, solid)));
    if (share < FAINTEST) continue;
    const mesh = mirrorOf(drawnMesh(solid, DETAIL, body.kind === "actor" ? body.type : null, style, lightOn(body)));
    drawMesh(raster, camera, mesh, { ...solid, z: -solid.z }, { mirror: share });
  }
}

/** A box in the picture that holds a body's mirror image; null where none of it is seen. */
export function reflectionBox(camera: Camera, solid: Solid): Box | null {
  const box = looseBox(camera, { ...solid, z: -solid.z - solid.dimensions.height });
  return box && aroundLooseBox(box);
}

/** The sine of the angle at which the ground is seen before a body, from which it is mirrored. */
function sineTo({ pose: { position } }: Camera, { x, y, dimensions }: Solid): number {
  const [dx, dy] = [x - position.x, y - position.y];
  const rise = position.z + dimensions.height / 2;
  return rise / Math.sqrt(dx * dx + dy * dy + rise * rise);
}

const mirrors = new WeakMap<Mesh, Mesh>();

function mirrorOf(mesh: Mesh): Mesh {
  const known = mirrors.get(mesh);
  if (known) return known;
  const mirror = {
    positions: mesh.positions.map((value, index) => (index % 3 === 2 ? -value : value)),
    // Seen from the other side, so that fronts stay fronts.
    indices: mesh.indices.map((value, at) => (at % 3 === 0 ? value : (mesh.indices[at + (at % 3 === 1 ? 1 : -1)] ?? value))),
    colors: mesh.colors,
  };
  mirrors.set(mesh, mirror);
  return mirror;
}
