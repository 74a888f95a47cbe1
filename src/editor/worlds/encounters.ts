import type { Actor, Point, Road, Scenario } from "@/core/document";
import { pixelsPerMetreAt, roadStateOf, scenePose, worldOf } from "@/core/scene";
import { secondsOf } from "@/core/timeline";
import { encounterAt, meet } from "@/core/truth";
import { covers } from "@/core/world";

export type Encounter = {
  /** In a picture, between their ground points, by the scene's scale half-way; on the road, from edge to edge. */
  readonly metres: number;
  /** Seconds until they would collide if both kept their motion; null if they would not. */
  readonly secondsToCollision: number | null;
};

/** Encounters of actors in a world: as boxes on ground lines, or as footprints. */
export type EncounterRules = {
  readonly at: (scenario: Scenario, one: Actor, other: Actor, frame: number) => Encounter;
  /** Whether an actor covers a point on the ground. */
  readonly isThere: (scenario: Scenario, actor: Actor, at: Point, frame: number) => boolean;
  /** The frame at which two actors collide; null if they never do. @param crossing of their paths */
  readonly collision: (
    scenario: Scenario,
    one: Actor,
    other: Actor,
    crossing: { readonly frames: readonly [number, number]; readonly gap: number } | null,
  ) => number | null;
};

/** In a picture, along the line of sight between ground points. */
export const PICTURE_ENCOUNTERS: EncounterRules = {
  at: (scenario, one, other, frame) => {
    const [now, next] = [between(scenario, one, other, frame), between(scenario, one, other, frame + 1)];
    const closing = now.pixels - next.pixels;
    return {
      metres: now.pixels / pixelsPerMetreAt(scenario, now.row),
      secondsToCollision: closing > 1e-6 ? secondsOf(now.pixels / closing, scenario.video.fps) : null,
    };
  },
  isThere: (scenario, actor, at, frame) => {
    const { x, y } = worldOf(scenario).poseAt(actor, frame);
    return Math.hypot(x - at.x, y - at.y) <= scenePose(scenario, actor, frame).width / 2;
  },
  collision: (_scenario, _one, _other, crossing) => (crossing?.gap === 0 ? Math.round(Math.max(...crossing.frames)) : null),
};

function between(scenario: Scenario, one: Actor, other: Actor, frame: number): { pixels: number; row: number } {
  const { poseAt } = worldOf(scenario);
  const [a, b] = [poseAt(one, frame), poseAt(other, frame)];
  return { pixels: Math.hypot(a.x - b.x, a.y - b.y), row: (a.y + b.y) / 2 };
}

/** On the road, as in the ground truth. */
export function roadEncounters(road: Road): EncounterRules {
  return {
    at: (scenario, one, other, frame) => {
      const { gap, ttc } = encounterAt(frame, roadStateOf(scenario, road, one, frame), roadStateOf(scenario, road, other, frame));
      return { metres: gap, secondsToCollision: ttc };
    },
    isThere: (scenario, actor, at, frame) => covers(roadStateOf(scenario, road, actor, frame).footprint, at),
    collision: (scenario, one, other) => {
      const last = Math.min(one.endFrame, other.endFrame);
      const footprint = (actor: Actor, frame: number) => roadStateOf(scenario, road, actor, frame).footprint;
      for (let frame = Math.max(one.startFrame, other.startFrame); frame < last; frame++)
        if (meet(footprint(one, frame), footprint(other, frame))) return frame;
      return null;
    },
  };
}
