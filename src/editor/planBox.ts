import type { Road, Scenario } from "@/core/document";
import { viewOnGround } from "@/core/camera";
import { cameraAt, worldOf } from "@/core/scene";
import type { Box } from "@/core/scene/frameStateTypes";
import { roadLayout } from "@/core/world/roads";
import { boxAround } from "./views/outline";

type Corner = { readonly x: number; readonly y: number };

/** Metres around what happens. */
const AROUND = 6;
/** Of what the camera sees, so many metres are part of what happens. */
const IN_VIEW = 20;

/** A rectangle of the ground, on the plan's sheet: its y points down. */
const onSheet = (from: Corner, to: Corner): Box => ({ x: from.x, y: -to.y, width: to.x - from.x, height: to.y - from.y });

/** The upright rectangle around a road, on the plan's sheet. */
export function roadBox({ plan }: Road): Box {
  const { from, to } = roadLayout(plan).extent;
  return onSheet(from, to);
}

/**
 * The part of the plan where a scenario takes place: all paths, and the camera at the start with what it sees nearby. Null without actors,
 * or if that is no smaller than the whole road.
 */
export function placeOnPlan(scenario: Scenario, road: Road): Box | null {
  const actors = scenario.actors.filter(({ hidden }) => !hidden);
  if (actors.length === 0) return null;
  const world = worldOf(scenario);
  const places = actors.flatMap((actor): Corner[] => {
    const line = world.pathPolyline(actor);
    return Array.from({ length: line.length / 2 }, (_, index) => ({ x: line[2 * index] ?? 0, y: -(line[2 * index + 1] ?? 0) }));
  });
  const camera = cameraAt(scenario, road, 0);
  const view = [camera.pose.position, ...viewOnGround(camera, IN_VIEW)].map(({ x, y }) => ({ x, y: -y }));
  const { from, to } = cornersOf(boxAround([...places, ...view]), AROUND);
  const whole = cornersOf(roadBox(road), 0);
  const [left, top] = [Math.max(from.x, whole.from.x), Math.max(from.y, whole.from.y)];
  const [width, height] = [Math.min(to.x, whole.to.x) - left, Math.min(to.y, whole.to.y) - top];
  return width > 0 && height > 0 ? { x: left, y: top, width, height } : null;
}

const cornersOf = ({ x, y, width, height }: Box, around: number): { from: Corner; to: Corner } => ({
  from: { x: x - around, y: y - around },
  to: { x: x + width + around, y: y + height + around },
});
