import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconCheck, IconUsersPlus } from "@tabler/icons-react";
import { useState } from "react";
import { ROAD_USER_KINDS, ROAD_USER_LABELS, roadUserOf, type RoadUserKind } from "@/core/world";
import { roadUserTool } from "@/editor";
import { useSession } from "../context/EditorContext";
import { useAction } from "../context/useAction";
import { ActorIcon } from "../look/actors";
import { ACTOR_DRAG_TYPE } from "../stage";
import { TooltipText } from "./IconAction";
import shell from "./shell.module.css";

/**
 * The tool of every kind of road user, to be chosen or dragged onto the stage; beside it, the toolbar has only the usual kind of each type.
 */
export function RoadUserMenu() {
  const isOther = useSession(({ tool, actorModel }) => tool === "place" && actorModel !== "");
  const { shortcut } = useAction("tool.next-road-user");
  const [opened, setOpened] = useState(false);
  return (
    <Menu opened={opened} onChange={setOpened} position="right-start">
      <Menu.Target>
        <Tooltip label={<TooltipText label="More road users" shortcut={shortcut} />} position="right" disabled={opened}>
          <ActionIcon aria-label="More road users" className={`${shell.iconAction} ${shell.tool}`} data-pressed={isOther || undefined}>
            <IconUsersPlus size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {ROAD_USER_KINDS.map((kind) => (
          <RoadUserItem key={kind} kind={kind} onDragEnd={() => setOpened(false)} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function RoadUserItem({ kind, onDragEnd }: { kind: RoadUserKind; onDragEnd: () => void }) {
  const { checked, perform } = useAction(roadUserTool(kind));
  return (
    <Menu.Item
      leftSection={<ActorIcon type={roadUserOf(kind).type} />}
      rightSection={checked === true && <IconCheck size={14} aria-label="chosen" />}
      onClick={perform}
    >
      {/* The menu keeps the focus while an item is pressed, which would keep it from being dragged. */}
      <span
        className={shell.draggable}
        draggable
        onMouseDown={(event) => event.stopPropagation()}
        onDragStart={(event) => event.dataTransfer.setData(ACTOR_DRAG_TYPE, kind)}
        onDragEnd={onDragEnd}
      >
        {ROAD_USER_LABELS[kind]}
      </span>
    </Menu.Item>
  );
}
