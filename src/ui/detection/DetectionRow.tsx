import { useComputedColorScheme } from "@mantine/core";
import { IconEyeOff, IconRadar2 } from "@tabler/icons-react";
import { useEffect, useRef, type PointerEvent } from "react";
import { useStore } from "zustand";
import { useEditor, useSession } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { IconAction } from "../shell/IconAction";
import { OUTCOME_COLORS } from "../theme/palette";
import { followDrag } from "../timeline/drag";
import { frameAt } from "../timeline/scale";
import { useTimeline } from "../timeline/TimelineContext";
import timeline from "../timeline/timeline.module.css";
import { isDetectionsOn, switchDetections } from "@/services/detection/panelState";
import { showDetector } from "./detectorTab";
import { paintRow } from "./paintRow";
import classes from "./detection.module.css";

/** The detections along the video: found, false and missed in separate lanes. A press moves the playhead. */
export function DetectionRow() {
  const on = useSession(({ panels }) => isDetectionsOn(panels));
  return on && <Row />;
}

function Row() {
  const editor = useEditor();
  const { detector, player } = useServices();
  const view = useTimeline();
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useComputedColorScheme("dark");
  const totals = useStore(detector.marks, (state) => state.view?.totals);
  const running = useStore(detector.marks, (state) => state.isBusy);
  const isOutdated = useStore(detector.marks, (state) => state.isOutdated);
  const isSimulated = useStore(detector.runSetup, (state) => state.detector === "simulated");

  useEffect(() => {
    let frame = 0;
    const draw = () => {
      frame = 0;
      const element = canvas.current;
      if (element) paintRow(element, detector.marks.getState().view, view.scale(), OUTCOME_COLORS[scheme]);
    };
    // Many changes between two screen frames cause only one drawing.
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    const stops = [
      view.follow(soon),
      detector.marks.subscribe((state, before) => {
        if (state.view !== before.view) soon();
      }),
    ];
    return () => {
      cancelAnimationFrame(frame);
      stops.forEach((stop) => stop());
    };
  }, [detector, scheme, view]);

  const press = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const go = (dx: number) => player.seek(frameAt(view.scale(), x + dx));
    go(0);
    followDrag(event, { move: go, end: () => undefined, cancel: () => undefined }, 0);
  };

  const waiting = isSimulated ? "simulating…" : running ? "detecting…" : "not run yet";
  const text = totals ? `${totals.TP} found, ${totals.FP} false, ${totals.FN} missed${isOutdated ? ", outdated" : ""}` : waiting;
  return (
    <div className={classes.rowFoot}>
      <div className={timeline.label}>
        <button
          type="button"
          className={timeline.labelButton}
          aria-label={`Detections: ${text}`}
          onClick={() => showDetector(editor, "detections")}
        >
          <IconRadar2 size={16} stroke={1.75} aria-hidden />
          <span className={timeline.labelName}>{isOutdated ? "Detections (outdated)" : "Detections"}</span>
        </button>
        <IconAction label="Hide detections" size={22} onClick={() => switchDetections(editor, false)} position="top">
          <IconEyeOff size={14} stroke={1.75} />
        </IconAction>
      </div>
      <div
        className={timeline.lane}
        onPointerDown={press}
        data-running={running || undefined}
        data-outdated={isOutdated || undefined}
        title="Top to bottom: found, false, missed"
      >
        <canvas ref={canvas} className={classes.rowMarks} role="img" aria-label={`Detections over the video: ${text}`} />
      </div>
    </div>
  );
}
