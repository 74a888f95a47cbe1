import type { Actor, Road, Scenario } from "../document/schema";
import {
  arrivalTimes,
  clockAfter,
  motionSpan,
  pathLength,
  pathPolyline,
  perFrame,
  picturePauses,
  pointAtShare,
  poseAt,
  segmentsOf,
  speedAt,
  type Pause,
} from "../timeline";
import { placeAlong } from "../world";
import { groundHeightAt, groundHeights, roadLayout, standingHeight } from "../world/roads";
import { isTimetabled, motionOf, roadArrivals, roadPauses, roadPolyline, roadStateOf } from "./road/movement";

/** Where an actor is on the ground: in the world's unit, with the heading in degrees counter-clockwise as one sees it. */
export type WorldPose = { readonly x: number; readonly y: number; readonly heading: number };

/**
 * The geometry of a scenario's world, as editing and the timeline need it: the same questions, answered in pixels of the picture
 * or in metres of the road.
 */
export type World = {
  readonly kind: "picture" | "road";
  /** What one unit of its coordinates is called. */
  readonly unit: "px" | "m";
  /** Where an actor is at a frame, which need not be within its span. */
  readonly poseAt: (actor: Actor, frame: number) => WorldPose;
  /** The frame at which the actor would be where it is at a frame if it had not waited for others by then. */
  readonly ownFrame: (actor: Actor, frame: number) => number;
  /** When each waypoint is reached: frames after the motion's start, not always whole. */
  readonly arrivalTimes: (actor: Actor) => readonly number[];
  /** The path as it is followed: x0, y0, x1, y1, … */
  readonly pathPolyline: (actor: Actor) => readonly number[];
  readonly pathLength: (actor: Actor) => number;
  /** Speed at a frame, in units a frame. */
  readonly speedAt: (actor: Actor, frame: number) => number;
  /** How far along its path an actor is at a frame. */
  readonly distanceAt: (actor: Actor, frame: number) => number;
  /** How far along the path each waypoint is. */
  readonly stations: (actor: Actor) => readonly number[];
  /** The place so far along the path. */
  readonly placeAlong: (actor: Actor, distance: number) => { readonly x: number; readonly y: number };
  /** Whether speeds say when waypoints are reached; otherwise their arrivals do, and the motion's end. */
  readonly isTimedBySpeeds: (actor: Actor) => boolean;
  /** How high the ground is at a point (metres): kerbs raise pavements and islands. 0 where a world knows no heights. */
  readonly groundHeight: (point: { readonly x: number; readonly y: number }) => number;
  /** Every height that the ground has somewhere, from the highest to 0. */
  readonly groundHeights: readonly number[];
  /** How high a body of a length stands (metres). */
  readonly standingHeight: (pose: WorldPose, length: number) => number;
};

const PICTURE: World = {
  kind: "picture",
  unit: "px",
  poseAt: (actor, frame) => {
    const { ground, heading } = poseAt(actor, frame);
    // Rows count downwards, so angles turn the other way.
    return { ...ground, heading: (-heading * 180) / Math.PI };
  },
  ownFrame: (actor, frame) => ownFrameIn(picturePauses(actor), actor, frame),
  arrivalTimes,
  pathPolyline,
  pathLength,
  speedAt,
  distanceAt: (actor, frame) => poseAt(actor, frame).distance,
  stations: pictureStations,
  placeAlong: (actor, distance) => {
    const stations = pictureStations(actor);
    const segments = segmentsOf(actor.trajectory);
    const index = Math.max(
      0,
      Math.min(
        stations.findLastIndex((station) => station <= distance),
        segments.length - 1,
      ),
    );
    const segment = segments[index];
    if (!segment) return actor.trajectory.waypoints[0] ?? { x: 0, y: 0 };
    const share = segment.length > 0 ? (distance - (stations[index] ?? 0)) / segment.length : 0;
    return pointAtShare(segment, Math.min(1, Math.max(0, share)));
  },
  isTimedBySpeeds: () => false,
  groundHeight: () => 0,
  groundHeights: [0],
  standingHeight: () => 0,
};

function ownFrameIn(pauses: readonly Pause[], actor: Actor, frame: number): number {
  if (pauses.length === 0) return frame;
  const { startFrame } = motionSpan(actor);
  return startFrame + Math.round(clockAfter(pauses, frame - startFrame).clock);
}

function pictureStations({ trajectory }: Actor): number[] {
  let reached = 0;
  return [0, ...segmentsOf(trajectory).map(({ length }) => (reached += length))];
}

// Documents are immutable: a road at a rate always means the same world.
const roads = new WeakMap<Road["plan"], Map<number, World>>();

/** The geometry of a scenario's world. */
export function worldOf(scenario: Pick<Scenario, "road" | "video">): World {
  const { road, video } = scenario;
  if (!road) return PICTURE;
  const worlds = roads.get(road.plan) ?? new Map<number, World>();
  roads.set(road.plan, worlds);
  const known = worlds.get(video.fps);
  if (known) return known;
  const world = roadWorld(road, video);
  worlds.set(video.fps, world);
  return world;
}

function roadWorld({ plan }: Pick<Road, "plan">, video: Scenario["video"]): World {
  const scenario = { video };
  const road = { plan };
  const layout = roadLayout(plan);
  return {
    kind: "road",
    unit: "m",
    poseAt: (actor, frame) => {
      const { x, y, heading } = roadStateOf(scenario, road, actor, frame).footprint;
      return { x, y, heading };
    },
    ownFrame: (actor, frame) => ownFrameIn(roadPauses(scenario, road, actor), actor, frame),
    arrivalTimes: (actor) => roadArrivals(scenario, road, actor),
    pathPolyline: (actor) => roadPolyline(scenario, road, actor),
    pathLength: (actor) => motionOf(scenario, road, actor).course.length,
    speedAt: (actor, frame) => perFrame(roadStateOf(scenario, road, actor, frame).speed, video.fps),
    distanceAt: (actor, frame) => roadStateOf(scenario, road, actor, frame).distance,
    stations: (actor) => motionOf(scenario, road, actor).path.stations,
    placeAlong: (actor, distance) => {
      const { x, y } = placeAlong(motionOf(scenario, road, actor).path.line, distance);
      return { x, y };
    },
    isTimedBySpeeds: (actor) => !isTimetabled(actor),
    groundHeight: (point) => groundHeightAt(layout, point),
    groundHeights: groundHeights(layout),
    standingHeight: (pose, length) => standingHeight(layout, pose, length),
  };
}
