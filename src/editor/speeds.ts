import type { Actor, Scenario } from "@/core/document";
import { pixelsPerMetreAt } from "@/core/scene";
import { pathLength } from "@/core/timeline";
import { segmentsOf } from "./commands/paths";
import { wholeArrivals } from "./commands/times";

/** The way from one waypoint to the next: frames after the actor's start, and the mean speed in between. */
export type Leg = {
  /** The waypoint it leads to. */
  readonly index: number;
  readonly departure: number;
  readonly arrival: number;
  readonly pixelsPerFrame: number;
  /** The ground line half way, pixels from the top: how large a metre is there. */
  readonly groundY: number;
};

export function legsOf(actor: Actor): Leg[] {
  const arrivals = wholeArrivals(actor);
  const { waypoints } = actor.trajectory;
  return segmentsOf(actor.trajectory).map(({ length, from, to }, segment) => {
    const departure = (arrivals[segment] ?? 0) + (waypoints[segment]?.hold ?? 0);
    const arrival = arrivals[segment + 1] ?? 0;
    return {
      index: segment + 1,
      departure,
      arrival,
      pixelsPerFrame: length / Math.max(1, arrival - departure),
      groundY: (from.y + to.y) / 2,
    };
  });
}

/** Pixels a frame while the actor moves: waits on the way and at the end do not count. */
export function meanSpeed(actor: Actor): number {
  const moving = legsOf(actor).reduce((sum, { departure, arrival }) => sum + arrival - departure, 0);
  return pathLength(actor) / Math.max(1, moving);
}

/** What a pixel a second is in metres per second on a ground line, by the scene's scale. */
export const metresPerPixelAt = (scenario: Pick<Scenario, "scene" | "video">, groundY: number): number =>
  1 / pixelsPerMetreAt(scenario, groundY);
