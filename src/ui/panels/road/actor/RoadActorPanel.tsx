import type { Actor } from "@/core/document";
import { useLive } from "../../../context/EditorContext";
import { AnnotationFields } from "../../actor/AnnotationFields";
import { ArrangeSection } from "../../actor/ArrangeSection";
import { EncounterSection } from "../../actor/EncounterSection";
import { TimeSection } from "../../actor/TimeSection";
import { WaypointsSection } from "../../actor/WaypointsSection";
import type { ActorPanelProps } from "../../bodyProps";
import { Section } from "../../Section";
import { MotionSection } from "./MotionSection";
import { RoadUserSection } from "./RoadUserSection";

/** Actors on the road: in metres, km/h and degrees. */
export function RoadActorPanel({ actors, occluders, title }: ActorPanelProps) {
  const [first, second] = actors;
  return (
    <>
      <RoadUserSection actors={actors} title={title} />
      <LiveMotion actors={actors} />
      {first && actors.length === 1 && <WaypointsSection actor={first} />}
      {first && second && actors.length === 2 && <EncounterSection actors={[first, second]} />}
      <ArrangeSection actors={actors} occluders={occluders} />
      <AnnotationSection actors={actors} />
    </>
  );
}

/** Times follow a drag in the timeline while it lasts. */
function LiveMotion({ actors }: { actors: readonly Actor[] }) {
  const shown = useLive((scenario) => scenario.actors);
  const ids = actors.map(({ id }) => id);
  const live = shown.filter(({ id }) => ids.includes(id));
  return (
    <>
      <MotionSection actors={live} />
      <TimeSection actors={live} />
    </>
  );
}

function AnnotationSection({ actors }: { actors: readonly Actor[] }) {
  return (
    <Section title="Annotation">
      <AnnotationFields actors={actors} />
    </Section>
  );
}
