import type Konva from "konva";
import { useComputedColorScheme } from "@mantine/core";
import { useCallback, useMemo, useRef, useState } from "react";
import { Stage } from "react-konva";
import { currentView, type Editor } from "@/editor";
import { useServices } from "../context/ServicesContext";
import { DetectionLayer } from "../detection/DetectionLayer";
import { paintBoxes, paintNames } from "../detection/paintBoxes";
import { CanvasLayer } from "./CanvasLayer";
import { BackdropLayer, HandlesLayer } from "./nodes/layers";
import type { StageHits } from "./nodes/stageHits";
import { sceneOf, type OverlayScene } from "./overlay/scene";
import { Pace } from "./pace";
import { Picture } from "./picture";
import { StageFault, StageErrorBoundary } from "./StageFault";
import { useRenderAssets } from "./useRenderAssets";
import { useSharpness } from "./useSharpness";
import { watchPicture } from "./watch";

/** From this scale onwards pixels are shown as squares: users look at single ones. */
const SHARP_FROM = 3;

/**
 * The surface around the stage handles the pointer's events and asks what was hit, once per event: Konva, which would ask again for each
 * of its own, gets none.
 */
const UNTOUCHED = { pointerEvents: "none" } as const;

type Props = { readonly editor: Editor; readonly hits: StageHits; readonly width: number; readonly height: number };

/** The picture and everything over it, in layers that are drawn when the editor's stores change. */
export function StageCanvas({ editor, hits, width, height }: Props) {
  const { detector } = useServices();
  const scheme = useComputedColorScheme("dark");
  const { assets, fault: assetFault } = useRenderAssets();
  const picture = useMemo(() => new Picture(), []);
  const pace = useMemo(() => new Pace(), []);
  const [fault, setFault] = useState<string | null>(null);
  const lastFault = useRef<string | null>(null);

  /** Painting runs outside React: a fault in it does not reach an error boundary, and must not stop the drawing for good. */
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
        const { x, y, scale } = currentView(editor, "picture");
        context.imageSmoothingEnabled = scale < SHARP_FROM;
        context.drawImage(picture.canvas, x, y, scenario.video.width * scale, scenario.video.height * scale);
      });
    },
    [assets, editor, guarded, pace, picture],
  );

  const overlayScene = useCallback(
    (): OverlayScene => sceneOf(editor, "picture", scheme, (scenario, frame) => picture.stateOf(scenario, frame)),
    [editor, picture, scheme],
  );

  const onPicture = useCallback((redraw: () => void) => watchPicture(editor, picture, pace, redraw), [editor, pace, picture]);
  const stage = useRef<Konva.Stage>(null);
  useSharpness(stage);
  const shown = assetFault ?? fault;
  return (
    <>
      <Stage ref={stage} width={width} height={height} style={UNTOUCHED}>
        <StageErrorBoundary report={setFault}>
          <CanvasLayer name="picture" paint={paintPicture} subscribe={onPicture} />
          <BackdropLayer editor={editor} id="picture" hits={hits} scene={overlayScene} />
          <DetectionLayer name="detections" editor={editor} detector={detector} paintMarks={paintBoxes} />
          <HandlesLayer editor={editor} id="picture" hits={hits} scene={overlayScene} />
          <DetectionLayer name="detection names" editor={editor} detector={detector} paintMarks={paintNames} />
        </StageErrorBoundary>
      </Stage>
      {shown !== null && <StageFault message={shown} />}
    </>
  );
}
