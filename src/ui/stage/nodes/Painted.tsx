import { Shape } from "react-konva";
import { Pen } from "../overlay/pen";
import type { OverlayScene } from "../overlay/scene";
import { useSceneLayer } from "./SceneLayer";

/** A node that only displays part of the scene, and cannot be hit. */
export function Painted({ paint }: { readonly paint: (pen: Pen, scene: OverlayScene) => void }) {
  const { shown } = useSceneLayer();
  return (
    <Shape
      listening={false}
      perfectDrawEnabled={false}
      sceneFunc={(context) => {
        const scene = shown();
        paint(new Pen(context, scene.view, scene.colors), scene);
      }}
    />
  );
}
