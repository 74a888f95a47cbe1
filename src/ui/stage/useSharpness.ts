import Konva from "konva";
import { useEffect, type RefObject } from "react";

/** Keeps the stage as sharp as the screen, also when its window goes to another one or the page is zoomed. */
export function useSharpness(stage: RefObject<Konva.Stage | null>): void {
  useEffect(() => {
    let query: MediaQueryList | null = null;
    const follow = () => {
      query?.removeEventListener("change", follow);
      query = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
      query.addEventListener("change", follow);
      if (Konva.pixelRatio === window.devicePixelRatio) return;
      Konva.pixelRatio = window.devicePixelRatio;
      for (const layer of stage.current?.getLayers() ?? []) layer.getCanvas().setPixelRatio(window.devicePixelRatio);
      stage.current?.draw();
    };
    follow();
    return () => query?.removeEventListener("change", follow);
  }, [stage]);
}
