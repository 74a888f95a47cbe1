import type { Actor, Scenario } from "@/core/document";
import { frameState } from "@/core/scene";
import { counted, formatSeconds } from "@/core/text";
import { framesOf, secondsOf } from "@/core/timeline";
import { encounterOf, meetingOf, type Meeting } from "@/editor";

/** The facts about two actors, as pairs of a term and a text. */
export type Fact = readonly [term: string, text: string];

/** How far apart two actors are at a frame, when they would collide, and whether they meet where their paths cross. */
export function encounterFacts(
  scenario: Scenario,
  [one, other]: readonly [Actor, Actor],
  frame: number,
  meeting: Meeting = meetingOf(scenario, one, other),
): Fact[] {
  const { metres, secondsToCollision } = encounterOf(scenario, one, other, frame);
  return [
    ["Distance now", `${metres.toFixed(1)} m`],
    ["Time to collision", secondsToCollision === null ? "Not on a collision course" : `${secondsToCollision.toFixed(2)} s`],
    ...(meeting.closest === null ? [] : [["Closest", `${meeting.closest.toFixed(2)} m`] as const]),
    ["At the crossing point", crossingText(meeting, [one, other], scenario.video.fps)],
  ];
}

function crossingText({ crossing, collision, missedBy }: Meeting, actors: readonly [Actor, Actor], fps: number): string {
  if (collision !== null) return `${crossing ? "They" : "Paths do not cross, but they"} collide at frame ${collision}`;
  if (!crossing) return missedBy === null ? "Paths do not cross" : `Paths do not cross, but touch: ${missText(missedBy, fps)}`;
  const [first, second] = crossing.frames;
  const { name } = actors[first < second ? 0 : 1];
  // Where it is so long that it tells nothing, it is not told.
  return missedBy === null
    ? `${name} gets there first, long before the other`
    : `They miss each other by ${missText(missedBy, fps)}: ${name} gets there first`;
}

const missText = (seconds: number, fps: number): string =>
  `${counted(Math.round(framesOf(seconds, fps)), "frame")} (${formatSeconds(seconds)})`;

/** Milliseconds of work before the page gets its turn. */
const SLICE_MS = 8;

/** The first frame at which anything of an actor is visible; null if it never is. Stops when aborted. */
export async function firstSeenFrame(
  scenario: Scenario,
  { trackId, startFrame, endFrame }: Actor,
  signal: AbortSignal,
): Promise<number | null> {
  let sliceStart = performance.now();
  for (let frame = Math.max(0, startFrame); frame < Math.min(endFrame, scenario.video.durationFrames) && !signal.aborted; frame++) {
    const body = frameState(scenario, frame).bodies.find((other) => other.kind === "actor" && other.trackId === trackId);
    if (body?.kind === "actor" && body.visibility > 0) return frame;
    if (performance.now() - sliceStart < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    sliceStart = performance.now();
  }
  return null;
}

/**
 * When an actor is first visible, and how long it takes from then until the other one reaches the point where their paths cross.
 * @param seen undefined while it is not known
 * @param meeting the frame at which the other one is there; null if the paths do not cross
 */
export function firstSeenFact(actor: Pick<Actor, "name">, seen: number | null | undefined, meeting: number | null, fps: number): Fact {
  const left = typeof seen !== "number" || meeting === null ? null : secondsOf(meeting - seen, fps);
  return [`${actor.name} first seen`, seenText(seen, left)];
}

function seenText(seen: number | null | undefined, left: number | null): string {
  if (seen === undefined) return "…";
  if (seen === null) return "Never";
  return left !== null && left > 0 ? `Frame ${seen}, ${formatSeconds(left)} before the other arrives` : `Frame ${seen}`;
}
