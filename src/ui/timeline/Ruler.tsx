import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef, type PointerEvent } from "react";
import type { Editor, TimeUnit } from "@/editor";
import { useServices } from "../context/ServicesContext";
import { formatTimecode } from "@/core/text";
import { PALETTES } from "../theme/palette";
import { followDrag } from "./drag";
import { Markers } from "./Markers";
import { RangeHandles } from "./RangeHandles";
import { PAD, frameAt, tickSteps, xOf, type Scale } from "./scale";
import { frameSnap } from "./snapping";
import { useTimeline } from "./TimelineContext";
import classes from "./timeline.module.css";
import { secondsOf, smpteTimecode } from "@/core/timeline";

/** Pixels per second that the timeline scrolls for each pixel that the pointer is past its edge. */
const SCROLL_SPEED = 15;

/** Ticks and times, markers, and the range's ends. A press puts the playhead there, a drag scrubs. */
export function Ruler() {
  const { editor, player } = useServices();
  const view = useTimeline();
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useComputedColorScheme();

  useEffect(() => {
    const draw = (scale: Scale) => {
      if (canvas.current) drawTicks(canvas.current, editor, scale, view.width(), scheme);
    };
    const stopScale = view.follow(draw);
    const stopUnit = editor.session.subscribe((state, before) => {
      if (state.timeUnit !== before.timeUnit) draw(view.scale());
    });
    // Text drawn before the font is loaded would use another one.
    void document.fonts.ready.then(() => draw(view.scale()));
    return () => {
      stopScale();
      stopUnit();
    };
  }, [editor, view, scheme]);

  const scrub = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const ruler = event.currentTarget;
    const { left } = ruler.getBoundingClientRect();
    const { frame: before } = editor.transient.getState();
    const { timeline } = editor.session.getState();
    const snap = frameSnap(editor, view.scale());
    let pointer: Pick<globalThis.PointerEvent, "clientX" | "shiftKey"> = event;
    const seek = () => {
      const frame = frameAt(view.scale(), Math.min(view.width() - PAD, Math.max(PAD, pointer.clientX - left)));
      // Scrubbing snaps only on demand: it shows a frame, it does not set one.
      player.seek(pointer.shiftKey ? snap(frame, false) : Math.floor(frame + 0.5));
    };
    // Past the edges the timeline scrolls, the faster the further the pointer is outside.
    let waiting = 0;
    let last = performance.now();
    const scroll = (now: number) => {
      // If it is removed from the page, it receives no end of the drag.
      if (!ruler.isConnected) return;
      const x = pointer.clientX - left;
      const beyond = x < PAD ? x - PAD : Math.max(0, x - view.width() + PAD);
      if (beyond !== 0) {
        const scale = view.scale();
        const pixels = (beyond * SCROLL_SPEED * Math.max(0, now - last)) / 1000;
        view.setScale({ ...scale, start: scale.start + pixels / scale.pixelsPerFrame });
        seek();
      }
      last = now;
      waiting = requestAnimationFrame(scroll);
    };
    waiting = requestAnimationFrame(scroll);
    seek();
    followDrag(
      event,
      {
        move: (_dx, _dy, moved) => {
          pointer = moved;
          seek();
        },
        end: () => cancelAnimationFrame(waiting),
        cancel: () => {
          cancelAnimationFrame(waiting);
          player.seek(before);
          editor.session.setState({ timeline });
        },
      },
      0,
    );
  };

  return (
    <div className={classes.ruler} onPointerDown={scrub} data-testid="ruler">
      <canvas ref={canvas} className={classes.ticks} aria-hidden />
      <RangeHandles />
      <Markers />
    </div>
  );
}

function drawTicks(canvas: HTMLCanvasElement, editor: Editor, scale: Scale, width: number, scheme: "light" | "dark"): void {
  const height = canvas.clientHeight;
  const density = window.devicePixelRatio;
  canvas.width = Math.max(1, Math.round(width * density));
  canvas.height = Math.max(1, Math.round(height * density));
  const context = canvas.getContext("2d");
  if (!context || width === 0) return;
  const { fps, durationFrames } = editor.document.getState().scenario.video;
  const { timeUnit } = editor.session.getState();
  const palette = PALETTES[scheme];
  const { major, minor } = tickSteps(scale, fps, ROOM[timeUnit]);
  context.scale(density, density);
  context.font = "11px 'Inter Variable', sans-serif";
  context.textBaseline = "middle";
  const first = Math.floor(Math.max(0, frameAt(scale, 0)) / minor) * minor;
  const last = Math.min(durationFrames, frameAt(scale, width));
  for (let frame = first; frame <= last; frame += minor) {
    const x = Math.round(xOf(scale, frame)) + 0.5;
    const isMajor = frame % major === 0;
    context.strokeStyle = isMajor ? palette.border : palette.hairline;
    context.beginPath();
    context.moveTo(x, isMajor ? height - 9 : height - 5);
    context.lineTo(x, height);
    context.stroke();
    if (!isMajor) continue;
    context.fillStyle = palette.dim;
    const text = tickText(frame, fps, timeUnit, major);
    if (x + context.measureText(text).width + 6 < width) context.fillText(text, x + 4, height / 2 - 2);
  }
}

/** Pixels that a label of each unit needs. */
const ROOM: Record<TimeUnit, number> = { frames: 60, seconds: 60, timecode: 84, smpte: 96, drop_frame: 96 };

function tickText(frame: number, fps: number, unit: TimeUnit, step: number): string {
  switch (unit) {
    case "frames":
      return String(frame);
    case "seconds":
      return `${step % fps === 0 ? secondsOf(frame, fps) : secondsOf(frame, fps).toFixed(2)} s`;
    case "timecode":
      return formatTimecode(frame, fps).slice(0, step % fps === 0 ? 5 : 9);
    case "smpte":
    case "drop_frame":
      return smpteTimecode(frame, fps, unit === "drop_frame");
  }
}
