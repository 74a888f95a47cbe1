import type { Dimensions } from "../../document/dimensions";
import type { Actor, Road, Scenario } from "../../document/schema";
import { framesOf, motionSpan, scheduleArrivals, secondsOf } from "../../timeline";
import {
  placeAlong,
  roadMotion,
  roadStateAt,
  roadUserKind,
  timeAtDistance,
  type Polyline,
  type RoadMotion,
  type RoadMovement,
  type RoadState,
  type RoadUserKind,
} from "../../world";
import { roadLayout, routeLine } from "../../world/roads";

/** The kind of road user that an actor is. */
export const roadKindOf = ({ type, appearance }: Pick<Actor, "type" | "appearance">): RoadUserKind => roadUserKind(type, appearance.model);

/** A body's dimensions on the road, in metres. */
export function dimensionsOfSize({ length, width, height }: Actor["size"]): Dimensions {
  // The schema asks for a length on the road; a body that is as long as wide is the mildest error.
  return { length: length ?? width, width, height };
}

type Known = { readonly fps: number; readonly plan: Road["plan"]; readonly movement: RoadMovement };

// Documents are immutable, so an actor on a road at a rate always means the same movement.
const movements = new WeakMap<Actor, Known>();

/** How an actor moves on a road. */
export function movementOf(actor: Actor, { plan }: Pick<Road, "plan">, fps: number): RoadMovement {
  const known = movements.get(actor);
  if (known?.fps === fps && known.plan === plan) return known.movement;
  const movement = describe(actor, plan, fps);
  movements.set(actor, { fps, plan, movement });
  return movement;
}

function describe(actor: Actor, plan: Road["plan"], fps: number): RoadMovement {
  const { trajectory, motion, size } = actor;
  const route = motion?.lanes && laneRoute(plan, motion.lanes);
  return {
    kind: roadKindOf(actor),
    dimensions: dimensionsOfSize(size),
    curve: trajectory.curve,
    waypoints: trajectory.waypoints.map(({ x, y, handles, hold, speed }) => ({
      x,
      y,
      handles,
      wait: hold === undefined || hold === 0 ? undefined : secondsOf(hold, fps),
      speed,
    })),
    route: route ?? undefined,
    heading: motion?.heading,
    timetable: isTimetabled(actor) ? timetableOf(actor, fps) : undefined,
    startSpeed: motion?.speed ?? 0,
    acceleration: motion?.acceleration ?? 1,
    deceleration: motion?.deceleration ?? 1,
    reversing: motion?.reversing,
  };
}

/** Lanes one after another; null where a plan has one of them no more. */
function laneRoute(plan: Road["plan"], lanes: readonly string[]): Polyline | null {
  const layout = roadLayout(plan);
  return lanes.every((id) => layout.lanes.some((lane) => lane.id === id)) ? routeLine(layout, lanes) : null;
}

/** Whether an actor's waypoints say when it is there, instead of how fast it goes. */
export const isTimetabled = ({ trajectory }: Pick<Actor, "trajectory">): boolean => trajectory.waypoints.some(({ at }) => at !== undefined);

function timetableOf(actor: Actor, fps: number): NonNullable<RoadMovement["timetable"]> {
  const { waypoints } = actor.trajectory;
  const { startFrame, endFrame } = motionSpan(actor);
  return (lengths) => {
    const segments = lengths.map((length) => ({ length }));
    const arrivals = scheduleArrivals(waypoints, segments, endFrame - startFrame, "linear");
    return arrivals.map((arrival, index) => ({
      arrival: secondsOf(arrival, fps),
      departure: secondsOf(arrival + (waypoints[index]?.hold ?? 0), fps),
    }));
  };
}

/** An actor's motion, computed once. */
export const motionOf = (scenario: Pick<Scenario, "video">, road: Pick<Road, "plan">, actor: Actor): RoadMotion =>
  roadMotion(movementOf(actor, road, scenario.video.fps));

/** Where an actor is and how it moves at a moment, in frames of the scenario; it need not be a whole one. */
export function roadStateOf(scenario: Pick<Scenario, "video">, road: Pick<Road, "plan">, actor: Actor, moment: number): RoadState {
  const { fps } = scenario.video;
  return roadStateAt(movementOf(actor, road, fps), secondsOf(moment - motionSpan(actor).startFrame, fps));
}

/** When each waypoint is reached, in frames after the motion began; for one that is never reached, when the motion ends. */
export function roadArrivals(scenario: Pick<Scenario, "video">, road: Pick<Road, "plan">, actor: Actor): number[] {
  const { fps } = scenario.video;
  const { path, profile } = motionOf(scenario, road, actor);
  const { startFrame, endFrame } = motionSpan(actor);
  return path.stations.map((station) => {
    const seconds = timeAtDistance(profile, station);
    return seconds === null ? endFrame - startFrame : framesOf(seconds, fps);
  });
}

/** A path as ground points (metres): x0, y0, x1, y1, …, with its corners rounded. */
export function roadPolyline(scenario: Pick<Scenario, "video">, road: Pick<Road, "plan">, actor: Actor): number[] {
  const { line } = motionOf(scenario, road, actor).path;
  return line.distances.flatMap((distance) => {
    const { x, y } = placeAlong(line, distance);
    return [x, y];
  });
}
