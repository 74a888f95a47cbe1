import { useEffect, useMemo, useState } from "react";
import type { Actor, Scenario } from "@/core/document";
import { frameState } from "@/core/scene";
import { secondsOf } from "@/core/timeline";
import { crossingOf, encounterOf, type Crossing } from "@/editor";
import { useScenario } from "../../context/EditorContext";
import { counted, formatSeconds } from "@/core/text";
import { Section } from "../Section";
import { usePlayheadFrame } from "../truth/usePlayheadFrame";
import classes from "./actor.module.css";

/** Two actors: how far apart they are at the playhead, when they would collide, and whether they meet where their paths cross. */
export function EncounterSection({ actors: [one, other] }: { actors: readonly [Actor, Actor] }) {
  const scenario = useScenario((present) => present);
  const frame = usePlayheadFrame();
  const { metres, secondsToCollision } = encounterOf(scenario, one, other, frame);
  const crossing = useMemo(() => crossingOf(scenario, one, other), [scenario, one, other]);
  return (
    <Section title="Encounter">
      <dl className={classes.facts}>
        <dt>Distance now</dt>
        <dd>{metres.toFixed(1)} m</dd>
        <dt>Time to collision</dt>
        <dd>{secondsToCollision === null ? "Not approaching" : `${secondsToCollision.toFixed(2)} s`}</dd>
        <dt>At the crossing point</dt>
        <dd>{crossing ? crossingText(crossing, [one, other], scenario.video.fps) : "Paths do not cross"}</dd>
        {[one, other].map((actor, index) => (
          <FirstSeen key={actor.id} scenario={scenario} actor={actor} meeting={crossing?.frames[1 - index] ?? null} />
        ))}
      </dl>
    </Section>
  );
}

function crossingText({ frames: [first, second], gap }: Crossing, [one, other]: readonly [Actor, Actor], fps: number): string {
  if (gap === 0) return `They collide at frame ${Math.round(Math.max(first, second))}`;
  return (
    `They miss each other by ${counted(gap, "frame")} (${formatSeconds(secondsOf(gap, fps))}): ` +
    `${(first < second ? one : other).name} gets there first`
  );
}

/** Milliseconds of work before the page gets its turn. */
const SLICE_MS = 8;

/** The first frame at which anything of an actor is seen; null where it never is. Stops when aborted. */
async function firstSeenFrame(scenario: Scenario, { trackId, startFrame, endFrame }: Actor, signal: AbortSignal): Promise<number | null> {
  let begun = performance.now();
  for (let frame = Math.max(0, startFrame); frame < Math.min(endFrame, scenario.video.durationFrames) && !signal.aborted; frame++) {
    const body = frameState(scenario, frame).bodies.find((other) => other.kind === "actor" && other.trackId === trackId);
    if (body?.kind === "actor" && body.visibility > 0) return frame;
    if (performance.now() - begun < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    begun = performance.now();
  }
  return null;
}

/** When an actor is first seen, and how long it is from then until the other one comes to where their paths cross. */
function FirstSeen({ scenario, actor, meeting }: { scenario: Scenario; actor: Actor; meeting: number | null }) {
  // Undefined until it is known; while something is dragged, as it was last.
  const [seen, setSeen] = useState<number | null>();
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      void firstSeenFrame(scenario, actor, abort.signal).then((found) => {
        if (!abort.signal.aborted) setSeen(found);
      });
    }, 150);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [scenario, actor]);
  const left = typeof seen !== "number" || meeting === null ? null : secondsOf(meeting - seen, scenario.video.fps);
  return (
    <>
      <dt>{actor.name} first seen</dt>
      <dd>{seenText(seen, left)}</dd>
    </>
  );
}

function seenText(seen: number | null | undefined, left: number | null): string {
  if (seen === undefined) return "…";
  if (seen === null) return "Never";
  return left !== null && left > 0 ? `Frame ${seen}, ${formatSeconds(left)} before the other arrives` : `Frame ${seen}`;
}
