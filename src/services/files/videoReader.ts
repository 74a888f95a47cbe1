import { createStore, type StoreApi } from "zustand/vanilla";
import type { WantedPictures } from "../media/frameTimes";
import { VideoTooLarge, type ReadStills, type VideoStills, type WayToFit } from "./videoStills";

/** A video on its way into a scenario. */
export type VideoReading =
  | { readonly step: "reading"; readonly frame: number; readonly frames: number }
  /** It is too large: someone has to choose what to keep, or null to cancel. */
  | { readonly step: "choice"; readonly fault: VideoTooLarge; readonly choose: (way: WayToFit | null) => void };

/** Reads the stills of one video at a time, and asks what to keep if they do not all fit. */
export type VideoReader = {
  /** How far the reading is; null while nothing is read. */
  readonly reading: StoreApi<VideoReading | null>;
  /**
   * Reads a video; an earlier one that is still being read is cancelled.
   * @returns null if it was cancelled
   * @throws Error that says what is wrong with the file and what to do
   */
  readonly read: (file: File, wanted: WantedPictures) => Promise<VideoStills | null>;
  readonly cancel: () => void;
};

export function createVideoReader(readStills: ReadStills): VideoReader {
  const reading = createStore<VideoReading | null>(() => null);
  let active: AbortController | null = null;

  const cancel = (): void => {
    active?.abort();
    active = null;
    reading.setState(null, true);
  };

  const read = async (file: File, wanted: WantedPictures): Promise<VideoStills | null> => {
    cancel();
    const controller = new AbortController();
    const { signal } = controller;
    active = controller;
    // What an earlier reading still reports must not overwrite the state of this one.
    const show = (state: VideoReading): void => {
      if (!signal.aborted) reading.setState(state, true);
    };
    try {
      for (let next = wanted; ;) {
        const { frames } = next;
        show({ step: "reading", frame: 0, frames });
        try {
          const stills = await readStills(file, next, signal, (frame) => show({ step: "reading", frame: Math.min(frame, frames), frames }));
          return signal.aborted ? null : stills;
        } catch (fault) {
          if (signal.aborted) return null;
          if (!(fault instanceof VideoTooLarge)) throw fault;
          const way = await new Promise<WayToFit | null>((choose) => {
            signal.addEventListener("abort", () => choose(null), { once: true });
            show({ step: "choice", fault, choose });
          });
          if (way === null || signal.aborted) return null;
          if (way.way === "shorter") return fault.stills;
          next = way.wanted;
        }
      }
    } finally {
      if (active === controller) {
        active = null;
        reading.setState(null, true);
      }
    }
  };
  return { reading, read, cancel };
}

/** How far the reading of a video is, in a few words; null while none is read. */
export function readingText(reading: VideoReading | null): string | null {
  if (reading?.step !== "reading") return null;
  return reading.frame === 0 ? "Reading the video" : `Frame ${reading.frame} of ${reading.frames}`;
}
