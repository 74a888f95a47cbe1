import { useEffect, useRef, useState, type RefObject } from "react";
import { sentence } from "@/core/text";
import { FrameDrawer } from "@/services/detection/run/drawnPictures";
import type { FoundPair } from "@/services/search/job";
import { imageOf } from "@/services/search/saving";

type PairPicturesState = { readonly isDrawn: boolean; readonly fault: string | null };
type Canvas = RefObject<HTMLCanvasElement | null>;

/**
 * Draws the same frame of both scenarios of a pair into two canvases, as an export draws them, in two workers. While they draw, only the
 * frame asked for last waits. @returns whether there are pictures, or why not
 */
export function usePairPictures({ a, b }: Pick<FoundPair, "a" | "b">, frame: number, first: Canvas, second: Canvas): PairPicturesState {
  const [state, setState] = useState<PairPicturesState>({ isDrawn: false, fault: null });
  const wanted = useRef<(frame: number) => void>(() => undefined);
  useEffect(() => {
    const [left, right] = [new FrameDrawer(), new FrameDrawer()];
    let isClosed = false;
    let next: number | null = null;
    let isDrawing = false;
    left.show(a.scenario);
    right.show(b.scenario);
    const drawNext = async (): Promise<void> => {
      isDrawing = true;
      while (next !== null) {
        const now: number = next;
        next = null;
        try {
          const [one, other] = await Promise.all([left.draw(now), right.draw(now)]);
          if (isClosed) return;
          put(first.current, one, now);
          put(second.current, other, now);
          setState((before) => (before.isDrawn ? before : { isDrawn: true, fault: null }));
        } catch (error) {
          if (!isClosed) setState({ isDrawn: false, fault: sentence(error instanceof Error ? error.message : String(error)) });
          break;
        }
      }
      isDrawing = false;
    };
    wanted.current = (asked) => {
      next = asked;
      if (!isDrawing) void drawNext();
    };
    return () => {
      isClosed = true;
      left.close();
      right.close();
    };
  }, [a, b, first, second]);
  useEffect(() => wanted.current(frame), [frame, a, b]);
  return state;
}

type Drawn = { readonly width: number; readonly height: number; readonly rgb: Uint8Array };

function put(canvas: HTMLCanvasElement | null, { width, height, rgb }: Drawn, frame: number): void {
  if (!canvas) return;
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.putImageData(imageOf(rgb, width, height), 0, 0);
  canvas.dataset["frame"] = String(frame);
}
