import Konva from "konva";
import { useEffect, type RefObject } from "react";

/** Keeps the stage as sharp as the screen, even when its window moves to another one or the page is zoomed. */
export function useSharpness(stage: RefObject<Konva.Stage | null>): void {
  useEffect(() => {
    let query: MediaQueryList | null = null;
    const follow = () => {
      const ratio = window.devicePixelRatio;
      query?.removeEventListener("change", follow);
      query = window.matchMedia(`(resolution: ${ratio}dppx)`);
      query.addEventListener("change", follow);
      if (Konva.pixelRatio === ratio) return;
      Konva.pixelRatio = ratio;
      for (const layer of stage.current?.getLayers() ?? []) layer.getCanvas().setPixelRatio(ratio);
      stage.current?.draw();
    };
    follow();
    // Zooming a page resizes it, and not every browser then also reports the resolution.
    window.addEventListener("resize", follow);
    return () => {
      query?.removeEventListener("change", follow);
      window.removeEventListener("resize", follow);
    };
  }, [stage]);
}
