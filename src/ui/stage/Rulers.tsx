import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef, type PointerEvent } from "react";
import { currentView, dragGuide, type Editor, type GuideAxis } from "@/editor";
import { useEditor, useSession } from "../context/EditorContext";
import { PALETTES, type Scheme } from "../theme/palette";
import { followDrag } from "../timeline/drag";
import classes from "./stage.module.css";

/** Rulers along the stage's upper and left edge, in pixels of the video. Dragging out of one creates a guide. */
export function Rulers() {
  const shown = useSession(({ overlays }) => overlays.rulers);
  return (
    shown && (
      <>
        <Ruler axis="y" />
        <Ruler axis="x" />
        <span className={classes.rulerCorner} aria-hidden />
      </>
    )
  );
}

/** The ruler that guides of an axis are dragged from: horizontal guides ("y") from the upper one, parallel to it. */
function Ruler({ axis }: { axis: GuideAxis }) {
  const editor = useEditor();
  const scheme = useComputedColorScheme();
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const draw = () => {
      if (canvas.current) drawRuler(canvas.current, editor, axis, scheme);
    };
    draw();
    void document.fonts.ready.then(draw);
    const stops = [
      editor.document.subscribe((state, before) => {
        if (state.scenario.video !== before.scenario.video) draw();
      }),
      editor.session.subscribe((state, before) => {
        if (state.view !== before.view) draw();
      }),
      editor.transient.subscribe((state, before) => {
        if (state.viewport !== before.viewport) draw();
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [axis, editor, scheme]);

  const press = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const stage = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!stage) return;
    const drag = dragGuide(editor, axis, null);
    let at = -1;
    followDrag(event, {
      move: (_dx, _dy, { clientX, clientY }) => {
        const view = currentView(editor);
        at = axis === "x" ? (clientX - stage.left - view.x) / view.scale : (clientY - stage.top - view.y) / view.scale;
        drag.move(at);
      },
      end: () => drag.up(at),
      cancel: drag.cancel,
    });
  };
  return (
    <div
      className={classes.ruler}
      data-axis={axis}
      data-testid={axis === "y" ? "upper-ruler" : "left-ruler"}
      title="Drag a guide from here"
      onPointerDown={press}
    >
      <canvas ref={canvas} aria-hidden />
    </div>
  );
}

/** Steps between labelled ticks, in pixels of the video; there is room for one every 56 CSS pixels. */
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
const ROOM = 56;

function drawRuler(canvas: HTMLCanvasElement, editor: Editor, axis: GuideAxis, scheme: Scheme): void {
  const { clientWidth, clientHeight } = canvas;
  const density = window.devicePixelRatio;
  canvas.width = Math.max(1, Math.round(clientWidth * density));
  canvas.height = Math.max(1, Math.round(clientHeight * density));
  const context = canvas.getContext("2d");
  if (!context) return;
  const { x, y, scale } = currentView(editor);
  const palette = PALETTES[scheme];
  const level = axis === "y";
  const [origin, length, breadth] = level ? [x, clientWidth, clientHeight] : [y, clientHeight, clientWidth];
  const major = STEPS.find((step) => step * scale >= ROOM) ?? 10_000;
  const minor = major / 5;
  context.scale(density, density);
  // The left ruler is the upper one rotated, so that its numbers read upwards.
  if (!level) context.transform(0, 1, 1, 0, 0, 0);
  context.font = "11px 'Inter Variable', sans-serif";
  context.textBaseline = "middle";
  context.strokeStyle = palette.border;
  context.fillStyle = palette.dim;
  for (let index = Math.floor(-origin / scale / minor); index * minor * scale + origin <= length; index++) {
    const along = Math.round(origin + index * minor * scale) + 0.5;
    const labelled = index % 5 === 0;
    context.beginPath();
    context.moveTo(along, breadth - (labelled ? 8 : 4));
    context.lineTo(along, breadth);
    context.stroke();
    if (!labelled) continue;
    const text = String(Math.round(index * minor));
    if (along + 4 + context.measureText(text).width > length) continue;
    context.save();
    context.translate(along + 4, breadth / 2 - 1);
    if (!level) {
      context.transform(0, 1, 1, 0, 0, 0);
      context.rotate(-Math.PI / 2);
      context.translate(-context.measureText(text).width, 0);
    }
    context.fillText(text, 0, 0);
    context.restore();
  }
}
