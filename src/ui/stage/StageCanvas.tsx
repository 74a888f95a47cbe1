import type Konva from "konva";
import { useComputedColorScheme } from "@mantine/core";
import { useCallback, useMemo, useRef, useState } from "react";
import { Stage } from "react-konva";
import { currentView, type Editor } from "@/editor";
import { useServices } from "../context/ServicesContext";
import { DetectionLayer } from "../detection/DetectionLayer";
import { paintBoxes, paintNames } from "../detection/paintBoxes";
import { CanvasLayer } from "./CanvasLayer";
import { paintBackdrop, paintOverlay } from "./overlay/paint";
import { stageColors, type OverlayScene } from "./overlay/pen";
import { Pace } from "./pace";
import { Picture } from "./picture";
import { StageFault, StageErrorBoundary } from "./StageFault";
import { useRenderAssets } from "./useRenderAssets";
import { watchBackdrop, watchOverlay, watchPicture } from "./watch";

/** From this scale on pixels are shown as squares: people look at single ones. */
const SHARP_FROM = 3;

type Props = { readonly editor: Editor; readonly width: number; readonly height: number };

/** The picture and what lies over it, in layers that are drawn when the editor's stores change. */
export function StageCanvas({ editor, width, height }: Props) {
  const { detector } = useServices();
  const scheme = useComputedColorScheme("dark");
  const { assets, fault: assetFault } = useRenderAssets();
  const picture = useMemo(() => new Picture(), []);
  const pace = useMemo(() => new Pace(), []);
  const [fault, setFault] = useState<string | null>(null);
  const lastFault = useRef<string | null>(null);

  /** Painting runs outside React: a fault in it reaches no error boundary, and must not end the drawing for good. */
  const guarded = useCallback((paint: () => void) => {
    let message: string | null = null;
    try {
      paint();
    } catch (error) {
      message = error instanceof Error ? error.message : String(error);
    }
    if (message === lastFault.current) return;
    lastFault.current = message;
    queueMicrotask(() => setFault(message));
  }, []);

  const paintPicture = useCallback(
    (context: Konva.Context) => {
      if (!assets) return;
      guarded(() => {
        const scenario = editor.live();
        pace.measure(() => picture.draw(scenario, editor.transient.getState().frame, assets));
        const { x, y, scale } = currentView(editor);
        context.imageSmoothingEnabled = scale < SHARP_FROM;
        context.drawImage(picture.canvas, x, y, scenario.video.width * scale, scenario.video.height * scale);
      });
    },
    [assets, editor, guarded, pace, picture],
  );

  const overlayScene = useCallback((): OverlayScene => {
    const scenario = editor.live();
    const transient = editor.transient.getState();
    return {
      scenario,
      transient,
      session: editor.session.getState(),
      view: currentView(editor),
      colors: stageColors(scheme),
      frameState: () => picture.stateOf(scenario, transient.frame),
    };
  }, [editor, picture, scheme]);
  const paintBehind = useCallback((context: Konva.Context) => paintBackdrop(context, overlayScene()), [overlayScene]);
  const paintAbove = useCallback((context: Konva.Context) => paintOverlay(context, overlayScene()), [overlayScene]);

  const onPicture = useCallback((redraw: () => void) => watchPicture(editor, picture, pace, redraw), [editor, pace, picture]);
  const onBackdrop = useCallback((redraw: () => void) => watchBackdrop(editor, redraw), [editor]);
  const onOverlay = useCallback((redraw: () => void) => watchOverlay(editor, redraw), [editor]);
  const shown = assetFault ?? fault;
  return (
    <>
      <Stage width={width} height={height} listening={false}>
        <StageErrorBoundary report={setFault}>
          <CanvasLayer paint={paintPicture} subscribe={onPicture} />
          <CanvasLayer paint={paintBehind} subscribe={onBackdrop} />
          <DetectionLayer editor={editor} detector={detector} paintMarks={paintBoxes} />
          <CanvasLayer paint={paintAbove} subscribe={onOverlay} />
          <DetectionLayer editor={editor} detector={detector} paintMarks={paintNames} />
        </StageErrorBoundary>
      </Stage>
      {shown !== null && <StageFault message={shown} />}
    </>
  );
}
