import type { Actor } from "@/core/document";
import { useLive } from "../../context/EditorContext";
import type { ActorPanelProps } from "../bodyProps";
import { AppearanceSection } from "./AppearanceSection";
import { ArrangeSection } from "./ArrangeSection";
import { DetectionSection } from "./DetectionSection";
import { DriverSection } from "./DriverSection";
import { EncounterSection } from "./EncounterSection";
import { MeanSpeedField } from "./MeanSpeedField";
import { PathSection } from "./PathSection";
import { TimeSection } from "./TimeSection";
import { WaypointsSection } from "./WaypointsSection";

/** Actors in a picture: in pixels. */
export function PictureActorPanel({ actors, occluders, title, isAlone }: ActorPanelProps) {
  const [first, second] = actors;
  return (
    <>
      <AppearanceSection actors={actors} title={title} />
      {first && isAlone && first.type === "distracted_driver" && <DriverSection actor={first} />}
      <ArrangeSection actors={actors} occluders={occluders} />
      <LiveTime actors={actors} />
      <PathSection actors={actors} />
      {first && !second && <WaypointsSection actor={first} />}
      {first && second && actors.length === 2 && <EncounterSection actors={[first, second]} />}
      <DetectionSection actors={actors} />
    </>
  );
}

/** Times follow a drag in the timeline while it lasts. */
function LiveTime({ actors }: { actors: readonly Actor[] }) {
  const shown = useLive((scenario) => scenario.actors);
  const ids = actors.map(({ id }) => id);
  const live = shown.filter(({ id }) => ids.includes(id));
  return (
    <TimeSection actors={live}>
      <MeanSpeedField actors={live} />
    </TimeSection>
  );
}
