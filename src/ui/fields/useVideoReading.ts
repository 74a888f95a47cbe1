import { useEffect, useRef, useState } from "react";
import { readVideoStills, VideoTooLarge, type StillsWanted, type VideoStills, type WayToFit } from "@/services/files/videoStills";

/** A video on its way into a scenario. */
export type VideoReading =
  | { readonly step: "reading"; readonly frame: number; readonly frames: number }
  /** It is too large, and someone has to say what is to be done; null for nothing. */
  | { readonly step: "choice"; readonly fault: VideoTooLarge; readonly choose: (way: WayToFit | null) => void };

/**
 * Reads stills of a video, and asks what is to be done where they do not fit.
 * @param outlivesView continues reading when the view leaves the page; what then needs an answer becomes an error
 */
export function useVideoReading(outlivesView = false) {
  const [reading, setReading] = useState<VideoReading | null>(null);
  const abort = useRef<AbortController | null>(null);
  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
      if (!outlivesView) abort.current?.abort();
    };
  }, [outlivesView]);

  /** @returns null where it was cancelled @throws Error that says what is wrong with the file and what to do */
  const read = async (file: File, wanted: StillsWanted): Promise<VideoStills | null> => {
    abort.current?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    abort.current = controller;
    try {
      for (let next = wanted; ;) {
        const { frames } = next;
        setReading({ step: "reading", frame: 0, frames });
        try {
          return await readVideoStills(file, next, signal, (frame) =>
            setReading({ step: "reading", frame: Math.min(frame, frames), frames }),
          );
        } catch (fault) {
          if (signal.aborted) return null;
          if (!(fault instanceof VideoTooLarge) || !isShown.current) throw fault;
          const way = await new Promise<WayToFit | null>((choose) => {
            signal.addEventListener("abort", () => choose(null), { once: true });
            setReading({ step: "choice", fault, choose });
          });
          if (way === null) return null;
          if (way.way === "shorter") return fault.stills;
          next = way.wanted;
        }
      }
    } finally {
      if (abort.current === controller) {
        abort.current = null;
        setReading(null);
      }
    }
  };
  const cancel = () => abort.current?.abort();
  return { reading, read, cancel };
}

/** How far the reading of a video is, in a few words. */
export function readingText(reading: VideoReading | null): string | null {
  if (reading?.step !== "reading") return null;
  return reading.frame === 0 ? "Reading the video" : `Frame ${reading.frame} of ${reading.frames}`;
}
