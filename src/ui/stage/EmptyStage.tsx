import { Button } from "@mantine/core";
import { ACTOR_LABELS, ACTOR_TYPES, type ActorType } from "@/core/document";
import { isStageEmpty } from "@/editor";
import { ActorIcon } from "../look/actors";
import { useAction } from "../context/useAction";
import { useScenario, useSession } from "../context/EditorContext";
import classes from "./stage.module.css";

/** What an empty scenario shows until a tool is chosen. */
export function EmptyStage() {
  const empty = useScenario(isStageEmpty);
  const idle = useSession(({ tool }) => tool === "select");
  return empty && idle && <Invitation />;
}

function Invitation() {
  const presets = useAction("file.presets");
  const tour = useAction("help.tour");
  return (
    <div className={classes.empty}>
      <p>Choose an actor type, then drag from where it sets off to where it goes.</p>
      {ACTOR_TYPES.map((type) => (
        <PlaceButton key={type} type={type} />
      ))}
      <Button variant="subtle" onClick={presets.perform}>
        Browse presets
      </Button>
      <Button variant="subtle" onClick={tour.perform}>
        Take the tour
      </Button>
    </div>
  );
}

/** Nothing for a type that the scenario cannot have. */
function PlaceButton({ type }: { type: ActorType }) {
  const { enabled, perform } = useAction(`tool.place-${type}`);
  return (
    enabled && (
      <Button variant="default" leftSection={<ActorIcon type={type} />} onClick={perform}>
        {ACTOR_LABELS[type]}
      </Button>
    )
  );
}
