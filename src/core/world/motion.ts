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

/** A point on an actor's path, and what the actor does there. */
export type RoadWaypoint = PathPoint & {
  /** How long the actor stands here, in seconds. */
  readonly wait?: number | undefined;
  /** Target speed from here on, in metres per second. */
  readonly speed?: number | undefined;
};

/** When an actor arrives at a point and when it leaves, in seconds since its movement began. */
export type Stay = { readonly arrival: number; readonly departure: number };

/** The input from which an actor's motion is computed, in metres, seconds and degrees. */
export type RoadMovement = {
  readonly kind: RoadUserKind;
  /** Defaults to the dimensions of its kind. */
  readonly dimensions?: Dimensions | undefined;
  readonly curve: Curve;
  readonly waypoints: readonly RoadWaypoint[];
  /** The line to follow, such as a sequence of lanes; the waypoints then mark where on it the motion starts, changes and ends. */
  readonly route?: Polyline | undefined;
  /** Degrees; used if the path is a single point. */
  readonly heading?: number | undefined;
  /**
   * When the actor is at each point, moving at constant speed in between; speeds are then ignored.
   * @param lengths metres between consecutive points
   */
  readonly timetable?: ((lengths: readonly number[]) => readonly Stay[]) | undefined;
  readonly startSpeed: number;
  readonly acceleration: number;
  readonly deceleration: number;
  /** Whether a vehicle starts in reverse. */
  readonly reversing?: boolean | undefined;
  /** A movement along the same path, which then is not worked out again. */
  readonly samePathAs?: RoadMovement | undefined;
};

/** A computed movement: the path, and the time at each point of it. */
export type RoadMotion = { readonly path: GroundPath; readonly course: Course; readonly profile: SpeedProfile };

// Documents are immutable, so the result can be cached per movement object.
const motions = new WeakMap<RoadMovement, RoadMotion>();

/** Computes the motion of a movement, once for each object. */
export function roadMotion(movement: RoadMovement): RoadMotion {
  const known = motions.get(movement);
  if (known) return known;
  const { path, course } = movement.samePathAs ? roadMotion(movement.samePathAs) : pathAndCourse(movement);
  const profile = movement.timetable ? profileOfTimetable(movement.timetable, path.stations) : profileOfSpeeds(movement, path, course);
  const motion = { path, course, profile };
  motions.set(movement, motion);
  return motion;
}

function pathAndCourse(movement: RoadMovement): Pick<RoadMotion, "path" | "course"> {
  const { turningRadius, rearAxle } = proportionsOf(movement);
  const path = movement.route
    ? pathOnLine(movement.route, movement.waypoints)
    : groundPath(movement.curve, movement.waypoints, turningRadius, movement.heading);
  return { path, course: courseOf(path, rearAxle, movement.reversing) };
}

/** A body longer than usual for its kind has its rear axle further back and needs wider turns. */
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

/** Speed changes and stops at the waypoints; a vehicle also stops wherever it switches between forward and reverse. */
function changesOf(waypoints: readonly RoadWaypoint[], { stations, reversals }: GroundPath, onWheels: boolean): SpeedChange[] {
  return waypoints.flatMap(({ wait, speed }, index) => {
    const stop = wait ?? (onWheels && reversals.includes(index) ? 0 : undefined);
    return stop === undefined && speed === undefined ? [] : [{ distance: stations[index] ?? 0, wait: stop, speed }];
  });
}

/** An actor at a moment: its footprint, its velocity in metres per second, and the distance travelled. */
export type RoadState = {
  readonly footprint: Footprint;
  readonly velocity: Vector2;
  readonly speed: number;
  readonly acceleration: number;
  readonly distance: number;
  readonly reversing: boolean;
};

/**
 * An actor's state a number of seconds after its movement began. In closed form, so every moment costs the same.
 * @param waits whether it stands still then, waiting for another
 */
export function roadStateAt(movement: RoadMovement, seconds: number, waits = false): RoadState {
  const { course, profile } = roadMotion(movement);
  const { length, width } = movement.dimensions ?? roadUserOf(movement.kind).dimensions;
  const moving = motionAt(profile, seconds);
  const { distance, speed, acceleration } = waits ? { distance: moving.distance, speed: 0, acceleration: 0 } : moving;
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

/** The velocity of a footprint's centre, which also moves sideways while the body turns. */
function velocityOf(course: Course, distance: number, speed: number, pose: GroundPose, reversing: boolean): Vector2 {
  if (speed === 0) return { x: 0, y: 0 };
  const step = Math.min(1e-3, course.length / 4);
  const [before, after] = [Math.max(0, distance - step), Math.min(course.length, distance + step)];
  if (!(after > before)) return scale(directionOf(pose.heading), reversing ? -speed : speed);
  const [from, to] = [poseOnCourse(course, before), poseOnCourse(course, after)];
  return scale({ x: to.x - from.x, y: to.y - from.y }, speed / (after - before));
}
