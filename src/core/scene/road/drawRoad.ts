import type { Camera, CameraPose } from "../../camera";
import { DAYLIGHT, type Light } from "../../bodies";
import { directionOf } from "../../world";
import type { SceneryItem } from "../../world/scenery";
import { pinholeMatrix, type DrawSettings, type Mesh, type Raster } from "@/raster";
import { FLICKER_DRAWN_ABOVE } from "../flicker";
import type { FrameState, RoadView, Solid } from "../frameStateTypes";
import { bentLensOf } from "./bentLens";
import { BARE, coveredGround, type GroundCover } from "./groundCover";
import { litScenery } from "./sceneryMesh";
import { detailOf } from "./detail";
import { drawnMesh } from "./solidMesh";
import { viewCone } from "./viewCone";

/*
 * The triangles of a road scenario as a camera sees them: the ground, and the bodies, each with an id.
 * Both the picture and the ground truth are drawn from these.
 */

/** Near plane (metres), so that what the camera is mounted on does not block its view. */
export const NEAREST = 0.1;

/** Margin around the picture in which things are drawn whose silhouettes are not counted, in pixels. */
export const ONLY_INSIDE = 8;

/*
 * Ids in the raster: what stands has the lowest, so that under a camera that stands its ids stay the same, whoever comes and goes. Its
 * triangles can then be collected once for many frames.
 */

/** The id of a piece of scenery, from its index in `RoadView.scenery`. */
export const idOfScenery = (index: number): number => index + 1;

/** The ids of bodies, in parallel to `FrameState.bodies`. */
export function idsOfBodies({ bodies }: Pick<FrameState, "bodies">, { scenery = [] }: Pick<RoadView, "scenery">): readonly number[] {
  const ids = new Array<number>(bodies.length).fill(0);
  let id = scenery.length;
  for (const kind of DRAWING_ORDER)
    bodies.forEach((body, index) => {
      if (body.kind === kind) ids[index] = ++id;
    });
  return ids;
}

type Body = FrameState["bodies"][number];

/** At equal depth, the rasteriser shows what was drawn first. Picture and truth therefore need the same order: static bodies first. */
const DRAWING_ORDER = ["occluder", "actor"] as const;

/** Adds scenery, which stands: first of all that is not the ground. @param lightOn the light on each; the same object for the same light */
export function drawRoadScenery(
  raster: Raster,
  state: FrameState,
  { camera, scenery = [] }: RoadView,
  lightOn: (item: SceneryItem) => Light = () => DAYLIGHT,
): void {
  scenery.forEach((seen, index) => {
    const detail = detailOf(camera, seen.item);
    drawMesh(raster, camera, litScenery(seen, detail, state.style, lightOn(seen.item)), seen.item, {
      id: idOfScenery(index),
      around: ONLY_INSIDE,
    });
  });
}

/**
 * Adds bodies.
 * @param chosen which of them; all visible ones by default
 * @param lightOn the light on each; the same object for the same light
 */
export function drawRoadBodies(
  raster: Raster,
  state: FrameState,
  view: RoadView,
  chosen: (body: Body) => boolean = () => true,
  lightOn: (body: Body) => Light = () => DAYLIGHT,
): void {
  const { camera } = view;
  for (const { body, solid, id } of bodiesInOrder(state, view)) {
    if (!chosen(body)) continue;
    const mesh = drawnMesh(solid, detailOf(camera, solid), body.kind === "actor" ? body.type : null, state.style, lightOn(body));
    drawMesh(raster, camera, mesh, solid, { id });
  }
}

/** Adds the road and the ground around it. @param cover what weather leaves on it */
export function drawRoadGround(
  raster: Raster,
  { style }: Pick<FrameState, "style">,
  { camera, plan }: RoadView,
  cover: GroundCover = BARE,
): void {
  const ground = coveredGround(plan, style, cover);
  drawMesh(raster, camera, ground.painted, null, { painted: true });
  drawMesh(raster, camera, ground.kerbs, null, {});
}

/** The bodies that are drawn, in their order, each with its id. */
export function bodiesInOrder(state: FrameState, view: Pick<RoadView, "scenery">): { body: Body; solid: Solid; id: number }[] {
  const ids = idsOfBodies(state, view);
  return DRAWING_ORDER.flatMap((kind) =>
    state.bodies.flatMap((body, index) =>
      body.kind === kind && body.solid && isDrawn(body) ? [{ body, solid: body.solid, id: ids[index] ?? 0 }] : [],
    ),
  );
}

/** Whether a body is in the picture: random occlusion may hide an actor. */
export const isDrawn = (body: Body): boolean => body.kind === "occluder" || body.flicker > FLICKER_DRAWN_ABOVE;

/** As the raster has them, and the margin in pixels around the picture in which the mesh is needed. */
export type MeshSettings = DrawSettings & { around?: number };

/** Adds a mesh as a camera sees it. @param solid its pose; null if it is in the ground frame already */
export function drawMesh(
  raster: Raster,
  camera: Camera,
  mesh: Mesh,
  solid: Pick<Solid, "x" | "y" | "z" | "heading"> | null,
  { around, ...settings }: MeshSettings,
): void {
  const rows = intoCameraFrame(camera.pose, solid);
  const { lens } = camera;
  if (lens.model === "pinhole" && lens.distortion.every((coefficient) => coefficient === 0)) {
    raster.draw(mesh, pinholeMatrix(lens, rows), settings);
    return;
  }
  // Ground and scenery are needed inside the picture only; bodies also outside, where their silhouettes are counted.
  const margin = around ?? (settings.id === undefined ? ONLY_INSIDE : Math.max(camera.width, camera.height));
  raster.drawBent(mesh, bentLensOf(camera, NEAREST), { rows, around: margin, cone: viewCone(camera, margin) }, settings);
}

/** Three rows of four that transform positions of a body, or of the ground, to the camera frame. */
export function intoCameraFrame({ position, rotation }: CameraPose, solid: Pick<Solid, "x" | "y" | "z" | "heading"> | null): Float64Array {
  const ahead = solid ? directionOf(solid.heading) : { x: 1, y: 0 };
  const [dx, dy, dz] = [(solid?.x ?? 0) - position.x, (solid?.y ?? 0) - position.y, (solid?.z ?? 0) - position.z];
  const rows = new Float64Array(12);
  for (const axis of [0, 1, 2] as const) {
    const [x, y, z] = rotation[axis];
    rows[4 * axis] = x * ahead.x + y * ahead.y;
    rows[4 * axis + 1] = x * -ahead.y + y * ahead.x;
    rows[4 * axis + 2] = z;
    rows[4 * axis + 3] = x * dx + y * dy + z * dz;
  }
  return rows;
}
