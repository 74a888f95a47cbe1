import type { Dimensions } from "../../document/dimensions";
import type { Actor, Road, Scenario } from "../../document/schema";
import {
  clockAfter,
  framesAtClock,
  framesOf,
  motionSpan,
  ownMotion,
  pausesOf,
  scheduleArrivals,
  secondsOf,
  type Pause,
} from "../../timeline";
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

/** What is known of an actor's movement by its own clock, wherever it stops for others. */
type Known = { readonly fps: number; readonly plan: Road["plan"]; readonly movements: Map<string, RoadMovement> };

// Documents are immutable, so an actor on a road at a rate always means the same movement; where it stops for others, another one.
const movements = new WeakMap<Actor, Known>();

type Last = { readonly fps: number; readonly plan: Road["plan"]; readonly movement: RoadMovement };
const latest = new WeakMap<Actor, Last>();

/** How an actor moves on a road, by its own clock, which stands still while it waits for others. */
export function movementOf(actor: Actor, { plan }: Pick<Road, "plan">, fps: number): RoadMovement {
  const last = latest.get(actor);
  if (last?.fps === fps && last.plan === plan) return last.movement;
  const movement = movementAmong(actor, plan, fps);
  latest.set(actor, { fps, plan, movement });
  return movement;
}

function movementAmong(actor: Actor, plan: Road["plan"], fps: number): RoadMovement {
  const plain = ownMotion(actor);
  const known = movements.get(plain);
  const kept = known?.fps === fps && known.plan === plan ? known : { fps, plan, movements: new Map<string, RoadMovement>() };
  if (kept !== known) movements.set(plain, kept);
  const stops = actor === plain ? [] : stopsOf(actor);
  const key = stops.join();
  const movement = kept.movements.get(key) ?? stoppingAt(kept.movements.get("") ?? describe(plain, plan, fps), stops);
  kept.movements.set(key, movement);
  return movement;
}

/** The waypoints at which an actor stands to wait for others. */
const stopsOf = ({ trajectory }: Actor): readonly number[] =>
  trajectory.waypoints.flatMap(({ until, wait }, index) => (wait === undefined || until?.moving ? [] : [index]));

function stoppingAt(movement: RoadMovement, stops: readonly number[]): RoadMovement {
  if (stops.length === 0) return movement;
  const waypoints = movement.waypoints.map((waypoint, index) =>
    stops.includes(index) ? { ...waypoint, wait: waypoint.wait ?? 0 } : waypoint,
  );
  return { ...movement, waypoints, samePathAs: movement };
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

const NO_PAUSES: readonly Pause[] = [];
const pauses = new WeakMap<Actor, { readonly motion: RoadMotion; readonly waits: readonly Pause[] }>();

/** An actor's waits for others, by its own clock. */
export function roadPauses(scenario: Pick<Scenario, "video">, road: Pick<Road, "plan">, actor: Actor): readonly Pause[] {
  if (actor === ownMotion(actor)) return NO_PAUSES;
  const { fps } = scenario.video;
  const motion = motionOf(scenario, road, actor);
  const known = pauses.get(actor);
  if (known?.motion === motion) return known.waits;
  const waits = pausesOf(actor, (index) => {
    const seconds = timeAtDistance(motion.profile, motion.path.stations[index] ?? 0);
    return seconds === null ? null : framesOf(seconds, fps) + (actor.trajectory.waypoints[index]?.hold ?? 0);
  });
  pauses.set(actor, { motion, waits });
  return waits;
}

/** Where an actor is and how it moves at a moment, in frames of the scenario; it need not be a whole one. */
export function roadStateOf(scenario: Pick<Scenario, "video">, road: Pick<Road, "plan">, actor: Actor, moment: number): RoadState {
  const { fps } = scenario.video;
  const { clock, waits } = clockAfter(roadPauses(scenario, road, actor), moment - motionSpan(actor).startFrame);
  return roadStateAt(movementOf(actor, road, fps), secondsOf(clock, fps), waits);
}

/** When each waypoint is reached, in frames after the motion began; for one that is never reached, when the motion ends. */
export function roadArrivals(scenario: Pick<Scenario, "video">, road: Pick<Road, "plan">, actor: Actor): number[] {
  const { fps } = scenario.video;
  const { path, profile } = motionOf(scenario, road, actor);
  const { startFrame, endFrame } = motionSpan(actor);
  const waits = roadPauses(scenario, road, actor);
  return path.stations.map((station) => {
    const seconds = timeAtDistance(profile, station);
    if (seconds === null) return endFrame - startFrame;
    const frames = framesAtClock(waits, framesOf(seconds, fps));
    return Number.isFinite(frames) ? frames : endFrame - startFrame;
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
