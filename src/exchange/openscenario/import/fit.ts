import { LIMITS, MOTION_LIMITS, createRoadActor, type Actor, type ActorMotion, type Waypoint, type WholeScenario } from "@/core/document";
import { worldOf } from "@/core/scene";
import { framesPerSecond } from "@/core/timeline";
import { directionOf, distanceBetween, dot, type Footprint, type RoadUserKind } from "@/core/world";

/** A body's way frame by frame, from the first frame at which it is there. */
export type Way = {
  readonly id: string;
  readonly name: string;
  readonly kind: RoadUserKind;
  readonly trackId: number;
  readonly dimensions: { readonly length: number; readonly width: number; readonly height: number };
  readonly first: number;
  readonly poses: readonly Footprint[];
};

/** How far a motion that is described by speeds may be from the one that was read (metres). */
const NEAR = 0.02;
/** How far a place that is left out may be from where its neighbours have it (metres). */
const EXACT = 0.002;
const MOST_LEFT_OUT = 300;
/** Below this a body has not moved (metres). */
const STILL = 0.001;

/**
 * An actor that moves as it was read. Who stands, or moves at a steady speed, perhaps after a start from rest, has a speed that can be
 * changed; everybody else has arrivals.
 */
export function fittedActor(way: Way, scenario: WholeScenario): Actor {
  const [first] = way.poses;
  if (!first) throw new RangeError("a way needs a frame");
  const farthest = way.poses.reduce((most, pose) => Math.max(most, distanceBetween(pose, first)), 0);
  if (farthest < STILL) return actorWith(way, [at(first)], { speed: 0, heading: tidy(first.heading) });
  const simple = bySpeeds(way, framesPerSecond(scenario.video.fps));
  return simple && isSame(simple, way, scenario) ? simple : byArrivals(way);
}

const tidy = (value: number): number => Math.round(value * 1e4) / 1e4;
const at = ({ x, y }: { readonly x: number; readonly y: number }): Waypoint => ({ x: tidy(x), y: tidy(y) });

const actorWith = (way: Way, waypoints: readonly Waypoint[], motion: Partial<ActorMotion>): Actor =>
  createRoadActor({
    ...{ kind: way.kind, id: way.id, trackId: way.trackId, name: way.name, dimensions: way.dimensions },
    startFrame: way.first,
    endFrame: way.first + way.poses.length,
    waypoints,
    motion,
  });

/** Whether a body moves backwards from the start on. */
function isReversing({ poses }: Way): boolean {
  const [first] = poses;
  const next = poses.find((pose) => first && distanceBetween(pose, first) > 10 * STILL);
  return first !== undefined && next !== undefined && dot(directionOf(first.heading), { x: next.x - first.x, y: next.y - first.y }) < 0;
}

/** A motion that rests at first, then accelerates evenly to the speed that it has in the end; null if it is none. */
function bySpeeds(way: Way, fps: number): Actor | null {
  const { poses } = way;
  const steps = poses.slice(1).map((pose, index) => distanceBetween(pose, poses[index] ?? pose));
  const resting = steps.findIndex((step) => step > STILL / 10);
  const last = steps.at(-1) ?? 0;
  const speed = last * fps;
  if (resting < 0 || last < STILL || speed > MOTION_LIMITS.speed.max) return null;
  // The way by which it is behind somebody who has had the last speed all along: that of the acceleration.
  const behind = steps.slice(resting).reduce((sum, step) => sum + (last - step), 0);
  const isSteady = Math.abs(behind) < NEAR / 2;
  if (isSteady !== (resting === 0)) return null;
  const acceleration = isSteady ? undefined : (speed * speed) / (2 * behind);
  const { min, max } = MOTION_LIMITS.acceleration;
  if (acceleration !== undefined && !(acceleration >= min && acceleration <= max)) return null;
  const [start, ...others] = kept(poses.slice(resting), isOnLine).map((index) => at(poses[resting + index] ?? poses[0] ?? { x: 0, y: 0 }));
  if (!start) return null;
  return actorWith(way, [resting > 0 ? { ...start, hold: resting } : start, ...others], {
    speed: Math.round(speed * 1e6) / 1e6,
    ...(acceleration !== undefined && { acceleration: tidy(acceleration) }),
    ...(isReversing(way) && { reversing: true }),
  });
}

function isSame(actor: Actor, { first, poses }: Way, scenario: WholeScenario): boolean {
  const world = worldOf(scenario);
  return poses.every((pose, index) => distanceBetween(world.poseAt(actor, first + index), pose) < NEAR);
}

function byArrivals(way: Way): Actor {
  const { poses } = way;
  const frames = kept(poses, isOnTime).slice(0, LIMITS.waypoints);
  const waypoints: Waypoint[] = [];
  for (const frame of frames) {
    const pose = poses[frame];
    const before = waypoints.at(-1);
    if (!pose) continue;
    // Who stands holds at one waypoint.
    if (before?.at !== undefined && distanceBetween(before, pose) < STILL)
      waypoints[waypoints.length - 1] = { ...before, hold: frame - before.at };
    else waypoints.push({ ...at(pose), at: frame });
  }
  return actorWith(way, waypoints, { speed: 0, ...(isReversing(way) && { reversing: true }) });
}

type Fits = (start: Footprint, end: Footprint, pose: Footprint, share: number) => boolean;

const isOnTime: Fits = (start, end, pose, share) => {
  const expected = { x: start.x + share * (end.x - start.x), y: start.y + share * (end.y - start.y) };
  return distanceBetween(expected, pose) < EXACT;
};

const isOnLine: Fits = (start, end, pose) => {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = Math.sqrt(dx * dx + dy * dy);
  if (length < STILL) return distanceBetween(start, pose) < STILL;
  return Math.abs(dx * (pose.y - start.y) - dy * (pose.x - start.x)) / length < EXACT;
};

/** Indices of the poses between which all others are where they should be. */
function kept(poses: readonly Footprint[], fits: Fits): number[] {
  const indices = [0];
  const isFitting = (from: number, to: number) => {
    const [start, end] = [poses[from], poses[to]];
    if (!start || !end) return false;
    for (let index = from + 1; index < to; index++) {
      const pose = poses[index];
      if (!pose || !fits(start, end, pose, (index - from) / (to - from))) return false;
    }
    return true;
  };
  for (let from = 0; from < poses.length - 1;) {
    // By doubling, then halving: long steady stretches are found in a few steps.
    let [low, high] = [from + 1, Math.min(poses.length - 1, from + 2)];
    while (high > low && isFitting(from, high) && high - from < MOST_LEFT_OUT) {
      low = high;
      high = Math.min(poses.length - 1, from + 2 * (high - from));
    }
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (isFitting(from, middle)) low = middle;
      else high = middle;
    }
    from = high > low && isFitting(from, high) ? high : low;
    indices.push(from);
  }
  return indices;
}
