import type { Actor, Point, Road } from "@/core/document";
import { roadUserKind } from "@/core/world";
import { lanesAt, roadLayout, routeBetween, type RoadLayout } from "@/core/world/roads";
import { without } from "./edit";

/** Cyclists this near to a lane's middle (share of its width) mean its middle; others their own line. */
const NEAR_MIDDLE = 0.2;

/**
 * The lanes that lead an actor from its first point over the others to its last one; null where none do, or where it would not follow the
 * middle of a lane: somebody on foot, or a cyclist at the edge.
 */
export function lanesThrough(
  { plan }: Pick<Road, "plan">,
  { type, appearance }: Pick<Actor, "type" | "appearance">,
  points: readonly Point[],
): string[] | null {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last || points.length < 2) return null;
  const kind = roadUserKind(type, appearance.model);
  if (type !== "vehicle" && kind !== "cyclist" && kind !== "e_scooter") return null;
  const layout = roadLayout(plan);
  const most = type === "vehicle" ? 0.5 : NEAR_MIDDLE;
  let best: string[] | null = null;
  for (const from of lanesAt(layout, first))
    for (const to of lanesAt(layout, last)) {
      if (Math.abs(from.offset) > from.lane.width * most || Math.abs(to.offset) > to.lane.width * most) continue;
      // On one lane the way leads ahead only.
      if (from.lane === to.lane && to.distance <= from.distance) continue;
      const route = routeBetween(layout, from.lane.id, to.lane.id);
      if (route && (best === null || route.length < best.length) && points.every((point) => isOn(layout, route, point))) best = route;
    }
  return best;
}

const isOn = (layout: RoadLayout, route: readonly string[], point: Point): boolean =>
  lanesAt(layout, point).some(({ lane }) => route.includes(lane.id));

/** An actor that followed lanes, after its waypoints have moved: on the lanes that they are on now, or on none. */
export function onLanesAsBefore(road: Pick<Road, "plan">, actor: Actor): Actor {
  const { motion, trajectory } = actor;
  if (!motion?.lanes) return actor;
  const lanes = lanesThrough(road, actor, trajectory.waypoints);
  if (lanes?.join() === motion.lanes.join()) return actor;
  return { ...actor, motion: { ...without(motion, "lanes"), ...(lanes ? { lanes } : {}) } };
}
