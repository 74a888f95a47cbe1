import { cycleOf, type BodyLook, type Lamps } from "../../bodies";
import type { Actor, Road, Scenario } from "../../document/schema";
import { atan, toDegrees } from "../../exact";
import { PURPOSE, hashUnit } from "../../random";
import { secondsOf } from "../../timeline";
import { conditionsAt } from "../../weather";
import { roadUserOf, type RoadState, type RoadUserKind } from "../../world";
import { colorOfHex, colorOfTrack } from "./looks";
import { dimensionsOfSize, motionOf, roadKindOf } from "./movement";
import { curvatureAt, rolledDistance, turnAhead } from "./steering";

/**
 * Number of different phases: a body is drawn in the one before. Fine enough for feet to move less than 2 cm over the ground while they
 * stand on it, and for spokes to turn evenly.
 */
const PHASES: Partial<Record<RoadUserKind, number>> = {
  adult: 64,
  child: 64,
  white_cane: 64,
  pram: 64,
  wheelchair: 48,
  dog: 32,
  cyclist: 64,
  e_scooter: 6,
  motorcyclist: 6,
  car: 6,
  van: 6,
  truck: 6,
  bus: 6,
};
const ON_FOOT: readonly RoadUserKind[] = ["adult", "child", "white_cane", "pram", "dog"];
const WITH_UMBRELLA: readonly RoadUserKind[] = ["adult", "child"];
const LEANING: readonly RoadUserKind[] = ["cyclist", "motorcyclist"];

/** Faster than this (m/s), a person on foot runs; whether an actor ever does decides how it moves all the time. */
const RUNS_ABOVE = 2.2;
/** Deceleration above this (m/s²) needs the brakes, so brake lamps are on. */
const BRAKES_ABOVE = 0.8;
/** An umbrella is open in rain of at least this intensity, by this share of people. */
const UMBRELLA = { from: 0.15, share: 0.5 } as const;
/** Flashes of an indicator per second. */
const FLASHES = 1.5;
/** Steps and limits of wheels' and bodies' angles, in degrees. */
const STEER = { step: 4, most: 32 } as const;
const LEAN = { step: 1, most: 8 } as const;
const GRAVITY = 9.81;

/** What an actor looks like at a moment. @param state its state on the road then */
export function lookOfActor(scenario: Scenario, road: Road, actor: Actor, state: RoadState, moment: number): Omit<BodyLook, "detail"> {
  const kind = roadKindOf(actor);
  const { color } = actor.appearance;
  const { type, rearAxle } = roadUserOf(kind);
  const own: Omit<BodyLook, "detail" | "phase"> = {
    color: color === undefined ? (scenario.style === "schematic" ? null : colorOfTrack(kind, actor.trackId)) : colorOfHex(color),
    variant: actor.trackId,
    ...(kind === "bus" && road.plan.traffic === "left" ? { kerb: "left" as const } : {}),
    ...(runs(kind, actor) ? { runs: true } : {}),
    ...(hasUmbrella(kind, scenario, actor.trackId, moment) ? { umbrella: true } : {}),
  };
  const phase = phaseOf(kind, scenario, road, actor, state, own);
  if (rearAxle === undefined) return { ...own, phase };
  const { course } = motionOf(scenario, road, actor);
  const curvature = curvatureAt(course, state.distance);
  const steer = stepped(toDegrees(atan(curvature * 2 * rearAxle)), STEER);
  const lean = LEANING.includes(kind) ? stepped(toDegrees(atan((state.speed * state.speed * curvature) / GRAVITY)), LEAN) : 0;
  const lamps = type === "vehicle" ? lampsOf(scenario, road, actor, state, moment) : undefined;
  return {
    ...own,
    phase,
    ...(steer === 0 ? {} : { steer }),
    ...(lean === 0 ? {} : { lean }),
    ...(lamps && (lamps.brake || lamps.left || lamps.right) ? { lamps } : {}),
  };
}

const stepped = (value: number, { step, most }: { step: number; most: number }): number =>
  Math.max(-most, Math.min(most, Math.round(value / step) * step)) + 0;

function runs(kind: RoadUserKind, { motion, trajectory }: Actor): boolean {
  if (kind !== "adult" && kind !== "child") return false;
  return Math.max(motion?.speed ?? 0, ...trajectory.waypoints.map(({ speed }) => speed ?? 0)) > RUNS_ABOVE;
}

function hasUmbrella(kind: RoadUserKind, scenario: Scenario, trackId: number, moment: number): boolean {
  if (!WITH_UMBRELLA.includes(kind) || hashUnit(PURPOSE.scenery, trackId, 12) >= UMBRELLA.share) return false;
  return umbrellasAreOpen(scenario, Math.floor(moment));
}

/** Whether it rains so much on the road that those who have umbrellas hold them open: a little of the silhouettes depends on it. */
export const umbrellasAreOpen = (scenario: Scenario, frame: number): boolean =>
  conditionsAt(scenario, frame).some(({ condition, intensity }) => condition === "rainy" && intensity >= UMBRELLA.from);

/** The phase of a body's movement; null for somebody on foot who stands. */
function phaseOf(
  kind: RoadUserKind,
  scenario: Scenario,
  road: Road,
  actor: Actor,
  { speed, distance }: RoadState,
  look: Omit<BodyLook, "detail" | "phase">,
): number | null {
  const isOnFoot = ON_FOOT.includes(kind);
  if (isOnFoot && speed === 0) return null;
  const cycle = cycleOfActor(kind, actor, look);
  const phases = PHASES[kind];
  if (cycle === null || phases === undefined) return null;
  const turns = (isOnFoot ? distance : rolledDistance(motionOf(scenario, road, actor).course, distance)) / cycle;
  return (Math.floor((turns - Math.floor(turns)) * phases) % phases) / phases;
}

// Documents are immutable. With an umbrella, a body is fitted into its dimensions in another way.
const cycles = new WeakMap<Actor, Map<boolean, number | null>>();

function cycleOfActor(kind: RoadUserKind, actor: Actor, look: Omit<BodyLook, "detail" | "phase">): number | null {
  const known = cycles.get(actor) ?? new Map<boolean, number | null>();
  cycles.set(actor, known);
  const umbrella = look.umbrella === true;
  const cycle = known.get(umbrella);
  if (cycle !== undefined) return cycle;
  const found = cycleOf(kind, dimensionsOfSize(actor.size), look);
  known.set(umbrella, found);
  return found;
}

/** Brake lamps while it slows down or waits on its way; indicators before and in a turn, as they flash. */
function lampsOf(scenario: Scenario, road: Road, actor: Actor, { acceleration, speed, distance }: RoadState, moment: number): Lamps {
  const { course } = motionOf(scenario, road, actor);
  const waits = speed === 0 && distance > 0.01 && distance < course.length - 0.01;
  const flashes = secondsOf(moment, scenario.video.fps) * FLASHES;
  const turn = flashes - Math.floor(flashes) < 0.5 ? turnAhead(course, distance, speed) : null;
  return { brake: acceleration < -BRAKES_ABOVE || waits, left: turn === "left", right: turn === "right" };
}
