import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState, type KeyboardEvent } from "react";
import { missRuns, type EvaluationReport, type Miss, type MissRun } from "@/detection";
import { useEditor } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { formatTimecode } from "@/core/text";
import { Section } from "../panels/Section";
import panels from "../panels/panels.module.css";
import { MISS_REASONS } from "@/reports/evaluation/missReasons";
import { className, missText } from "./words";
import classes from "./evaluation.module.css";

const ROW_HEIGHT = 28;

type Props = { readonly misses: readonly Miss[]; readonly settings: EvaluationReport["settings"] };

/**
 * What was missed, in intervals: consecutive frames in which one object was not found. Only visible rows are in the DOM. A click, or
 * Enter on a row, moves the playhead to its first frame.
 */
export function MissTable({ misses, settings }: Props) {
  const editor = useEditor();
  const { player } = useServices();
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const intervals = useMemo(
    () => missRuns({ misses: [...misses], settings }).sort((a, b) => a.first.frame - b.first.frame || a.first.track_id - b.first.track_id),
    [misses, settings],
  );
  const rows = useVirtualizer({
    count: intervals.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const { fps } = editor.document.getState().scenario.video;

  const go = (index: number) => {
    const interval = intervals[index];
    if (!interval) return;
    setCurrent(index);
    player.seek(interval.first.frame);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: 10,
      PageUp: -10,
      Home: -intervals.length,
      End: intervals.length,
    };
    const by = step[event.key];
    if (event.key === "Enter") go(current);
    else if (by !== undefined) {
      const next = Math.min(intervals.length - 1, Math.max(0, current + by));
      setCurrent(next);
      rows.scrollToIndex(next);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  if (intervals.length === 0)
    return (
      <Section title="Missed">
        <p className={panels.hint}>Nothing was missed.</p>
      </Section>
    );
  return (
    <Section title={`Missed (${misses.length})`}>
      <p className={panels.hint}>
        {intervals.length === 1 ? "In 1 interval" : `In ${intervals.length} intervals`}: frames that follow each other in which one object
        was not found.
      </p>
      <div className={classes.missHead} aria-hidden>
        <span>From</span>
        <span>Frames</span>
        <span>Object</span>
        <span>Why</span>
      </div>
      <div
        ref={scroller}
        className={classes.misses}
        role="listbox"
        data-stays
        tabIndex={0}
        aria-label="Missed intervals; press Enter to move the playhead to one"
        aria-activedescendant={`miss-${current}`}
        onKeyDown={onKeyDown}
      >
        <div style={{ height: rows.getTotalSize(), position: "relative" }} role="presentation">
          {rows.getVirtualItems().map(({ index, start }) => {
            const interval = intervals[index];
            return (
              interval && (
                <div
                  key={index}
                  id={`miss-${index}`}
                  role="option"
                  aria-selected={index === current}
                  aria-setsize={intervals.length}
                  aria-posinset={index + 1}
                  className={classes.miss}
                  style={{ transform: `translateY(${start}px)` }}
                  title={details(interval)}
                  onClick={() => go(index)}
                >
                  <span>{formatTimecode(interval.first.frame, fps)}</span>
                  <span>{interval.frames}</span>
                  <span>
                    {className(interval.first.class_label)} {interval.first.track_id}
                  </span>
                  <span>{missText(interval)}</span>
                </div>
              )
            );
          })}
        </div>
      </div>
    </Section>
  );
}

function details({ first, lastFrame, reasons, lowestVisibility }: MissRun): string {
  const frames = lastFrame > first.frame ? `Frames ${first.frame} to ${lastFrame}` : `Frame ${first.frame}`;
  const why = reasons.map(({ reason, frames: count }) => `${MISS_REASONS[reason]} (${count})`).join(", ");
  return (
    `${frames}: ${why}; ` +
    `at least ${Math.round(lowestVisibility * 100)} % visible, ${first.size}${first.weather === null ? "" : `, ${first.weather}`}`
  );
}
