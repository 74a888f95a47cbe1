import type Konva from "konva";
import { useComputedColorScheme } from "@mantine/core";
import { useCallback } from "react";
import { currentView, type Editor } from "@/editor";
import { CanvasLayer } from "../stage/CanvasLayer";
import { stageColors } from "../stage/overlay/scene";
import type { DetectorServices } from "@/services/detection/detector";
import type { BoxScene } from "./paintBoxes";
import { areBoxesOn } from "@/services/detection/panelState";

type Props = {
  readonly name: string;
  readonly editor: Editor;
  readonly detector: DetectorServices;
  /** Must be a stable function. */
  readonly paintMarks: (context: Konva.Context, scene: BoxScene) => void;
};

/** A layer of the stage that shows what the detector reports; empty while that is off. */
export function DetectionLayer({ name, editor, detector, paintMarks }: Props) {
  const scheme = useComputedColorScheme("dark");
  const paint = useCallback(
    (context: Konva.Context) => {
      const { view: stream, isOutdated } = detector.marks.getState();
      if (!stream || !areBoxesOn(editor.session.getState().panels)) return;
      const { frame } = editor.transient.getState();
      paintMarks(context, { stream, frame, view: currentView(editor, "picture"), colors: stageColors(scheme), scheme, isOutdated });
    },
    [detector, editor, paintMarks, scheme],
  );
  const subscribe = useCallback(
    (redraw: () => void) => {
      const redrawShown = () => {
        if (detector.marks.getState().view && areBoxesOn(editor.session.getState().panels)) redraw();
      };
      const stops = [
        detector.marks.subscribe((state, before) => {
          if (state.view !== before.view || state.isOutdated !== before.isOutdated) redraw();
        }),
        editor.transient.subscribe((state, before) => {
          if (state.frame !== before.frame || state.viewport !== before.viewport) redrawShown();
        }),
        editor.session.subscribe((state, before) => {
          if (areBoxesOn(state.panels) !== areBoxesOn(before.panels)) redraw();
          else if (state.view !== before.view) redrawShown();
        }),
        editor.document.subscribe((state, before) => {
          if (state.scenario.video !== before.scenario.video) redrawShown();
        }),
      ];
      return () => stops.forEach((stop) => stop());
    },
    [detector, editor],
  );
  return <CanvasLayer name={name} paint={paint} subscribe={subscribe} />;
}
