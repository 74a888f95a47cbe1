import type { Actor, Road, Scenario } from "../../document/schema";
import { roadMotionOf, roadStateOf } from "../../scene";
import { framesPerSecond } from "../../timeline";
import { poseOnCourse } from "../../world";
import { meet } from "./contact";

/** Steps per second in which a braking body is followed. */
const STEPS = 60;
/** Halvings of the time in which the last moment is looked for: leaves less than a millisecond of ten seconds. */
const HALVINGS = 14;

/**
 * The last moment (seconds of the video) at which an actor could still avoid touching another by braking evenly along its path, while the
 * other moves as it does. Who then stands is not to blame for what walks into it.
 * @param deceleration metres per second squared
 * @param impact when the two touch (seconds of the video)
 * @returns null if it could not be avoided even from the actor's first moment on
 */
export function lastAvoidable(
  scenario: Pick<Scenario, "video">,
  road: Road,
  actor: Actor,
  other: Actor,
  deceleration: number,
  impact: number,
): number | null {
  const perSecond = framesPerSecond(scenario.video.fps);
  const { course } = roadMotionOf(scenario, road, actor);
  const avoids = (from: number): boolean => {
    const { distance, speed, footprint } = roadStateOf(scenario, road, actor, from * perSecond);
    const duration = speed / deceleration;
    const steps = Math.ceil(duration * STEPS);
    for (let step = 0; step <= steps; step++) {
      const passed = Math.min(duration, step / STEPS);
      const braked = distance + speed * passed - (deceleration * passed * passed) / 2;
      const pose = poseOnCourse(course, braked);
      const there = roadStateOf(scenario, road, other, (from + passed) * perSecond);
      if (meet({ ...footprint, ...pose }, there.footprint)) return false;
    }
    return true;
  };
  let [low, high] = [actor.startFrame / perSecond, impact];
  if (!avoids(low)) return null;
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (avoids(middle)) low = middle;
    else high = middle;
  }
  return low;
}
