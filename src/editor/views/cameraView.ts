import type { Actor, Point } from "@/core/document";
import { project, unprojectToGround, type Camera } from "@/core/camera";
import type { World } from "@/core/scene";
import { cornersOf, directionOf, hullOf, type GroundPose, type Vector3 } from "@/core/world";
import { lineTools } from "./groundLines";
import type { GroundView } from "./groundView";
import { boxAround, type BodyOutline } from "./outline";

/** Anything closer to a camera than this (metres along its axis) would be far outside of its picture. */
const NEAREST = 0.3;
/** Nothing can be placed further away from the camera than this (metres): a pixel is many metres there. */
const FARTHEST = 400;

const key = (camera: Camera, carrier: string | null): string => JSON.stringify([camera, carrier]);
// The view of a fixed camera is the same object at every frame, so that values cached for it stay valid.
const known = new WeakMap<World, { readonly key: string; readonly view: GroundView }>();

/** A road as a camera sees it. @param carrier the actor that carries the camera, which does not see it */
export function cameraView(world: World, camera: Camera, carrier: string | null): GroundView {
  const wanted = key(camera, carrier);
  const found = known.get(world);
  if (found?.key === wanted) return found.view;
  const view = viewThrough(world, camera, carrier);
  known.set(world, { key: wanted, view });
  return view;
}

function viewThrough(world: World, camera: Camera, carrier: string | null): GroundView {
  const seenAt: Sight = (point) => {
    const seen = project(camera, point);
    return seen && (camera.lens.model === "fisheye" || seen.depth >= NEAREST) ? { x: seen.u, y: seen.v } : null;
  };
  const onSheet = (point: Point): Point | null => seenAt({ ...point, z: world.groundHeight(point) });
  const atHeight = ({ x, y }: Point, height: number): Point | null => {
    const point = unprojectToGround(camera, { u: x, v: y }, height);
    const { position } = camera.pose;
    return point && Math.hypot(point.x - position.x, point.y - position.y) <= FARTHEST ? { x: point.x, y: point.y } : null;
  };
  const onGround = (place: Point): Point | null => {
    for (const height of world.groundHeights) {
      const point = atHeight(place, height);
      if (point && world.groundHeight(point) === height) return point;
    }
    // On the upright face of a kerb.
    return atHeight(place, 0);
  };
  const outlineOf = (pose: GroundPose, { length, width, height }: Actor["size"]): BodyOutline | null => {
    const footprint = cornersOf({ ...pose, length: length ?? width, width });
    const base = world.standingHeight(pose, length ?? width);
    const corners = [base, base + height].flatMap((z) => footprint.map(({ x, y }) => ({ x, y, z })));
    const edges = EDGES.flatMap(([from, to]): [Point, Point][] => {
      const [start, end] = [corners[from], corners[to]];
      const edge = start && end && seenPart(start, end, seenAt);
      return edge ? [edge] : [];
    });
    const seen = edges.flat();
    if (seen.length === 0) return null;
    const { position } = camera.pose;
    const feet = corners.slice(0, 4).flatMap((corner) => seenAt(corner) ?? []);
    return {
      ...(feet.length === 4 ? { footprint: feet } : {}),
      box: boxAround(seen),
      corners: hullOf(seen),
      edges,
      rank: -Math.hypot(pose.x - position.x, pose.y - position.y),
    };
  };
  return {
    kind: "camera",
    isPicture: true,
    followsPlayhead: true,
    carrier,
    world,
    project: onSheet,
    unproject: onGround,
    shift: (held, from, to) => {
      const seen = onSheet(held);
      const grip = seen ?? from;
      // Where a kerb hides the ground, the pointer is over the kerb: from there the movement is measured, so that nothing jumps.
      const start = onGround(grip) ?? (seen ? held : null);
      const end = onGround({ x: grip.x + to.x - from.x, y: grip.y + to.y - from.y });
      return start && end && { x: end.x - start.x, y: end.y - start.y };
    },
    unitAt: (point) => {
      const seen = project(camera, { ...point, z: world.groundHeight(point) });
      return seen ? Math.max(seen.depth, NEAREST) / camera.lens.fx : 1;
    },
    step: (right, down) => {
      // To the right of the picture, and away from the camera, along whichever axes of the ground are nearest to that.
      const [across] = camera.pose.rotation;
      const turned = 90 * Math.round((Math.atan2(across[1], across[0]) * 2) / Math.PI);
      const { x, y } = directionOf(turned);
      return { x: Math.round(x) * right + Math.round(y) * down, y: Math.round(y) * right - Math.round(x) * down };
    },
    directionAt: (point, heading) => {
      const ahead = directionOf(heading);
      const z = world.groundHeight(point);
      const [from, to] = [seenAt({ ...point, z }), seenAt({ x: point.x + ahead.x * STEP, y: point.y + ahead.y * STEP, z })];
      return from && to ? Math.atan2(to.y - from.y, to.x - from.x) : 0;
    },
    actorOutline: (_scenario, actor, frame) => (actor.id === carrier ? null : outlineOf(world.poseAt(actor, frame), actor.size)),
    occluderOutline: ({ x, y, heading = 0, size }) => outlineOf({ x, y, heading }, size),
    ...lineTools(world, onSheet, true),
  };
}

type Sight = (point: Vector3) => Point | null;

/** Number of bisections to find where an edge leaves the view. */
const HALVINGS = 10;

/** The visible part of an edge; null if there is none. */
function seenPart(from: Vector3, to: Vector3, sight: Sight): [Point, Point] | null {
  const [start, end] = [sight(from), sight(to)];
  if (start && end) return [start, end];
  const seen = start ?? end;
  if (!seen) return null;
  const [inside, outside] = start ? [from, to] : [to, from];
  let [low, high] = [0, 1];
  let edge = seen;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    const mix = (a: number, b: number) => a + (b - a) * middle;
    const found = sight({ x: mix(inside.x, outside.x), y: mix(inside.y, outside.y), z: mix(inside.z, outside.z) });
    if (found) {
      low = middle;
      edge = found;
    } else high = middle;
  }
  return [seen, edge];
}

/** Distance ahead at which a direction is measured, in metres. */
const STEP = 0.2;

/** The edges of a box, by its corners: four below, and the four above them. */
const EDGES = [0, 1, 2, 3].flatMap((corner): [number, number][] => [
  [corner, (corner + 1) % 4],
  [corner + 4, ((corner + 1) % 4) + 4],
  [corner, corner + 4],
]);
