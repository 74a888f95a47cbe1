import type { Raster } from "@/raster";
import type { Joint } from "../../bodies";
import { project, type Camera } from "../../camera";
import { directionOf } from "../../world";
import type { Solid } from "../frameStateTypes";
import { keypointsIn, type Keypoints, type PlacedJoint } from "../keypoints";
import { NEAREST } from "./drawRoad";
import { detailOf } from "./detail";
import { bodyMesh } from "./solidMesh";

/**
 * How far a joint may be behind the surface of its own part of the body, as shares of a grown person's height: joints of limbs are in
 * their middle, those of the trunk deeper, eyes and nose on the surface. What is further in front is another part of the body.
 */
const DEEP = { face: 0.035, ear: 0.05, limb: 0.07, trunk: 0.1 } as const;
/** Metres. */
const GROWN = 1.75;

function depthOfJoint(joint: Joint): number {
  if (joint === "nose" || joint.endsWith("eye")) return DEEP.face * GROWN;
  if (joint.endsWith("ear")) return DEEP.ear * GROWN;
  return (joint.endsWith("shoulder") || joint.endsWith("hip") ? DEEP.trunk : DEEP.limb) * GROWN;
}

/**
 * The keypoints of a body's person, through the lens; null for a body without one.
 * @param rendered ids and depths of the frame @param id of the body there; null if it is not drawn
 */
export function keypointsOnRoad(
  camera: Camera,
  solid: Solid,
  rendered: Pick<Raster, "idAt" | "depthAt">,
  id: number | null,
): Keypoints | null {
  const { joints } = bodyMesh(solid, detailOf(camera, solid));
  if (!joints) return null;
  const ahead = directionOf(solid.heading);
  const placeOf = (joint: Joint, index: number): PlacedJoint | null => {
    const [x, y, z] = joints[index] ?? [0, 0, 0];
    const place = project(camera, { x: solid.x + ahead.x * x - ahead.y * y, y: solid.y + ahead.y * x + ahead.x * y, z: solid.z + z });
    if (!place || place.depth < NEAREST) return null;
    const depth = camera.lens.model === "pinhole" ? place.depth : place.distance;
    return { x: place.u, y: place.v, hidden: depth > surfaceAt(place.u, place.v) + depthOfJoint(joint) };
  };
  const surfaceAt = (u: number, v: number): number =>
    u >= 0 && v >= 0 && u < camera.width && v < camera.height ? rendered.depthAt(Math.floor(u), Math.floor(v)) : 0;
  return keypointsIn(camera, placeOf, (column, row) => id !== null && rendered.idAt(column, row) === id);
}
