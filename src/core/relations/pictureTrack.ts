import type { Actor } from "../document/schema";
import {
  clockAtDistance,
  fastestOf,
  framesAtClock,
  framesPerSecond,
  motionSpan,
  pathLength,
  picturePauses,
  pointAtShare,
  poseAt,
  secondsOf,
  segmentsOf,
} from "../timeline";
import type { Footprint } from "../world";
import type { PathVertex, Setting, Track } from "./track";

/** Pieces into which a curve between two waypoints is divided. */
const PIECES = 24;

/** In a picture, a body is as long as the lower edge of its box. */
export function pictureTrack({ video }: Setting, actor: Actor): Track {
  const { fps } = video;
  const perSecond = framesPerSecond(fps);
  const segments = segmentsOf(actor.trajectory);
  const stations = [0];
  const line: PathVertex[] = actor.trajectory.waypoints.slice(0, 1).map(({ x, y }) => ({ x, y, distance: 0 }));
  for (const segment of segments) {
    const before = stations.at(-1) ?? 0;
    const pieces = segment.controls ? PIECES : 1;
    for (let piece = 1; piece <= pieces; piece++)
      line.push({ ...pointAtShare(segment, piece / pieces), distance: before + (segment.length * piece) / pieces });
    stations.push(before + segment.length);
  }
  const footprintIn = (frame: number): Footprint => {
    const { ground, width } = poseAt(actor, frame);
    return { x: ground.x, y: ground.y, heading: 0, length: width, width: 0 };
  };
  const begins = motionSpan(actor).startFrame;
  const pauses = picturePauses(actor);
  const frameAt = (distance: number): number | null => {
    const clock = clockAtDistance(actor, distance);
    const frames = clock === null ? Infinity : framesAtClock(pauses, clock);
    return Number.isFinite(frames) ? begins + frames : null;
  };
  const placeAt = (distance: number) => {
    const index = Math.max(
      0,
      Math.min(
        stations.findLastIndex((station) => station <= distance),
        segments.length - 1,
      ),
    );
    const segment = segments[index];
    const [first] = line;
    if (!segment) return { x: first?.x ?? 0, y: first?.y ?? 0 };
    const share = segment.length > 0 ? (distance - (stations[index] ?? 0)) / segment.length : 0;
    // Before its start and after its end the path goes on straight.
    if (segment.controls) return pointAtShare(segment, Math.min(1, Math.max(0, share)));
    const { from, to } = segment;
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  };
  const footprintAt = (distance: number): Footprint => {
    const frame = frameAt(distance) ?? actor.endFrame;
    return { ...footprintIn(frame), ...placeAt(distance) };
  };
  return {
    actor,
    from: secondsOf(actor.startFrame, fps),
    to: secondsOf(actor.endFrame - 1, fps),
    length: pathLength(actor),
    stations,
    holds: actor.trajectory.waypoints.map(({ hold = 0 }) => secondsOf(hold, fps)),
    line,
    fastest: fastestOf(actor) * perSecond,
    stateAt: (seconds) => {
      const frame = seconds * perSecond;
      const [before, after] = [poseAt(actor, frame - 0.5), poseAt(actor, frame + 0.5)];
      return {
        footprint: footprintIn(frame),
        velocity: { x: (after.ground.x - before.ground.x) * perSecond, y: (after.ground.y - before.ground.y) * perSecond },
        speed: (after.distance - before.distance) * perSecond,
      };
    },
    reachedAt: (distance) => {
      const frame = frameAt(distance);
      return frame === null ? null : secondsOf(frame, fps);
    },
    placeAt,
    footprintAt,
    contactAt: (distance, share) => {
      const { x, y, length } = footprintAt(distance);
      return { x: x + (share - 0.5) * length, y };
    },
    motion: null,
  };
}
