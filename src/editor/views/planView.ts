import type { Actor, Point } from "@/core/document";
import type { World } from "@/core/scene";
import { cornersOf, type GroundPose } from "@/core/world";
import { lineTools } from "./groundLines";
import type { GroundView } from "./groundView";
import { boxAround, type BodyOutline } from "./outline";

/** From above: x to the right, y up. The sheet's y counts downwards. */
const onSheet = ({ x, y }: Point): Point => ({ x, y: -y });

// A world is the same object while its roads are the same.
const known = new WeakMap<World, GroundView>();

/** A road from above, true to scale. */
export function planView(world: World): GroundView {
  const found = known.get(world);
  if (found) return found;
  const view: GroundView = {
    kind: "plan",
    isPicture: false,
    followsPlayhead: true,
    carrier: null,
    world,
    project: onSheet,
    unproject: onSheet,
    shift: (_held, from, to) => ({ x: to.x - from.x, y: from.y - to.y }),
    unitAt: () => 1,
    step: (right, down) => ({ x: right, y: -down }),
    directionAt: (_point, heading) => (-heading * Math.PI) / 180,
    actorOutline: (_scenario, actor, frame) => outlineOf(world.poseAt(actor, frame), actor.size),
    occluderOutline: ({ x, y, heading = 0, size }) => outlineOf({ x, y, heading }, size),
    ...lineTools(world, onSheet, false),
  };
  known.set(world, view);
  return view;
}

function outlineOf(pose: GroundPose, { length, width }: Actor["size"]): BodyOutline {
  const corners = cornersOf({ ...pose, length: length ?? width, width }).map(onSheet);
  // Small bodies are in front: they could not be clicked beneath large ones.
  return { box: boxAround(corners), corners, footprint: corners, rank: -(length ?? width) * width };
}
