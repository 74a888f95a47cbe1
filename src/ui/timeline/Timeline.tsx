import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState, type CSSProperties } from "react";
import { useEditor, useScenario, useSession } from "../context/EditorContext";
import { DetectionRow } from "../detection/DetectionRow";
import { isFolded } from "../panels/folding";
import { ActorRow } from "./ActorRow";
import { CriticalityRow } from "./CriticalityRow";
import { DragTip } from "./DragTip";
import { EmptyRows } from "./EmptyRows";
import { pressLanes } from "./marquee";
import { Playhead } from "./Playhead";
import { RangeShade } from "./RangeHandles";
import { Ruler } from "./Ruler";
import { rowsHeight } from "./rowsHeight";
import { ROW_HEIGHT } from "./scale";
import { RelationLinks } from "./RelationLinks";
import { Scrollbar } from "./Scrollbar";
import { TimelineProvider } from "./TimelineContext";
import { createTimelineView } from "./TimelineView";
import { Transport } from "./Transport";
import { useTimelineWheel } from "./useTimelineWheel";
import { SignalRow, hasSignals } from "./SignalRow";
import { SkyRow } from "./SkyRow";
import { ZoomSlider } from "./ZoomSlider";
import classes from "./timeline.module.css";

/** Height of ruler, and rows of weather and light. */
const HEAD_HEIGHT = 84;

/** Playback, weather, and a row for each actor; only visible rows are in the DOM. */
export function Timeline() {
  const editor = useEditor();
  const [view] = useState(() => createTimelineView(editor));
  const root = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const ruler = useRef<HTMLDivElement>(null);
  const marquee = useRef<HTMLDivElement>(null);
  const actors = useScenario((scenario) => scenario.actors);
  const folded = useSession(({ panels }) => isFolded(panels, "timeline"));
  const plotted = useSession(({ speedPlots }) => speedPlots);
  const withSignals = useScenario(hasSignals);
  const headHeight = HEAD_HEIGHT + (withSignals ? ROW_HEIGHT : 0);

  const rows = useVirtualizer({
    count: actors.length,
    getScrollElement: () => body.current,
    estimateSize: (index) => {
      const actor = actors[index];
      return actor ? rowsHeight(actor, plotted.includes(actor.id)) : ROW_HEIGHT;
    },
    getItemKey: (index) => actors[index]?.id ?? index,
    overscan: 6,
    paddingStart: headHeight,
    paddingEnd: ROW_HEIGHT,
    scrollPaddingStart: headHeight,
  });

  // What was added or chosen elsewhere is shown here; a row in sight stays where it is.
  const chosen = useSession(({ selection }) => selection.actors[0]);
  useEffect(() => {
    const index = editor.document.getState().scenario.actors.findIndex(({ id }) => id === chosen);
    const offset = index >= 0 ? rows.getOffsetForIndex(index, "auto") : undefined;
    // Whole rows: a button of which a strip is left below the ruler cannot be hit.
    if (offset) rows.scrollToOffset(Math.ceil(offset[0] / ROW_HEIGHT) * ROW_HEIGHT);
  }, [rows, chosen, editor]);

  const posed = actors.filter(({ driverPoses }) => driverPoses).length;
  useEffect(() => rows.measure(), [rows, plotted, posed, headHeight]);

  useEffect(() => {
    const element = ruler.current;
    if (!element) return;
    const observer = new ResizeObserver(() => view.setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [view]);

  useEffect(
    () =>
      view.follow(({ start, pixelsPerFrame }) => {
        root.current?.style.setProperty("--first", String(start));
        root.current?.style.setProperty("--per-frame", `${pixelsPerFrame}px`);
      }),
    [view],
  );
  useTimelineWheel(body, view);

  return (
    <TimelineProvider value={view}>
      <div className={classes.timeline} ref={root} data-folded={folded || undefined}>
        <Transport />
        <div className={classes.frameArea}>
          <div
            className={classes.body}
            ref={body}
            onPointerDown={(event) => pressLanes(event, editor, view, { box: marquee.current, ruler: ruler.current })}
          >
            <div className={classes.rows} data-ground style={sized(rows.getTotalSize(), headHeight)}>
              <div className={classes.head}>
                <div className={classes.rulerRow}>
                  <div className={classes.corner}>
                    <ZoomSlider />
                  </div>
                  <div ref={ruler} className={classes.rulerLane}>
                    <Ruler />
                  </div>
                </div>
                <SkyRow track="weather" />
                <SkyRow track="light" />
                {withSignals && <SignalRow />}
              </div>
              {actors.length === 0 && <EmptyRows />}
              {rows.getVirtualItems().map((item) => {
                const actor = actors[item.index];
                return actor && <ActorRow key={item.key} id={actor.id} top={item.start} />;
              })}
              <RelationLinks top={headHeight} />
              <div ref={marquee} className={classes.marquee} hidden />
            </div>
          </div>
          <DetectionRow />
          <CriticalityRow />
          <div className={classes.overlay} aria-hidden>
            <RangeShade />
            <Playhead />
          </div>
        </div>
        <Scrollbar />
        <DragTip />
      </div>
    </TimelineProvider>
  );
}

const sized = (height: number, head: number): CSSProperties & Record<`--${string}`, string> => ({ height, "--head": `${head}px` });
