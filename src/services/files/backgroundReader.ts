import { createStore, type StoreApi } from "zustand/vanilla";
import type { PictureStore } from "@/core/document";
import type { Editor } from "@/editor";
import { isVideoFile } from "../media/videoFile";
import type { Decoder } from "../media/openVideo";
import type { Notify } from "../notice";
import { readPicture, underlay, type Background } from "./background";
import { createVideoReader, readingText, type VideoReading } from "./videoReader";
import { everyFrame, stillsInto, type ReadStills } from "./videoStills";

/** A file that is being read as the background. */
export type BackgroundReading = { readonly step: "picture" } | VideoReading;

/**
 * Reads the background of the open scenario. It belongs to the editor, not to a panel: reading continues while the panel is closed, and
 * what is read goes only under the scenario it was chosen for.
 */
export type BackgroundReader = {
  /** How far the reading is; null while nothing is read. */
  readonly reading: StoreApi<BackgroundReading | null>;
  /** What decoded the video that was put under the scenario last, with the asset that its first still is; null if there was none. */
  readonly decoded: StoreApi<{ readonly asset: string | undefined; readonly decoder: Decoder } | null>;
  /** Reads a picture or a video and puts it under the open scenario; an earlier file that is still being read is dropped. */
  readonly take: (file: File) => Promise<void>;
  readonly cancel: () => void;
  /** Says that a view shows the state and its question. @returns to be called when the view goes */
  readonly watch: () => () => void;
};

/** What reads the files. */
type Sources = { readonly picture: (file: File) => ReturnType<typeof readPicture>; readonly video: ReadStills };

/** Reads files with the browser and ffmpeg, into a store. */
export const fileSources = (pictures: PictureStore): Sources => ({
  picture: (file) => readPicture(file, pictures),
  video: stillsInto(pictures),
});

/** @param showPanel opens the panel that shows the reading, where a question is answered */
export function createBackgroundReader(editor: Editor, sources: Sources, notify: Notify, showPanel: () => void): BackgroundReader {
  const reading = createStore<BackgroundReading | null>(() => null);
  const decoded: BackgroundReader["decoded"] = createStore(() => null);
  const videos = createVideoReader(sources.video);
  let active: AbortController | null = null;
  let views = 0;

  videos.reading.subscribe((state) => {
    reading.setState(state, true);
    if (state?.step === "choice") announceQuestion();
  });

  /** Nobody should have to guess why a video does not appear. */
  function announceQuestion(): void {
    const state = reading.getState();
    if (views > 0 || state?.step !== "choice") return;
    notify({
      tone: "warning",
      title: "The video is too large",
      message: `The scenario has no room for all of “${state.fault.file.name}”. Choose what to keep.`,
      action: { label: "Choose", run: showPanel },
    });
  }

  const cancel = (): void => {
    active?.abort();
    active = null;
    videos.cancel();
    reading.setState(null, true);
  };

  const read = async (file: File): Promise<Background | null> => {
    if (isVideoFile(file)) {
      const found = await videos.read(file, everyFrame(editor.document.getState().scenario));
      return found && { kind: "video", name: file.name, ...found };
    }
    reading.setState({ step: "picture" }, true);
    return sources.picture(file);
  };

  const take = async (file: File): Promise<void> => {
    cancel();
    const controller = new AbortController();
    active = controller;
    const { opening, scenario } = editor.document.getState();
    const stopWatching = editor.document.subscribe((state) => {
      if (state.opening === opening || controller.signal.aborted) return;
      cancel();
      notify({
        tone: "warning",
        title: "The background was not used",
        message: `Another scenario was opened while “${file.name}” was read.`,
      });
    });
    try {
      const background = await read(file);
      if (!background) return;
      await restOf(editor);
      if (controller.signal.aborted) return;
      const { fps } = editor.document.getState().scenario.video;
      if (background.kind === "video" && fps !== scenario.video.fps)
        throw new Error("The scenario's frame rate was changed while the video was read. Choose the video again");
      editor.run(underlay(background));
      if (background.kind === "video") decoded.setState({ asset: background.stills[0]?.id, decoder: background.decoder }, true);
    } catch (error) {
      if (controller.signal.aborted) return;
      notify({ tone: "error", title: "The background could not be used", message: error instanceof Error ? error.message : String(error) });
    } finally {
      stopWatching();
      if (active === controller) {
        active = null;
        reading.setState(null, true);
      }
    }
  };

  return {
    reading,
    decoded,
    take,
    cancel,
    watch: () => {
      views++;
      return () => {
        views--;
        announceQuestion();
      };
    },
  };
}

/** Waits until no drag is going on: a command would end it. */
function restOf({ transient }: Editor): Promise<void> {
  return new Promise((resolve) => {
    if (transient.getState().preview === null) return resolve();
    const stop = transient.subscribe(({ preview }) => {
      if (preview !== null) return;
      stop();
      resolve();
    });
  });
}

/** What decoded a video, as a sentence. */
export function decoderText(decoder: Decoder): string {
  return decoder.by === "browser" ? "Decoded by the browser." : `Decoded by ffmpeg, because ${decoder.reason}.`;
}

/** How far the reading of a background is, in a few words; null while none is read, or a question is open. */
export function backgroundText(reading: BackgroundReading | null): string | null {
  return reading?.step === "picture" ? "Reading" : readingText(reading);
}
