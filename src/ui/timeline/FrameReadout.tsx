import { Tooltip, VisuallyHidden } from "@mantine/core";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { droppedNumbers, frameOfTimecode, framesOf, secondsOf, smpteTimecode } from "@/core/timeline";
import { TIME_UNITS, type TimeUnit } from "@/editor";
import { useScenario, useSession } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { limitNote, useFitNote } from "../fields/fitNote";
import { evaluate } from "../fields/numberExpression";
import { formatTimecode } from "@/core/text";
import classes from "./timeline.module.css";

const UNIT_NAMES: Record<TimeUnit, string> = {
  frames: "Minutes and seconds, the ruler in frames",
  seconds: "Seconds",
  timecode: "Minutes and seconds",
  smpte: "Timecode with frames (SMPTE)",
  drop_frame: "Drop-frame timecode (SMPTE)",
};

function timeText(frame: number, fps: number, unit: TimeUnit): string {
  if (unit === "seconds") return `${secondsOf(frame, fps).toFixed(3)} s`;
  return unit === "smpte" || unit === "drop_frame" ? smpteTimecode(frame, fps, unit === "drop_frame") : formatTimecode(frame, fps);
}

/** Timecode and frame of the playhead, written without React; the frame can be typed, including as a timecode. */
export function FrameReadout() {
  const { editor, player } = useServices();
  const time = useRef<HTMLSpanElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const { fps, durationFrames } = useScenario((scenario) => scenario.video);
  const unit = useSession((session) => session.timeUnit);

  useEffect(() => {
    const write = () => {
      const { frame } = editor.transient.getState();
      if (time.current) time.current.textContent = timeText(frame, fps, unit);
      if (field.current && field.current !== document.activeElement) field.current.value = String(frame);
    };
    write();
    return editor.transient.subscribe((state, before) => {
      if (state.frame !== before.frame) write();
    });
  }, [editor, fps, unit]);

  const { note, say } = useFitNote(undefined, { digits: 0, unit: undefined });
  const nextUnit = () => {
    const units = TIME_UNITS.filter((each) => each !== "drop_frame" || droppedNumbers(fps) > 0);
    editor.session.setState({ timeUnit: units[(units.indexOf(unit) + 1) % units.length] ?? "timecode" });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.stopPropagation();
    if (event.key === "Enter") {
      const typed = event.currentTarget.value;
      const coded = frameOfTimecode(typed, fps);
      const result = coded === null ? evaluate(typed, { f: 1, s: framesOf(1, fps) }, editor.transient.getState().frame) : { value: coded };
      if ("value" in result) {
        player.seek(result.value);
        say(limitNote(Math.round(result.value), { min: 0, max: durationFrames - 1, digits: 0, unit: undefined }));
      }
    }
    event.currentTarget.blur();
    event.currentTarget.value = String(editor.transient.getState().frame);
  };

  return (
    <div className={classes.readout}>
      <Tooltip label={`${UNIT_NAMES[unit]}. Press to change the ruler’s unit.`}>
        <button type="button" className={classes.timecode} onClick={nextUnit} aria-label="Time; press to change the ruler’s unit">
          <span ref={time} />
        </button>
      </Tooltip>
      <label className={classes.frame}>
        <span className={classes.frameWord}>frame</span>
        <Tooltip label={note} opened={note !== null}>
          <input
            ref={field}
            aria-label="Frame"
            inputMode="decimal"
            defaultValue={0}
            onFocus={(event) => event.currentTarget.select()}
            onKeyDown={onKeyDown}
          />
        </Tooltip>
        <span>/ {durationFrames}</span>
      </label>
      <VisuallyHidden role="status">{note}</VisuallyHidden>
    </div>
  );
}
