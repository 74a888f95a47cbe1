import { dimensionsOf } from "../document/dimensions";
import type { Actor, Scenario } from "../document/schema";
import { poseAt, type Pose } from "../timeline";
import { sizeAtRow } from "./sceneGeometry";
import { turnOf } from "./turn";

/**
 * The pose of an actor in its scene. With perspective, the box is as large as the scene makes it on its ground line, and as wide as the
 * side that the actor shows: the model's horizontal extent, with a vehicle as an upright block and others as an upright oval.
 */
export function scenePose(scenario: Pick<Scenario, "scene" | "video">, actor: Actor, frame: number): Pose {
  const pose = poseAt(actor, frame);
  if (actor.perspective !== true) return pose;
  const factor = sizeAtRow(scenario, pose.ground.y);
  const width = pose.width * factor * breadthOf(actor, pose.heading);
  const height = pose.height * factor;
  return { ...pose, width, height, corner: { x: pose.ground.x - width / 2, y: pose.ground.y - height } };
}

/** The widest box that an actor has on a ground line, whichever way it turns, in pixels: a vehicle is widest when half turned. */
export function widestBox(scenario: Pick<Scenario, "scene" | "video">, actor: Actor, groundY: number): number {
  if (actor.perspective !== true) return actor.size.width;
  const { length, width } = dimensionsOf(actor.type, actor.appearance.model);
  const breadth = actor.type === "vehicle" ? Math.hypot(1, width / length) : Math.max(1, width / length);
  return actor.size.width * sizeAtRow(scenario, groundY) * breadth;
}

/** Width of the box, in widths of the side view. */
function breadthOf(actor: Actor, heading: number): number {
  const { length, width } = dimensionsOf(actor.type, actor.appearance.model);
  const turn = turnOf(actor, heading);
  const [along, across] = [Math.cos(turn), (width / length) * Math.sin(turn)];
  return actor.type === "vehicle" ? along + across : Math.hypot(along, across);
}
