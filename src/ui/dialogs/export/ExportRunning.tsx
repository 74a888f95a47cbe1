import { Button, Progress } from "@mantine/core";
import type { ExportPhase, ExportProgress } from "@/export";
import { counted, formatSeconds } from "@/core/text";
import classes from "./export.module.css";

const PHASE_TEXT: Record<ExportPhase, string> = {
  preparing: "Starting the encoder",
  encoding: "Drawing and encoding frames",
  finishing: "Assembling the video and writing annotations",
};

/** Progress, speed, and remaining time. */
export function ExportRunning({ progress, onCancel }: { progress: ExportProgress | null; onCancel: () => void }) {
  const { phase = "preparing", framesDone = 0, frames = 0, framesPerSecond = 0, secondsLeft = null } = progress ?? {};
  const share = frames > 0 ? (framesDone / frames) * 100 : 0;
  return (
    <div className={classes.running}>
      <p className={classes.phase} role="status">
        {PHASE_TEXT[phase]}
      </p>
      <Progress value={share} size={8} aria-label="Export progress" animated={false} transitionDuration={120} />
      <div className={classes.figures}>
        <span>
          {framesDone} of {counted(frames, "frame")}
        </span>
        <span>{framesPerSecond > 0 ? `${Math.round(framesPerSecond)} fps` : ""}</span>
        <span>{secondsLeft === null ? "" : `${formatSeconds(Math.max(1, Math.round(secondsLeft)))} left`}</span>
      </div>
      <p className={classes.keepOpen}>Keep this tab open. If you cancel, nothing is kept.</p>
      <div className={classes.actions}>
        <Button variant="default" onClick={onCancel}>
          Cancel export
        </Button>
      </div>
    </div>
  );
}
