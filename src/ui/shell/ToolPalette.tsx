import { IconBarrierBlock, IconHandStop, IconPointer, IconScribble, IconVectorSpline } from "@tabler/icons-react";
import type { ComponentType } from "react";
import { ACTOR_TYPES } from "@/core/document";
import type { World } from "@/core/scene";
import { ACTOR_ICONS, actorColor } from "../look/actors";
import { ACTOR_DRAG_TYPE } from "../stage";
import { useWorld } from "../context/EditorContext";
import { RoadUserMenu } from "./RoadUserMenu";
import { ActionButton } from "./ActionButton";
import classes from "./shell.module.css";

const ICON = { size: 18, stroke: 1.75 };

/** Beside the usual road user of each type. */
const MORE_TOOLS: Readonly<Record<World["kind"], ComponentType>> = { picture: () => null, road: RoadUserMenu };

/** The tools to the left of the stage: select, add actors of each type, draw paths and occluders, move the view. */
export function ToolPalette() {
  const MoreTools = MORE_TOOLS[useWorld().kind];
  const button = { className: classes.tool, position: "right" } as const;
  return (
    <div className={classes.tools} role="toolbar" aria-label="Tools" aria-orientation="vertical">
      <ActionButton action="tool.select" {...button}>
        <IconPointer {...ICON} />
      </ActionButton>
      <hr />
      {ACTOR_TYPES.map((type) => {
        const TypeIcon = ACTOR_ICONS[type];
        return (
          <ActionButton
            key={type}
            action={`tool.place-${type}`}
            {...button}
            draggable
            onDragStart={(event) => event.dataTransfer.setData(ACTOR_DRAG_TYPE, type)}
          >
            <TypeIcon {...ICON} color={actorColor(type)} />
          </ActionButton>
        );
      })}
      <MoreTools />
      <ActionButton action="tool.occluder" {...button}>
        <IconBarrierBlock {...ICON} color={actorColor("occluder")} />
      </ActionButton>
      <hr />
      <ActionButton action="tool.path" {...button}>
        <IconVectorSpline {...ICON} />
      </ActionButton>
      <ActionButton action="tool.freehand" {...button}>
        <IconScribble {...ICON} />
      </ActionButton>
      <hr />
      <ActionButton action="tool.hand" {...button}>
        <IconHandStop {...ICON} />
      </ActionButton>
    </div>
  );
}
