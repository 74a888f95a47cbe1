import { useComputedColorScheme } from "@mantine/core";
import { useCallback } from "react";
import { currentView, type Editor } from "@/editor";
import { CanvasLayer } from "../stage/CanvasLayer";
import { stageColors } from "../stage/overlay/pen";
import type { DetectorServices } from "./detector";
import { paintDetections } from "./paintBoxes";
import { areBoxesOn } from "./panelState";

/** The layer of the stage that shows the simulated detections; empty while they are off. */
export function DetectionLayer({ editor, detector }: { editor: Editor; detector: DetectorServices }) {
  const scheme = useComputedColorScheme("dark");
  const paint = useCallback(
    (context: CanvasRenderingContext2D) => {
      const { view: stream } = detector.stream.getState();
      if (!stream || !areBoxesOn(editor.session.getState().panels)) return;
      const { frame } = editor.transient.getState();
      paintDetections(context, { stream, frame, view: currentView(editor), colors: stageColors(scheme), scheme });
    },
    [detector, editor, scheme],
  );
  const subscribe = useCallback(
    (redraw: () => void) => {
      const stops = [
        detector.stream.subscribe((state, before) => {
          if (state.view !== before.view) redraw();
        }),
        editor.transient.subscribe((state, before) => {
          if (state.frame !== before.frame || state.viewport !== before.viewport) redraw();
        }),
        editor.session.subscribe((state, before) => {
          if (state.view !== before.view || state.panels !== before.panels) redraw();
        }),
        editor.document.subscribe((state, before) => {
          if (state.scenario.video !== before.scenario.video) redraw();
        }),
      ];
      return () => stops.forEach((stop) => stop());
    },
    [detector, editor],
  );
  return <CanvasLayer paint={paint} subscribe={subscribe} />;
}
