import type { CSSProperties, PointerEvent } from "react";
import { useEditor, useScenario, useSession } from "../context/EditorContext";
import { followDrag } from "./drag";
import { frameSnap } from "./snapping";
import { timeHandle } from "./timeHandle";
import { useTimeline } from "./TimelineContext";
import classes from "./timeline.module.css";

/** In and out points: what plays and exports. Their handles can be dragged. */
export function RangeHandles() {
  const editor = useEditor();
  const view = useTimeline();
  const range = useSession((session) => session.range);
  const duration = useScenario((scenario) => scenario.video.durationFrames);
  if (!range) return null;

  const put = (side: "from" | "to", frame: number) => {
    const from = side === "from" ? Math.min(range.to - 1, Math.max(0, frame)) : range.from;
    const to = side === "to" ? Math.min(duration, Math.max(range.from + 1, frame)) : range.to;
    editor.session.setState({ range: { from, to } });
  };
  const press = (side: "from" | "to") => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    const scale = view.scale();
    const snap = frameSnap(editor, scale);
    followDrag(event, {
      move: (dx, _dy, pointer) => {
        put(side, snap(range[side] + dx / scale.pixelsPerFrame, pointer.ctrlKey || pointer.metaKey));
      },
      end: () => undefined,
      cancel: () => editor.session.setState({ range }),
    });
  };
  const span: CSSProperties & Record<`--${string}`, number> = { "--from": range.from, "--to": range.to };
  return (
    <>
      <div className={classes.range} style={span} />
      {(["from", "to"] as const).map((side) => {
        const style: CSSProperties & Record<`--${string}`, number> = { "--at": range[side] };
        const label = side === "from" ? "In point" : "Out point";
        const handle = timeHandle({
          label,
          frame: range[side],
          min: side === "from" ? 0 : range.from + 1,
          max: side === "from" ? range.to - 1 : duration,
          reachable: true,
          onStep: (by) => put(side, range[side] + by),
        });
        return (
          <span
            key={side}
            {...handle}
            className={classes.rangeHandle}
            data-side={side}
            style={style}
            title={label}
            onPointerDown={press(side)}
          />
        );
      })}
    </>
  );
}

/** Dims everything outside the in and out points, over all lanes. */
export function RangeShade() {
  const range = useSession((session) => session.range);
  const duration = useScenario((scenario) => scenario.video.durationFrames);
  if (!range) return null;
  const before: CSSProperties & Record<`--${string}`, number> = { "--from": -10_000, "--to": range.from };
  const after: CSSProperties & Record<`--${string}`, number> = { "--from": range.to, "--to": duration + 10_000 };
  return (
    <>
      <div className={classes.shade} style={before} />
      <div className={classes.shade} style={after} />
    </>
  );
}
