import type { Actor, Road } from "../document/schema";
import { motionOf, movementOf, roadPauses, roadStateOf, dimensionsOfSize } from "../scene/road/movement";
import { framesAtClock, framesOf, framesPerSecond, motionSpan, secondsOf } from "../timeline";
import { directionOf, halfExtent, placeAlong, placedBy, poseOnCourse, timeAtDistance, type Footprint } from "../world";
import type { Setting, Track } from "./track";

export function roadTrack(setting: Setting, road: Road, actor: Actor): Track {
  const { fps } = setting.video;
  const perSecond = framesPerSecond(fps);
  const motion = motionOf(setting, road, actor);
  const { path, course, profile } = motion;
  const { length, width } = movementOf(actor, road, fps).dimensions ?? dimensionsOfSize(actor.size);
  const begins = motionSpan(actor).startFrame;
  const pauses = roadPauses(setting, road, actor);
  const footprintAt = (distance: number): Footprint & { readonly reversing: boolean } => {
    const pose = poseOnCourse(course, distance);
    // Past its ends the body goes on straight.
    const beyond = distance < 0 ? distance : Math.max(0, distance - course.length);
    const ahead = directionOf(pose.heading);
    const way = pose.reversing ? -beyond : beyond;
    return { ...pose, x: pose.x + ahead.x * way, y: pose.y + ahead.y * way, length, width };
  };
  return {
    actor,
    from: secondsOf(actor.startFrame, fps),
    to: secondsOf(actor.endFrame - 1, fps),
    length: course.length,
    stations: path.stations,
    holds: actor.trajectory.waypoints.map(({ hold = 0 }) => secondsOf(hold, fps)),
    line: path.line.vertices.map(({ x, y }, index) => ({ x, y, distance: path.line.distances[index] ?? 0 })),
    fastest: profile.phases.reduce((most, { speed }) => Math.max(most, speed), 0),
    stateAt: (seconds) => roadStateOf(setting, road, actor, seconds * perSecond),
    reachedAt: (distance) => {
      const seconds = timeAtDistance(profile, Math.max(0, distance));
      const frames = seconds === null || distance > course.length + 1e-9 ? Infinity : framesAtClock(pauses, framesOf(seconds, fps));
      return Number.isFinite(frames) ? secondsOf(begins + frames, fps) : null;
    },
    placeAt: (distance) => placeAlong(path.line, distance),
    footprintAt,
    contactAt: (distance, share, other) => {
      const body = footprintAt(distance);
      const ahead = directionOf(body.heading);
      const front = length / 2 + halfExtent(other, directionOf(other.heading), ahead);
      return placedBy(body, { x: body.reversing ? -front : front, y: (0.5 - share) * width });
    },
    motion,
  };
}
