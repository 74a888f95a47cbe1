import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { formatTimecode } from "@/core/text";
import type { FoundPair } from "@/services/search/job";
import classes from "./search.module.css";

type Props = {
  readonly pair: FoundPair;
  readonly frame: number;
  readonly fps: number;
  readonly onFrame: (frame: number) => void;
};

/** When the track was found and missed in both scenarios. Dragging over it, and arrow keys, show another frame of both. */
export function TrackStrips({ pair, frame, fps, onFrame }: Props) {
  const strip = useRef<HTMLDivElement>(null);
  const last = pair.a.track.length - 1;
  const move = (next: number) => onFrame(Math.min(last, Math.max(0, Math.round(next))));
  const follow = (event: PointerEvent) => {
    const { left = 0, width = 1 } = strip.current?.getBoundingClientRect() ?? {};
    move(Math.floor(((event.clientX - left) / width) * (last + 1)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = frameAfter(event, frame, { last, second: Math.round(fps) });
    if (next === null) return;
    event.preventDefault();
    move(next);
  };
  return (
    <div className={classes.strips}>
      <span>passes</span>
      <span>fails</span>
      <div
        ref={strip}
        className={classes.strip}
        role="slider"
        tabIndex={0}
        aria-label="Frame of both pictures"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={frame}
        aria-valuetext={`Frame ${frame}, ${formatTimecode(frame, fps)}`}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          follow(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
        }}
      >
        <svg viewBox={`0 0 ${last + 1} 20`} preserveAspectRatio="none" aria-hidden>
          <Row states={pair.a.track} top={0} />
          <Row states={pair.b.track} top={11} />
        </svg>
        <i className={classes.playhead} style={{ left: `${((frame + 0.5) / (last + 1)) * 100}%` }} />
      </div>
    </div>
  );
}

/** Found is a thin line, missed a full bar. */
function Row({ states, top }: { states: Uint8Array; top: number }) {
  return (
    <>
      {runsOf(states).map(({ start, end, state }) =>
        state === 0 ? null : (
          <rect
            key={start}
            x={start}
            y={state === 1 ? top + 3 : top}
            width={end - start}
            height={state === 1 ? 3 : 9}
            className={state === 1 ? classes.foundRun : classes.missedRun}
          />
        ),
      )}
    </>
  );
}

function runsOf(states: Uint8Array): { start: number; end: number; state: number }[] {
  const runs: { start: number; end: number; state: number }[] = [];
  states.forEach((state, frame) => {
    const run = runs.at(-1);
    if (run?.state === state) run.end = frame + 1;
    else runs.push({ start: frame, end: frame + 1, state });
  });
  return runs;
}

function frameAfter(
  { key, shiftKey }: KeyboardEvent,
  frame: number,
  { last, second }: { readonly last: number; readonly second: number },
): number | null {
  const step = shiftKey ? 10 : 1;
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return frame - step;
    case "ArrowRight":
    case "ArrowUp":
      return frame + step;
    case "PageDown":
      return frame - second;
    case "PageUp":
      return frame + second;
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}
