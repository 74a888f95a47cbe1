import { ACTOR_LABELS, ACTOR_TYPES } from "@/core/document";
import { Button } from "@mantine/core";
import { ActorIcon } from "../look/actors";
import { useScenario } from "../context/EditorContext";
import { useAction } from "../context/useAction";
import type { ActorType } from "@/core/document";
import classes from "./timeline.module.css";

/** What the timeline says while there is no actor. */
export function EmptyRows() {
  const occluders = useScenario(({ occluders: placed }) => placed.length);
  return (
    <div className={classes.empty}>
      <span>{occluders === 0 ? "No actors yet." : "No actors yet: occluders stand still and need no row."} Add one, then click or drag on the stage, or press Enter:</span>
      {ACTOR_TYPES.map((type) => (
        <AddButton key={type} type={type} />
      ))}
    </div>
  );
}

function AddButton({ type }: { type: ActorType }) {
  const { perform } = useAction(`tool.place-${type}`);
  return (
    <Button variant="default" leftSection={<ActorIcon type={type} />} onClick={perform}>
      {ACTOR_LABELS[type]}
    </Button>
  );
}
