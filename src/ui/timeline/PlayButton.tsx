import { IconPlayerPauseFilled, IconPlayerPlayFilled } from "@tabler/icons-react";
import { useStore } from "zustand";
import { useEditor } from "../context/EditorContext";
import { useAction } from "../context/useAction";
import { IconAction } from "../shell/IconAction";

export function PlayButton() {
  const playing = useStore(useEditor().transient, (state) => state.playing);
  const { perform, shortcut } = useAction("playback.toggle");
  return (
    <IconAction label={playing ? "Pause" : "Play"} shortcut={shortcut} position="top" onClick={perform}>
      {playing ? <IconPlayerPauseFilled size={18} /> : <IconPlayerPlayFilled size={18} />}
    </IconAction>
  );
}
