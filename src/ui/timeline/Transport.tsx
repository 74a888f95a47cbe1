import { ActionIcon, Menu, Select, Tooltip } from "@mantine/core";
import {
  IconBracketsContain,
  IconBracketsContainEnd,
  IconBracketsContainStart,
  IconCheck,
  IconDots,
  IconFlag,
  IconLayoutBottombarCollapse,
  IconLayoutBottombarExpand,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
  IconRepeat,
} from "@tabler/icons-react";
import { SPEEDS } from "@/editor";
import { useEditor, useSession } from "../context/EditorContext";
import { useAction } from "../context/useAction";
import { ActionButton } from "../shell/ActionButton";
import { IconAction } from "../shell/IconAction";
import { MenuAction } from "../shell/MenuAction";
import { FrameReadout } from "./FrameReadout";
import { PlayButton } from "./PlayButton";
import classes from "./timeline.module.css";

const ICON = { size: 17, stroke: 1.75 };
const UP = { position: "top" } as const;

const RANGE = [
  { action: "playback.range-in", Icon: IconBracketsContainStart },
  { action: "playback.range-out", Icon: IconBracketsContainEnd },
  { action: "playback.range-clear", Icon: IconBracketsContain },
] as const;

/** Playback, stepping and the range. On a narrow page, less common controls move into a menu. */
export function Transport() {
  return (
    <div className={classes.transport} role="toolbar" aria-label="Playback">
      <div className={classes.group}>
        <ActionButton action="playback.start" {...UP}>
          <IconPlayerSkipBack {...ICON} />
        </ActionButton>
        <ActionButton action="playback.previous-frame" {...UP}>
          <IconPlayerTrackPrev {...ICON} />
        </ActionButton>
        <PlayButton />
        <ActionButton action="playback.next-frame" {...UP}>
          <IconPlayerTrackNext {...ICON} />
        </ActionButton>
        <ActionButton action="playback.end" {...UP}>
          <IconPlayerSkipForward {...ICON} />
        </ActionButton>
      </div>
      <FrameReadout />
      <div className={classes.group} data-spare>
        <ActionButton action="playback.loop" {...UP}>
          <IconRepeat {...ICON} />
        </ActionButton>
        <SpeedSelect />
      </div>
      <div className={classes.group} data-roomy>
        {RANGE.map(({ action, Icon }) => (
          <ActionButton key={action} action={action} {...UP}>
            <Icon {...ICON} />
          </ActionButton>
        ))}
      </div>
      <div className={classes.group} data-roomy>
        <ActionButton action="playback.marker" {...UP}>
          <IconFlag {...ICON} />
        </ActionButton>
      </div>
      <MoreMenu />
      <FoldButton />
    </div>
  );
}

/** Replaces the buttons for which a narrow page has no room; hidden otherwise. */
function MoreMenu() {
  const editor = useEditor();
  const speed = useSession((session) => session.speed);
  return (
    <Menu position="top">
      <Menu.Target>
        <Tooltip label="Range, markers and speed">
          <ActionIcon className={classes.more} aria-label="Range, markers and speed">
            <IconDots {...ICON} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {RANGE.map(({ action }) => (
          <MenuAction key={action} action={action} />
        ))}
        <MenuAction action="playback.marker" />
        <Menu.Divider />
        <MenuAction action="playback.loop" />
        {SPEEDS.map((value) => (
          <Menu.Item
            key={value}
            rightSection={value === speed && <IconCheck size={14} aria-label="chosen" />}
            onClick={() => editor.session.setState({ speed: value })}
          >
            ×{value}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function FoldButton() {
  const { shortcut, checked: open, perform } = useAction("view.timeline");
  const Icon = open ? IconLayoutBottombarCollapse : IconLayoutBottombarExpand;
  return (
    <IconAction
      label={open ? "Hide the timeline" : "Show the timeline"}
      shortcut={shortcut}
      className={classes.fold}
      aria-expanded={open}
      onClick={perform}
      {...UP}
    >
      <Icon {...ICON} />
    </IconAction>
  );
}

function SpeedSelect() {
  const editor = useEditor();
  const speed = useSession((session) => session.speed);
  return (
    <Select
      aria-label="Playback speed"
      className={classes.speed}
      variant="unstyled"
      value={String(speed)}
      data={SPEEDS.map((value) => ({ value: String(value), label: `×${value}` }))}
      onChange={(value) => editor.session.setState({ speed: Number(value ?? 1) })}
      comboboxProps={{ width: 84, position: "top", shadow: "md" }}
    />
  );
}
