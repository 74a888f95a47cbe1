import { useEffect, useRef } from "react";
import type { Scenario } from "@/core/document";
import { drawPicture } from "./drawPicture";

type Props = { readonly scenario: Scenario; readonly frame: number; readonly className?: string | undefined };

/** A frame of a scenario as a small picture, drawn by what also draws the stage and the video. */
export function Picture({ scenario, frame, className }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const abort = new AbortController();
    drawPicture(element, scenario, frame, abort.signal);
    return () => abort.abort();
  }, [scenario, frame]);
  return <canvas ref={canvas} className={className} data-picture="waiting" aria-hidden />;
}
