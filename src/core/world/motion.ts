import type { Curve } from "../document/constants";
import type { Dimensions } from "../document/dimensions";
import { courseOf, poseOnCourse, type Course } from "./course";
import type { Footprint } from "./footprint";
import { groundPath, pathOnLine, type GroundPath, type PathPoint } from "./groundPath";
import { roadUserOf, type RoadUserKind } from "./kinds";
import type { Polyline } from "./polyline";
import { directionOf, type GroundPose } from "./pose";
import { motionAt, profileThrough, speedProfile, type SpeedChange, type SpeedProfile } from "./speedProfile";
import { scale, type Vector2 } from "./vector";

/** A point of an actor's path, and what it does there. */
export type RoadWaypoint = PathPoint & {
  /** Seconds to stand here. */
  readonly wait?: number | undefined;
  /** Metres a second from here on. */
  readonly speed?: number | undefined;
};

/** When something comes to a point and when it leaves it, in seconds after its movement began. */
export type Stay = { readonly arrival: number; readonly departure: number };

/** How an actor moves, before it is computed: metres, seconds, degrees. */
export type RoadMovement = {
  readonly kind: RoadUserKind;
  /** Left out, those of its kind. */
  readonly dimensions?: Dimensions | undefined;
  readonly curve: Curve;
  readonly waypoints: readonly RoadWaypoint[];
  /** The line to follow, as of lanes one after another; the waypoints then say where on it something begins, happens and ends. */
  readonly route?: Polyline | undefined;
  /** Degrees; counts where the path is one place. */
  readonly heading?: number | undefined;
  /**
   * When it is at each of the points, with constant speed between them; then no speeds count.
   * @param lengths metres between one point and the next
   */
  readonly timetable?: ((lengths: readonly number[]) => readonly Stay[]) | undefined;
  readonly startSpeed: number;
  readonly acceleration: number;
  readonly deceleration: number;
  /** Whether a vehicle starts in reverse. */
  readonly reversing?: boolean | undefined;
};

/** A movement computed: where the path leads, and when. */
export type RoadMotion = { readonly path: GroundPath; readonly course: Course; readonly profile: SpeedProfile };

// Documents are immutable, so a movement object always means the same motion.
const motions = new WeakMap<RoadMovement, RoadMotion>();

/** The motion of a movement; computed once for each object. */
export function roadMotion(movement: RoadMovement): RoadMotion {
  const known = motions.get(movement);
  if (known) return known;
  const { turningRadius, rearAxle } = proportionsOf(movement);
  const path = movement.route
    ? pathOnLine(movement.route, movement.waypoints)
    : groundPath(movement.curve, movement.waypoints, turningRadius, movement.heading);
  const course = courseOf(path, rearAxle, movement.reversing);
  const profile = movement.timetable ? profileOfTimetable(movement.timetable, path.stations) : profileOfSpeeds(movement, path, course);
  const motion = { path, course, profile };
  motions.set(movement, motion);
  return motion;
}

/** A body longer than is usual for its kind has its axle further back, and takes wider turns. */
function proportionsOf({ kind, dimensions }: RoadMovement): { turningRadius: number; rearAxle: number | undefined } {
  const { turningRadius, rearAxle, dimensions: usual } = roadUserOf(kind);
  const factor = dimensions ? dimensions.length / usual.length : 1;
  return rearAxle === undefined ? { turningRadius, rearAxle } : { turningRadius: turningRadius * factor, rearAxle: rearAxle * factor };
}

function profileOfSpeeds(movement: RoadMovement, path: GroundPath, { length }: Course): SpeedProfile {
  const onWheels = roadUserOf(movement.kind).rearAxle !== undefined;
  return speedProfile({
    length,
    speed: movement.startSpeed,
    acceleration: movement.acceleration,
    deceleration: movement.deceleration,
    changes: changesOf(movement.waypoints, path, onWheels),
  });
}

function profileOfTimetable(timetable: NonNullable<RoadMovement["timetable"]>, stations: readonly number[]): SpeedProfile {
  const lengths = stations.slice(1).map((station, index) => station - (stations[index] ?? 0));
  const knots = timetable(lengths).flatMap(({ arrival, departure }, index) => {
    const distance = stations[index] ?? 0;
    return departure > arrival
      ? [
          { time: arrival, distance },
          { time: departure, distance },
        ]
      : [{ time: arrival, distance }];
  });
  return profileThrough(knots);
}

/** What happens at the waypoints; a vehicle also stops wherever it changes gear. */
function changesOf(waypoints: readonly RoadWaypoint[], { stations, reversals }: GroundPath, onWheels: boolean): SpeedChange[] {
  return waypoints.flatMap(({ wait, speed }, index) => {
    const stop = wait ?? (onWheels && reversals.includes(index) ? 0 : undefined);
    return stop === undefined && speed === undefined ? [] : [{ distance: stations[index] ?? 0, wait: stop, speed }];
  });
}

/** Where an actor is at a time: its footprint, its velocity in metres per second, and how far it has come. */
export type RoadState = {
  readonly footprint: Footprint;
  readonly velocity: Vector2;
  readonly speed: number;
  readonly acceleration: number;
  readonly distance: number;
  readonly reversing: boolean;
};

/** The state of an actor so many seconds after its movement began: closed-form, so any moment costs the same. */
export function roadStateAt(movement: RoadMovement, seconds: number): RoadState {
  const { course, profile } = roadMotion(movement);
  const { length, width } = movement.dimensions ?? roadUserOf(movement.kind).dimensions;
  const { distance, speed, acceleration } = motionAt(profile, seconds);
  const { reversing, ...pose } = poseOnCourse(course, distance);
  return {
    footprint: { ...pose, length, width },
    velocity: velocityOf(course, distance, speed, pose, reversing),
    speed,
    acceleration,
    distance,
    reversing,
  };
}

/** The velocity of the middle of a footprint: it moves sideways, too, while the body turns. */
function velocityOf(course: Course, distance: number, speed: number, pose: GroundPose, reversing: boolean): Vector2 {
  if (speed === 0) return { x: 0, y: 0 };
  const step = Math.min(1e-3, course.length / 4);
  const [before, after] = [Math.max(0, distance - step), Math.min(course.length, distance + step)];
  if (!(after > before)) return scale(directionOf(pose.heading), reversing ? -speed : speed);
  const [from, to] = [poseOnCourse(course, before), poseOnCourse(course, after)];
  return scale({ x: to.x - from.x, y: to.y - from.y }, speed / (after - before));
}
