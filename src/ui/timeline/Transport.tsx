import { Select } from "@mantine/core";
import {
  IconBracketsContain,
  IconBracketsContainEnd,
  IconBracketsContainStart,
  IconFlag,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconPlayerTrackNext,
  IconPlayerTrackPrev,
  IconRepeat,
} from "@tabler/icons-react";
import { SPEEDS } from "@/editor";
import { useEditor, useSession } from "../context/EditorContext";
import { ActionButton } from "../shell/ActionButton";
import { FrameReadout } from "./FrameReadout";
import { PlayButton } from "./PlayButton";
import { ZoomSlider } from "./ZoomSlider";
import classes from "./timeline.module.css";

const ICON = { size: 17, stroke: 1.75 };
const UP = { position: "top" } as const;

/** Playing, stepping, the range, and the timeline's zoom. */
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
      <div className={classes.group}>
        <ActionButton action="playback.loop" {...UP}>
          <IconRepeat {...ICON} />
        </ActionButton>
        <SpeedSelect />
      </div>
      <div className={classes.group}>
        <ActionButton action="playback.range-in" {...UP}>
          <IconBracketsContainStart {...ICON} />
        </ActionButton>
        <ActionButton action="playback.range-out" {...UP}>
          <IconBracketsContainEnd {...ICON} />
        </ActionButton>
        <ActionButton action="playback.range-clear" {...UP}>
          <IconBracketsContain {...ICON} />
        </ActionButton>
      </div>
      <div className={classes.group}>
        <ActionButton action="playback.marker" {...UP}>
          <IconFlag {...ICON} />
        </ActionButton>
      </div>
      <ZoomSlider />
    </div>
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
