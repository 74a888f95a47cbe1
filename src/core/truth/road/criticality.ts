import { annotatedActors, type Actor, type Road, type Scenario } from "../../document/schema";
import { egoAt, roadStateOf } from "../../scene";
import { framesPerSecond, secondsOf, type FrameRange } from "../../timeline";
import { approachOf, contactAfter, dot, subtract, type Mover, type RoadState } from "../../world";
import type { Passage } from "./passage";
import { rounded } from "./rounded";
import { postEncroachment } from "./encroachment";
import { firstContact, leastGap } from "./contact";

/*
 * Measures of how critical an encounter with the ego is. They follow W. Hayward, "Near-miss determination through use of a scale of
 * danger" (1972), for the time to collision; B. Allen, B. Shin and P. Cooper (1978) for the post-encroachment time; D. Cooper and
 * N. Ferguson (1976) for the deceleration rate to avoid a crash; and the catalogue of L. Westhofen et al., "Criticality metrics for
 * automated driving", Archives of Computational Methods in Engineering (2022), doi 10.1007/s11831-022-09788-7. Bodies count as their
 * footprints: oriented rectangles, not points.
 */

/** An encounter at a frame. Metres, seconds, metres per second. */
export type EncounterFrame = {
  frame: number;
  /** Between the footprints; 0 if they overlap. */
  gap: number;
  /** Rate at which the gap shrinks, along the line between the nearest points; negative if it grows; null if the gap is 0. */
  closing_speed: number | null;
  /** Until the footprints first overlap if both keep their velocity and heading; 0 if they overlap already, null if they never will. */
  ttc: number | null;
  /**
   * Gap ÷ closing speed, like OpenSCENARIO's condition with `freespace`, whether or not they would collide; null if the gap does not
   * shrink.
   */
  ttc_line_of_sight: number | null;
  /** The deceleration that brings the closing speed to 0 within the gap: closing speed² ÷ (2 × gap). Null without a time to collision. */
  drac: number | null;
};

/** The moment at which the footprints first overlap. */
export type Impact = {
  /** The first frame at which they overlap. */
  frame: number;
  /** Seconds after frame 0 of the video. */
  time: number;
  /** Where across the ego's width, from its left side (0) to its right (1): the middle of the first overlap. */
  share: number;
  /** Relative speed. */
  speed: number;
};

/** The encounter of a road user with the ego over a whole range. */
export type EncounterSummary = {
  /**
   * Post-encroachment time: the shortest time in seconds between one leaving a point on the ground and the other arriving there, from their
   * actual motion; 0 for a collision, null if their paths do not overlap within ten seconds.
   */
  pet: number | null;
  /** The smallest gap in metres while both are present; null if they never are at the same time. */
  minimum_gap: number | null;
  impact: Impact | null;
};

/** An encounter, computed as it is read, so that hours of it need little memory. */
export type Encounter = {
  trackId: number;
  /** Frames at which both are present. */
  frames: Iterable<EncounterFrame>;
  summary: () => EncounterSummary;
};

/** The encounters of a range's annotated actors with the ego, in the order of their track ids; none without an ego. */
export function* encountersWithEgo(scenario: Scenario, road: Road, range: FrameRange): Generator<Encounter> {
  const ego = egoAt(scenario, road);
  if (!ego) return;
  const own = movesOf(scenario, road, ego, range);
  const others = annotatedActors(scenario).filter(({ id }) => id !== ego.id);
  for (const actor of others.sort((one, other) => one.trackId - other.trackId)) {
    const other = movesOf(scenario, road, actor, range);
    yield {
      trackId: actor.trackId,
      frames: encounterFrames(own, other, range),
      summary: () => summaryOf(own, other, scenario.video, range),
    };
  }
}

/** The encounter of any two actors on a road: of the second one with the first, as if that were the ego. */
export function encounterBetween(scenario: Scenario, road: Road, one: Actor, other: Actor, range: FrameRange): Encounter {
  const [own, theirs] = [movesOf(scenario, road, one, range), movesOf(scenario, road, other, range)];
  return {
    trackId: other.trackId,
    frames: encounterFrames(own, theirs, range),
    summary: () => summaryOf(own, theirs, scenario.video, range),
  };
}

/** An actor's frames in a range, its motion at a moment in frames, and the same as a passage. */
type Moves = { readonly actor: Actor; readonly stateAt: (moment: number) => RoadState; readonly passage: Passage };

/** Number of an actor's moments that are cached: those of a few minutes. */
const MOST_KNOWN = 40_000;

function movesOf(scenario: Scenario, road: Road, actor: Actor, range: FrameRange): Moves {
  const { fps } = scenario.video;
  const perSecond = framesPerSecond(fps);
  // Every measure needs the same moments.
  const known = new Map<number, RoadState>();
  const stateAt = (moment: number): RoadState => {
    const state = known.get(moment) ?? roadStateOf(scenario, road, actor, moment);
    if (known.size < MOST_KNOWN) known.set(moment, state);
    return state;
  };
  const passage = {
    from: secondsOf(Math.max(actor.startFrame, range.start), fps),
    to: secondsOf(Math.min(actor.endFrame, range.end) - 1, fps),
    at: (seconds: number) => stateAt(seconds * perSecond),
  };
  return { actor, stateAt, passage };
}

function* encounterFrames(ego: Moves, other: Moves, range: FrameRange): Generator<EncounterFrame> {
  const last = Math.min(ego.actor.endFrame, other.actor.endFrame, range.end);
  for (let frame = Math.max(ego.actor.startFrame, other.actor.startFrame, range.start); frame < last; frame++)
    yield encounterAt(frame - range.start, ego.stateAt(frame), other.stateAt(frame));
}

function summaryOf(ego: Moves, other: Moves, { fps }: Scenario["video"], range: FrameRange): EncounterSummary {
  const perSecond = framesPerSecond(fps);
  const [one, two] = [ego.passage, other.passage];
  const contact = firstContact(one, two);
  const pet = postEncroachment(one, two);
  const gap = leastGap(one, two);
  return {
    pet: pet === null ? null : rounded(pet),
    minimum_gap: gap === null ? null : rounded(gap),
    impact: contact && {
      frame: Math.ceil(contact.seconds * perSecond - 1e-6) - range.start,
      time: rounded(contact.seconds - secondsOf(range.start, fps)),
      share: rounded(contact.share),
      speed: rounded(contact.speed),
    },
  };
}

/** The measures of one frame. */
export function encounterAt(frame: number, ego: Mover, other: Mover): EncounterFrame {
  const velocity = subtract(other.velocity, ego.velocity);
  const approach = approachOf(ego.footprint, other.footprint);
  if (!approach) return { frame, gap: 0, closing_speed: null, ttc: 0, ttc_line_of_sight: 0, drac: null };
  const { gap, direction } = approach;
  const closing = -dot(velocity, direction);
  const ttc = contactAfter(ego.footprint, other.footprint, velocity);
  return {
    frame,
    gap: rounded(gap),
    closing_speed: rounded(closing),
    ttc: ttc === null ? null : rounded(ttc),
    ttc_line_of_sight: closing > STILL ? rounded(gap / closing) : null,
    drac: ttc !== null && closing > STILL ? rounded((closing * closing) / (2 * gap)) : null,
  };
}

/** Speeds below this count as zero (metres per second). */
const STILL = 1e-6;
