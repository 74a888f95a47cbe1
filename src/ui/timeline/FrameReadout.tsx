import { Tooltip } from "@mantine/core";
import { useEffect, useRef, type KeyboardEvent } from "react";
import { TIME_UNITS } from "@/editor";
import { useScenario, useSession } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { evaluate } from "../fields/numberExpression";
import { formatTimecode } from "../look/format";
import classes from "./timeline.module.css";

/** Timecode and frame of the playhead, written without React; the frame can be typed. */
export function FrameReadout() {
  const { editor, player } = useServices();
  const time = useRef<HTMLSpanElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const { fps, durationFrames } = useScenario((scenario) => scenario.video);
  const unit = useSession((session) => session.timeUnit);

  useEffect(() => {
    const write = () => {
      const { frame } = editor.transient.getState();
      if (time.current) time.current.textContent = unit === "seconds" ? `${(frame / fps).toFixed(3)} s` : formatTimecode(frame, fps);
      if (field.current && field.current !== document.activeElement) field.current.value = String(frame);
    };
    write();
    return editor.transient.subscribe((state, before) => {
      if (state.frame !== before.frame) write();
    });
  }, [editor, fps, unit]);

  const nextUnit = () => {
    const index = TIME_UNITS.indexOf(unit);
    editor.session.setState({ timeUnit: TIME_UNITS[(index + 1) % TIME_UNITS.length] ?? "timecode" });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.stopPropagation();
    if (event.key === "Enter") {
      const result = evaluate(event.currentTarget.value, { f: 1, s: fps }, editor.transient.getState().frame);
      if ("value" in result) player.seek(result.value);
    }
    event.currentTarget.blur();
    event.currentTarget.value = String(editor.transient.getState().frame);
  };

  return (
    <div className={classes.readout}>
      <Tooltip label="Change the ruler’s unit">
        <button type="button" className={classes.timecode} onClick={nextUnit} aria-label="Time; press to change the ruler’s unit">
          <span ref={time} />
        </button>
      </Tooltip>
      <label className={classes.frame}>
        frame
        <input ref={field} aria-label="Frame" inputMode="decimal" defaultValue={0} onFocus={(event) => event.currentTarget.select()} onKeyDown={onKeyDown} />
        <span>/ {durationFrames}</span>
      </label>
    </div>
  );
}
