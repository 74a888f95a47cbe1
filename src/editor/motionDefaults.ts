import { widestBox, worldOf } from "@/core/scene";
import { LIMITS, type Actor, type ActorType, type Point, type Scenario } from "@/core/document";
import { motionSpan, pathLength, perFrame } from "@/core/timeline";
import { draftActor } from "./commands/actors";
import { command, type Command } from "./commands/command";
import { clampFrame, clampPoint, editActors, withTrajectory } from "./commands/edit";
import { segmentsOf } from "./commands/paths";
import { risingTimes, wholeArrivals, withTiming } from "./commands/times";
import { trimOf, trimmed, untrimmed } from "./commands/wholeMotion";
import { inFrame } from "./snapping";

/** Usual speeds in pixels per second at 1280 columns; the vehicle's is the specification's base speed. */
const USUAL_SPEEDS: Record<ActorType, number> = {
  pedestrian: 80,
  cyclist: 170,
  vehicle: 256,
  distracted_driver: 40,
};

/** If an actor's path ends this close to the frame's edge (pixels), it has left the picture. */
const EDGE = 2;

/** The points, with any end that is left or right of the picture moved out so far that nothing of the actor is visible. */
function whollyOutside(points: readonly Point[], scenario: Scenario, actor: Actor): Point[] {
  const videoWidth = scenario.video.width;
  return points.map(({ x, y }, index) => {
    if (index > 0 && index < points.length - 1) return { x, y };
    // Corners are truncated to whole pixels, which may move a box by one.
    const margin = Math.ceil(widestBox(scenario, actor, y) / 2) + 1;
    if (x < 0) return { x: Math.min(x, -margin), y };
    return { x: x > videoWidth ? Math.max(x, videoWidth + margin) : x, y };
  });
}

/**
 * An actor that moves along these ground points from a frame onwards, at its type's usual speed. If it ends within the picture it waits
 * there until the video's end; if it leaves the picture, it then ends. A single point makes an actor that stands there from that
 * frame until the video's end.
 */
export function draftMover(scenario: Scenario, type: ActorType, points: readonly Point[], frame: number): Actor {
  const { video } = scenario;
  const last = points.at(-1);
  if (points.length < 2 || !last) return draftActor(scenario, type, points, { startFrame: frame });
  const actor = draftActor(scenario, type, whollyOutside(points, scenario, draftActor(scenario, type, points)), {
    startFrame: frame,
    endFrame: frame + 1,
    curve: points.length > 2 ? "smooth" : "linear",
  });
  const travel = Math.max(1, Math.round(pathLength(actor) / usualSpeed(scenario, type)));
  const stays = endsInPicture(last, video) && frame + travel < video.durationFrames;
  if (!stays) return { ...actor, endFrame: frame + travel };
  const waypoints = actor.trajectory.waypoints.map((waypoint, index) =>
    index === points.length - 1 ? withTiming(waypoint, { at: travel }) : waypoint,
  );
  return { ...actor, endFrame: video.durationFrames, trajectory: { ...actor.trajectory, waypoints } };
}

/**
 * Extends a path by ground points, which the actor reaches at its type's usual speed from where it ended; earlier times stay. Like a new
 * actor, it then waits within the picture, or ends if it leaves it.
 */
export function continuePath(actorId: string, points: readonly Point[]): Command {
  return command(points.length === 1 ? "Add waypoint" : "Add waypoints", (scenario) =>
    editActors(scenario, [actorId], (actor) => continued(scenario, actor, points)),
  );
}

function continued(scenario: Scenario, original: Actor, points: readonly Point[]): Actor {
  // It continues from where its motion ends, so what is trimmed off there becomes visible.
  const actor = trimmed(untrimmed(original), { ...trimOf(original), end: 0 });
  const { startFrame } = motionSpan(actor);
  const { video } = scenario;
  const { waypoints } = actor.trajectory;
  const last = waypoints.length - 1;
  const wanted = [...waypoints.slice(last), ...points.slice(0, LIMITS.waypoints - waypoints.length)];
  const added = whollyOutside(wanted, scenario, actor).slice(1).map(clampPoint);
  const end = added.at(-1);
  if (!end) return original;
  const reached = wholeArrivals(worldOf(scenario), actor)[last] ?? 0;
  const departure = reached + (waypoints[last]?.hold ?? 0);
  const before = waypoints.map((waypoint, index) => (index === last && index > 0 ? withTiming(waypoint, { at: reached }) : waypoint));
  const longer = withTrajectory(actor, { waypoints: [...before, ...added] });
  const length = segmentsOf(longer.trajectory)
    .slice(last)
    .reduce((sum, segment) => sum + segment.length, 0);
  const arrival = departure + Math.max(added.length, Math.round(length / usualSpeed(scenario, actor.type)));
  const waits = endsInPicture(end, video) && actor.endFrame > startFrame + arrival;
  const timed = longer.trajectory.waypoints.map((waypoint, index) =>
    waits && index === last + added.length ? withTiming(waypoint, { at: arrival }) : waypoint,
  );
  return {
    ...withTrajectory(actor, { waypoints: risingTimes(timed) }),
    endFrame: waits ? actor.endFrame : clampFrame(startFrame + arrival),
  };
}

/** Pixels a frame. */
const usualSpeed = ({ video }: Scenario, type: ActorType): number => perFrame((USUAL_SPEEDS[type] * video.width) / 1280, video.fps);

const endsInPicture = ({ x, y }: Point, video: Scenario["video"]): boolean => inFrame({ x, y: Math.min(y, video.height - EDGE) }, video);
