import type { Actor } from "@/core/document";
import { changeActors } from "@/editor";
import { useEditor, useLive } from "../../../context/EditorContext";
import { sharedOf } from "../../../context/useSelection";
import { SliderField } from "../../../fields/SliderField";
import { SwitchField } from "../../../fields/SwitchField";
import { ArrangeSection } from "../../actor/ArrangeSection";
import { EncounterSection } from "../../actor/EncounterSection";
import { WaypointsSection } from "../../actor/WaypointsSection";
import type { ActorPanelProps } from "../../bodyProps";
import { Section } from "../../Section";
import { MotionSection } from "./MotionSection";
import { RoadTimeSection } from "./RoadTimeSection";
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
      <RoadTimeSection actors={live} />
    </>
  );
}

function AnnotationSection({ actors }: { actors: readonly Actor[] }) {
  const editor = useEditor();
  const ids = actors.map(({ id }) => id);
  return (
    <Section title="Annotation">
      <SwitchField
        label="Occludes only (no annotations)"
        checked={actors.every(({ onlyOccludes }) => onlyOccludes === true)}
        onChange={(on) => editor.run(changeActors(ids, { onlyOccludes: on }))}
      />
      <SliderField
        label="Confidence"
        value={sharedOf(actors, (actor) => actor.confidenceBase)}
        change={(confidenceBase) => changeActors(ids, { confidenceBase })}
        places={ids.map((id) => ({ of: "actor", id, key: "confidenceBase" }))}
      />
    </Section>
  );
}
