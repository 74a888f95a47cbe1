import type { Actor, Point, Road, Scenario } from "@/core/document";
import { pixelsPerMetreAt, roadStateOf, scenePose, worldOf } from "@/core/scene";
import { secondsOf } from "@/core/timeline";
import { encounterAt, encounterBetween, lastAvoidable, type EncounterFrame, type EncounterSummary } from "@/core/truth";
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
  /**
   * How critical the encounter is for the first one; null in a picture, where nobody brakes in metres.
   * @param braking metres per second squared
   */
  readonly criticality: (scenario: Scenario, one: Actor, other: Actor, braking: number) => Criticality | null;
  /** Whether an actor covers a point on the ground. */
  readonly isThere: (scenario: Scenario, actor: Actor, at: Point, frame: number) => boolean;
  /** What comes of their motions. @param crossing of their paths */
  readonly outcome: (scenario: Scenario, one: Actor, other: Actor, crossing: Passings | null) => Outcome;
};

type Passings = { readonly frames: readonly [number, number]; readonly gap: number };

/** How two actors meet or miss each other. */
export type Outcome = {
  /** The frame at which they collide; null if they never do. */
  readonly collision: number | null;
  /** Seconds from one having left a place to the other's arrival there, at the least; null if they share none, or no two moments near. */
  readonly missedBy: number | null;
  /** The smallest distance between them in metres; null where it is not known. */
  readonly closest: number | null;
};

/** How critical the encounter of two actors is. */
export type Criticality = {
  readonly frames: readonly EncounterFrame[];
  readonly summary: EncounterSummary;
  /** The last moment (seconds) at which the first one could avoid the impact by braking; null where there is none. */
  readonly avoidable: number | null;
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
  criticality: () => null,
  isThere: (scenario, actor, at, frame) => {
    const { x, y } = worldOf(scenario).poseAt(actor, frame);
    return Math.hypot(x - at.x, y - at.y) <= scenePose(scenario, actor, frame).width / 2;
  },
  outcome: ({ video }, _one, _other, crossing) => ({
    collision: crossing?.gap === 0 ? Math.round(Math.max(...crossing.frames)) : null,
    missedBy: crossing ? secondsOf(crossing.gap, video.fps) : null,
    closest: null,
  }),
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
    criticality: (scenario, one, other, braking) => {
      const encounter = encounterBetween(scenario, road, one, other, { start: 0, end: scenario.video.durationFrames });
      const summary = encounter.summary();
      const { impact } = summary;
      const avoidable = impact && lastAvoidable(scenario, road, one, other, braking, impact.time);
      return { frames: [...encounter.frames], summary, avoidable };
    },
    isThere: (scenario, actor, at, frame) => covers(roadStateOf(scenario, road, actor, frame).footprint, at),
    outcome: (scenario, one, other) => {
      // The truth is told of the ego and the other.
      const [first, second] = other.id === road.ego ? [other, one] : [one, other];
      const { impact, pet, minimum_gap } = encounterBetween(scenario, road, first, second, {
        start: 0,
        end: scenario.video.durationFrames,
      }).summary();
      return { collision: impact?.frame ?? null, missedBy: pet, closest: minimum_gap };
    },
  };
}
