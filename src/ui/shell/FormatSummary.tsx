import { Tooltip, UnstyledButton } from "@mantine/core";
import { useEditor, useScenario } from "../context/EditorContext";
import { formatSeconds } from "@/core/text";
import { showPanel } from "../panels/tabs";
import classes from "./shell.module.css";
import { secondsOf } from "@/core/timeline";

/** Size, rate and length of the video in a few characters; opens the panel where they are changed. */
export function FormatSummary() {
  const editor = useEditor();
  const { width, height, fps, durationFrames } = useScenario((scenario) => scenario.video);
  const usual = Math.round((height * 16) / 9 / 2) * 2 === width;
  return (
    <Tooltip label="Video settings">
      <UnstyledButton className={classes.format} onClick={() => showPanel(editor, "scenario")}>
        {usual ? `${height}p` : `${width} × ${height}`} · {fps} fps · {formatSeconds(secondsOf(durationFrames, fps))}
      </UnstyledButton>
    </Tooltip>
  );
}
