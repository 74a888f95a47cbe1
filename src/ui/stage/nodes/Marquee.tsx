import type Konva from "konva";
import { useCallback, useRef } from "react";
import { Rect } from "react-konva";
import { boxOnStage } from "../overlay/pen";
import type { OverlayScene } from "../overlay/scene";
import { useSync } from "./SceneLayer";

/** The box that the user drags to select what it touches. */
export function Marquee() {
  const rect = useRef<Konva.Rect>(null);
  const sync = useCallback(({ transient: { marquee }, isActive, view, colors: { accent } }: OverlayScene) => {
    rect.current?.setAttrs(
      marquee && isActive ? { ...boxOnStage(view, marquee), fill: `${accent}1f`, stroke: accent, visible: true } : { visible: false },
    );
  }, []);
  useSync(sync);
  return <Rect ref={rect} listening={false} visible={false} strokeWidth={1} perfectDrawEnabled={false} />;
}
