import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef, useState, type KeyboardEvent } from "react";
import type { Miss } from "@/core/detection";
import { useEditor } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { formatTimecode } from "../look/format";
import { Section } from "../panels/Section";
import panels from "../panels/panels.module.css";
import { className, MISS_REASONS } from "./words";
import classes from "./evaluation.module.css";

const ROW_HEIGHT = 28;

/** Every miss in order of time; only the rows in sight exist. A click, or Enter on a row, moves the playhead there. */
export function MissTable({ misses }: { misses: readonly Miss[] }) {
  const editor = useEditor();
  const { player } = useServices();
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const rows = useVirtualizer({ count: misses.length, getScrollElement: () => scroller.current, estimateSize: () => ROW_HEIGHT, overscan: 8 });
  const { fps } = editor.document.getState().scenario.video;

  const go = (index: number) => {
    const miss = misses[index];
    if (!miss) return;
    setCurrent(index);
    player.seek(miss.frame);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -misses.length, End: misses.length };
    const by = step[event.key];
    if (event.key === "Enter") go(current);
    else if (by !== undefined) {
      const next = Math.min(misses.length - 1, Math.max(0, current + by));
      setCurrent(next);
      rows.scrollToIndex(next);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  if (misses.length === 0)
    return (
      <Section title="Misses">
        <p className={panels.hint}>Nothing was missed.</p>
      </Section>
    );
  return (
    <Section title={`Misses (${misses.length})`}>
      <div className={classes.missHead} aria-hidden>
        <span>Time</span>
        <span>Track</span>
        <span>Object</span>
        <span>Why</span>
      </div>
      <div
        ref={scroller}
        className={classes.misses}
        role="listbox"
        data-stays
        tabIndex={0}
        aria-label="Misses; Enter moves the playhead to one"
        aria-activedescendant={`miss-${current}`}
        onKeyDown={onKeyDown}
      >
        <div style={{ height: rows.getTotalSize(), position: "relative" }} role="presentation">
          {rows.getVirtualItems().map(({ index, start }) => {
            const miss = misses[index];
            return (
              miss && (
                <div
                  key={index}
                  id={`miss-${index}`}
                  role="option"
                  aria-selected={index === current}
                  aria-setsize={misses.length}
                  aria-posinset={index + 1}
                  className={classes.miss}
                  style={{ transform: `translateY(${start}px)` }}
                  title={`${MISS_REASONS[miss.reason]}: ${miss.detail}; ${Math.round(miss.visibility * 100)} % visible, ${miss.size}${miss.weather === null ? "" : `, ${miss.weather}`}`}
                  onClick={() => go(index)}
                >
                  <span>{formatTimecode(miss.frame, fps)}</span>
                  <span>{miss.track_id}</span>
                  <span>{className(miss.class_label)}</span>
                  <span>{miss.reason === "not_reported" ? MISS_REASONS.not_reported : miss.detail}</span>
                </div>
              )
            );
          })}
        </div>
      </div>
    </Section>
  );
}
