import { type Actor, type ActorType, type Point, type Scenario } from "@/core/document";
import { pathLength } from "@/core/timeline";
import { draftActor } from "./commands/actors";
import { withTiming } from "./commands/times";
import { inFrame } from "./snapping";

/** Usual speeds in pixels a second at 1280 columns; the vehicle's is the specification's base speed. */
const USUAL_SPEEDS: Record<ActorType, number> = {
  pedestrian: 80,
  cyclist: 170,
  vehicle: 256,
  distracted_driver: 40,
};

/** Where an actor's path ends this near the frame's edge (pixels), it has left the picture. */
const EDGE = 2;

/** The points with either end that lies left or right of the picture moved so far out that nothing of the actor shows. */
function whollyOutside(points: readonly Point[], actorWidth: number, videoWidth: number): Point[] {
  const margin = Math.ceil(actorWidth / 2);
  return points.map(({ x, y }, index) => {
    if (index > 0 && index < points.length - 1) return { x, y };
    if (x < 0) return { x: Math.min(x, -margin), y };
    return { x: x > videoWidth ? Math.max(x, videoWidth + margin) : x, y };
  });
}

/**
 * An actor that sets off along these ground points at a frame, at its type's usual speed. If it ends within the picture
 * it waits there to the video's end; if it leaves the picture, it is gone then. One point makes an actor that stands
 * there for the whole video.
 */
export function draftMover(scenario: Scenario, type: ActorType, points: readonly Point[], frame: number): Actor {
  const { video } = scenario;
  const last = points.at(-1);
  if (points.length < 2 || !last) return draftActor(scenario, type, points);
  const { size } = draftActor(scenario, type, points);
  const actor = draftActor(scenario, type, whollyOutside(points, size.width, video.width), {
    startFrame: frame,
    endFrame: frame + 1,
    curve: points.length > 2 ? "smooth" : "linear",
  });
  const pixelsPerFrame = (USUAL_SPEEDS[type] * video.width) / 1280 / video.fps;
  const travel = Math.max(1, Math.round(pathLength(actor) / pixelsPerFrame));
  const stays = inFrame({ x: last.x, y: Math.min(last.y, video.height - EDGE) }, video) && frame + travel < video.durationFrames;
  if (!stays) return { ...actor, endFrame: frame + travel };
  const waypoints = actor.trajectory.waypoints.map((waypoint, index) =>
    index === points.length - 1 ? withTiming(waypoint, { at: travel }) : waypoint,
  );
  return { ...actor, endFrame: video.durationFrames, trajectory: { ...actor.trajectory, waypoints } };
}
