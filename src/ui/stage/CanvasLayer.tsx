import type Konva from "konva";
import { useEffect, useRef } from "react";
import { Layer, Shape } from "react-konva";

type Props = {
  readonly name: string;
  /** Draws the whole layer in CSS pixels of the stage. Must be a stable object while it draws the same. */
  readonly paint: (context: Konva.Context) => void;
  /** Calls back whenever the layer has to be redrawn, until the returned function is called. */
  readonly subscribe: (redraw: () => void) => () => void;
};

/**
 * A layer with a single shape, drawn when stores change and not when React renders: at most once per frame, however many changes there
 * are. Ignored by hit tests.
 */
export function CanvasLayer({ name, paint, subscribe }: Props) {
  const layer = useRef<Konva.Layer>(null);
  useEffect(() => subscribe(() => layer.current?.batchDraw()), [subscribe]);
  useEffect(() => {
    layer.current?.batchDraw();
  }, [paint]);
  return (
    <Layer ref={layer} name={name} listening={false}>
      <Shape listening={false} perfectDrawEnabled={false} sceneFunc={(context) => paint(context)} />
    </Layer>
  );
}
