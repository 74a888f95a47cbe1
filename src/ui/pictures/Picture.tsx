import { useEffect, useRef } from "react";
import type { SlimScenario } from "@/core/document";
import { useServices } from "../context/ServicesContext";
import { drawPicture } from "./drawPicture";

/** `telling`: the frame that shows what the scenario is about, found when the picture is drawn. */
type Props = { readonly scenario: SlimScenario; readonly frame: number | "telling"; readonly className?: string | undefined };

/** A frame of a scenario as a small picture, drawn by the same code as the stage and the video. */
export function Picture({ scenario, frame, className }: Props) {
  const { pictures } = useServices();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const abort = new AbortController();
    // Visible ones come first; the rest is drawn when it comes near.
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        observer.disconnect();
        drawPicture(element, { scenario, pictures }, frame, abort.signal);
      },
      { rootMargin: "120px" },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      abort.abort();
    };
  }, [scenario, pictures, frame]);
  return <canvas ref={canvas} className={className} data-picture="waiting" aria-hidden />;
}
