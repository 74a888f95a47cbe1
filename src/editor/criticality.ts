import type { Actor, Scenario } from "@/core/document";
import { egoOf } from "@/core/scene";
import { framesPerSecond } from "@/core/timeline";
import type { EncounterFrame } from "@/core/truth";
import type { Editor } from "./editor";
import type { SessionData } from "./stores/session";
import { rulesOf } from "./worlds";
import type { Criticality } from "./worlds/encounters";
import { selectedActors, type Selection } from "./selection";

/** Whether the criticality of an encounter is shown below the timeline. */
export const isCriticalityOn = (panels: SessionData["panels"]): boolean => panels["criticality"] === true;

export function switchCriticality({ session }: Pick<Editor, "session">, on: boolean): void {
  session.setState(({ panels }) => ({ panels: { ...panels, criticality: on } }));
}

/** Braking that a driver can be expected to manage on a dry road (m/s²). */
export const EXPECTED_BRAKING = 6;

/** How critical the encounter of two actors is. */
export type CriticalityTold = Pick<Criticality, "frames" | "summary"> & {
  readonly actors: readonly [Actor, Actor];
  /** The frame of the shortest time to collision, or else of the smallest gap; null if they are never there together. */
  readonly worst: number | null;
  /** The last frame (not whole) at which the first actor could avoid the impact by braking as expected; null where there is none. */
  readonly avoidable: number | null;
};

/**
 * The two actors whose encounter is told: the two that are selected, or the one that is and the ego or whom it waits for. The one that
 * would brake is first: the ego, or the faster one.
 */
export function encounteringPair(scenario: Scenario, selection: Selection): readonly [Actor, Actor] | null {
  const { actors } = scenario;
  const chosen = selectedActors(scenario, selection);
  const [first, second] = chosen;
  if (!first || chosen.length > 2) return null;
  const ego = egoOf(scenario);
  const partner = second ?? otherOf(first, actors) ?? (ego?.id === first.id ? waitingFor(first, actors) : ego);
  if (!partner || partner.id === first.id) return null;
  const speed = ({ motion }: Actor) => motion?.speed ?? 0;
  const firstBrakes = first.id === ego?.id || (partner.id !== ego?.id && speed(first) > speed(partner));
  return firstBrakes ? [first, partner] : [partner, first];
}

/** The actor that one waits for. */
function otherOf({ trajectory }: Actor, actors: readonly Actor[]): Actor | undefined {
  const until = trajectory.waypoints.find(({ until: relation }) => relation && "actor" in relation)?.until;
  return until && "actor" in until ? actors.find(({ id }) => id === until.actor) : undefined;
}

/** The first actor that waits for one. */
const waitingFor = ({ id }: Actor, actors: readonly Actor[]): Actor | undefined =>
  actors.find((actor) => otherOf(actor, actors)?.id === id);

/** How critical an encounter is; null in a picture. */
export function criticalityOf(scenario: Scenario, actors: readonly [Actor, Actor]): CriticalityTold | null {
  const found = rulesOf(scenario).encounters.criticality(scenario, ...actors, EXPECTED_BRAKING);
  if (!found) return null;
  const { frames, summary, avoidable } = found;
  const moment = avoidable === null ? null : avoidable * framesPerSecond(scenario.video.fps);
  return { actors, frames, summary, worst: worstOf(frames), avoidable: moment };
}

function worstOf(frames: readonly EncounterFrame[]): number | null {
  let worst: EncounterFrame | null = null;
  for (const frame of frames) if (!worst || isWorse(frame, worst)) worst = frame;
  return worst?.frame ?? null;
}

const isWorse = (one: EncounterFrame, other: EncounterFrame): boolean =>
  (one.ttc ?? Infinity) < (other.ttc ?? Infinity) || (one.ttc === other.ttc && one.gap < other.gap);
