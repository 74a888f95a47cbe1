import { Button } from "@mantine/core";
import { IconPointer } from "@tabler/icons-react";
import type { ComponentType } from "react";
import type { World } from "@/core/scene";
import { counted } from "@/core/text";
import { partsInWords, selectionOf, type ToolId } from "@/editor";
import { useEditor, useScenario, useSession, useWorld } from "../../context/EditorContext";
import { useSelectedActors, useSelectedOccluders, useSelectedRegions } from "../../context/useSelection";
import type { ActorPanelProps } from "../bodyProps";
import { RoadActorPanel } from "../road/actor/RoadActorPanel";
import { OccluderPanel } from "./OccluderPanel";
import { PictureActorPanel } from "./PictureActorPanel";
import { RegionPanel } from "./RegionPanel";
import classes from "./actor.module.css";

const PANELS: Readonly<Record<World["kind"], ComponentType<ActorPanelProps>>> = { picture: PictureActorPanel, road: RoadActorPanel };

/** The selection: one actor, several at once, occluders, or regions to ignore. */
export function ActorPanel() {
  const actors = useSelectedActors();
  const occluders = useSelectedOccluders();
  const regions = useSelectedRegions();
  const { kind } = useWorld();
  const [first] = actors;
  const all = partsInWords({ actors, occluders, regions }).join(", ");
  if (!first && occluders.length > 0) return <OccluderPanel occluders={occluders} title={regions.length > 0 ? all : undefined} />;
  if (!first) return regions.length > 0 ? <RegionPanel regions={regions} /> : <NothingChosen />;
  const alone = actors.length + occluders.length + regions.length === 1;
  const Panel = PANELS[kind];
  return <Panel actors={actors} occluders={occluders} title={alone ? first.name : all} isAlone={alone} />;
}

/** What the tool in hand is for, where a beginner needs to be told. */
const TOOL_HINTS: Partial<Record<ToolId, string>> = {
  place: "Click where the actor stands, or drag from where it sets off to where it goes.",
  occluder: "Click where the occluder stands, or drag a box for its size.",
  path: "Click the points of the path. Enter or a double click ends it; Backspace takes the last point back.",
  freehand: "Draw the path with the button held down.",
};

function NothingChosen() {
  const editor = useEditor();
  const count = useScenario((scenario) => scenario.actors.length);
  const toolHint = useSession(({ tool }) => TOOL_HINTS[tool]);
  return (
    <div className={classes.nothing}>
      <IconPointer size={22} stroke={1.5} aria-hidden />
      <p>{toolHint ?? (count > 0 ? "Click an actor on the stage or in the timeline to edit it." : "Edit the current selection here.")}</p>
      {count > 0 && (
        <Button
          variant="default"
          onClick={() => {
            const { actors } = editor.document.getState().scenario;
            editor.session.setState({ selection: selectionOf({ actors: actors.map(({ id }) => id) }) });
          }}
        >
          Select {count === 1 ? "the actor" : `all ${counted(count, "actor")}`}
        </Button>
      )}
    </div>
  );
}
