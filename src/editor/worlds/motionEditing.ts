import type { Actor, Point, Road, Scenario } from "@/core/document";
import { worldOf, type World } from "@/core/scene";
import { perSecond } from "@/core/timeline";
import { withArrivalsAtSpeed, withoutTimes } from "../commands/arrivalTimed";
import { onLanesAsBefore } from "../commands/followLanes";
import { halvesOfPath, halvesOfWhole, type Halves } from "../commands/halves";
import { pointOnPath, type PathPosition } from "../commands/paths";
import { withMeanSpeed, withOneSpeed } from "../commands/speedTimed";

/** How paths, and the motions along them, are edited in a world. */
export type MotionEditing = {
  /** Where a waypoint is added at a place of the path; undefined: on the curve through its waypoints. */
  readonly placeOnWay: (actor: Actor, place: PathPosition) => Point | undefined;
  /** The same where the actor is at a frame. */
  readonly placeAtFrame: (actor: Actor, frame: number) => Point | undefined;
  /** An actor that followed lanes, after its waypoints have moved. */
  readonly onLanesAsBefore: (actor: Actor) => Actor;
  /** The actor at one speed along its whole path: that which it has on its way now. */
  readonly atConstantSpeed: (actor: Actor) => Actor;
  /** The actor at one speed along its whole path, in the world's units a frame. */
  readonly atSpeed: (actor: Actor, unitsPerFrame: number) => Actor;
  /** What an actor does before a frame, and from there on. */
  readonly halves: (actor: Actor, frame: number) => Halves;
};

/** Paths are the curves through their waypoints, and are timed by arrivals. */
const pictureMotions = (world: World, video: Scenario["video"]): MotionEditing => ({
  placeOnWay: () => undefined,
  placeAtFrame: () => undefined,
  onLanesAsBefore: (actor) => actor,
  atConstantSpeed: (actor) => withoutTimes(world, actor),
  atSpeed: (actor, unitsPerFrame) => withArrivalsAtSpeed(world, video, actor, unitsPerFrame),
  halves: (actor, frame) => halvesOfPath(world, actor, frame),
});

/** Paths round their corners or follow lanes, and are timed by speeds. */
const roadMotions = (world: World, video: Scenario["video"], road: Road): MotionEditing => ({
  placeOnWay: (actor, place) => pointOnPath(world, actor, place),
  placeAtFrame: (actor, frame) => world.placeAlong(actor, world.distanceAt(actor, frame)),
  onLanesAsBefore: (actor) => onLanesAsBefore(road, actor),
  atConstantSpeed: (actor) => withMeanSpeed(world, actor, video.fps),
  atSpeed: (actor, unitsPerFrame) => withOneSpeed(actor, perSecond(unitsPerFrame, video.fps)),
  halves: halvesOfWhole,
});

/** How paths and motions are edited in a scenario's world. */
export function motionEditingOf(scenario: Scenario): MotionEditing {
  const world = worldOf(scenario);
  const { road, video } = scenario;
  return road ? roadMotions(world, video, road) : pictureMotions(world, video);
}
