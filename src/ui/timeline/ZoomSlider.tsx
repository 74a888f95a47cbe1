import { Slider } from "@mantine/core";
import { IconArrowAutofitWidth, IconZoomIn, IconZoomOut } from "@tabler/icons-react";
import { useCallback, useSyncExternalStore } from "react";
import { useEditor } from "../context/EditorContext";
import { IconAction } from "../shell/IconAction";
import { PAD, frameAt, pixelsPerFrameAt, xOf, zoomShare } from "./scale";
import { useTimeline } from "./TimelineContext";
import classes from "./timeline.module.css";

/** Zoom of the timeline; the playhead's frame stays in place, or the centre if the playhead is out of sight. */
export function ZoomSlider() {
  const editor = useEditor();
  const view = useTimeline();
  const follow = useCallback((listener: () => void) => view.follow(listener), [view]);
  const duration = () => editor.document.getState().scenario.video.durationFrames;
  const share = useSyncExternalStore(follow, () => Math.round(zoomShare(view.scale(), duration(), view.width()) * 100) / 100);

  const zoomTo = (next: number) => {
    const scale = view.scale();
    const { frame } = editor.transient.getState();
    const x = xOf(scale, frame);
    const anchor = x >= 0 && x <= view.width() ? frame : frameAt(scale, view.width() / 2);
    const at = xOf(scale, anchor);
    const pixelsPerFrame = pixelsPerFrameAt(next, duration(), view.width());
    view.setScale({ start: anchor - (at - PAD) / pixelsPerFrame, pixelsPerFrame });
  };
  return (
    <div className={classes.zoom}>
      <IconZoomOut size={15} stroke={1.75} aria-hidden />
      <Slider className={classes.zoomSlider} thumbLabel="Timeline zoom" min={0} max={1} step={0.01} value={share} onChange={zoomTo} />
      <IconZoomIn size={15} stroke={1.75} aria-hidden />
      <IconAction label="Fit the whole video" position="top" onClick={() => view.setScale(null)}>
        <IconArrowAutofitWidth size={17} stroke={1.75} />
      </IconAction>
    </div>
  );
}
