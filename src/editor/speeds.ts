import type { Actor, Point } from "@/core/document";
import type { World } from "@/core/scene";
import { wholeArrivals } from "./commands/times";

/** The segment from one waypoint to the next: frames after the actor's start, and the mean speed in between. */
export type Leg = {
  /** The waypoint it leads to. */
  readonly index: number;
  readonly departure: number;
  readonly arrival: number;
  /** In the world’s unit. */
  readonly unitsPerFrame: number;
  /** The ground half way: in a picture, how large a metre is follows from it. */
  readonly middle: Point;
};

export function legsOf(world: World, actor: Actor): Leg[] {
  const arrivals = wholeArrivals(world, actor);
  const stations = world.stations(actor);
  const { waypoints } = actor.trajectory;
  return waypoints.slice(1).map((to, segment) => {
    const from = waypoints[segment] ?? to;
    const length = (stations[segment + 1] ?? 0) - (stations[segment] ?? 0);
    const departure = (arrivals[segment] ?? 0) + (waypoints[segment]?.hold ?? 0);
    const arrival = arrivals[segment + 1] ?? 0;
    return {
      index: segment + 1,
      departure,
      arrival,
      unitsPerFrame: length / Math.max(1, arrival - departure),
      middle: { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 },
    };
  });
}

/** Speed while the actor moves, in the world’s units a frame: waits on the way and at the end do not count. */
export function meanSpeed(world: World, actor: Actor): number {
  const moving = legsOf(world, actor).reduce((sum, { departure, arrival }) => sum + arrival - departure, 0);
  return world.pathLength(actor) / Math.max(1, moving);
}
