import { useEffect, useMemo, useState } from "react";
import type { Actor, Scenario } from "@/core/document";
import { meetingOf } from "@/editor";
import { useScenario } from "../../context/EditorContext";
import { Section } from "../Section";
import { usePlayheadFrame } from "../truth/usePlayheadFrame";
import classes from "./actor.module.css";
import { encounterFacts, firstSeenFact, firstSeenFrame, type Fact } from "./encounterText";

/** Two actors: how far apart they are at the playhead, when they would collide, and whether they meet where their paths cross. */
export function EncounterSection({ actors: [one, other] }: { actors: readonly [Actor, Actor] }) {
  const scenario = useScenario((present) => present);
  const frame = usePlayheadFrame();
  const meeting = useMemo(() => meetingOf(scenario, one, other), [scenario, one, other]);
  return (
    <Section title="Encounter">
      <dl className={classes.facts}>
        {encounterFacts(scenario, [one, other], frame, meeting).map((fact) => (
          <FactRow key={fact[0]} fact={fact} />
        ))}
        {[one, other].map((actor, index) => (
          <FirstSeen key={actor.id} scenario={scenario} actor={actor} meeting={meeting.crossing?.frames[1 - index] ?? null} />
        ))}
      </dl>
    </Section>
  );
}

function FactRow({ fact: [term, text] }: { fact: Fact }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{text}</dd>
    </>
  );
}

/** When an actor is first visible, and how long it takes from then until the other one reaches the point where their paths cross. */
function FirstSeen({ scenario, actor, meeting }: { scenario: Scenario; actor: Actor; meeting: number | null }) {
  // Undefined until it is known; while something is dragged, the last value.
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
  return <FactRow fact={firstSeenFact(actor, seen, meeting, scenario.video.fps)} />;
}
