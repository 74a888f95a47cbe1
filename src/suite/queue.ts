import { createStore, type StoreApi } from "zustand/vanilla";
import type { ExportOptions, ExportProgress, ExportRequest, ExportResult } from "@/export/types";
import { videoKey } from "./keys";
import type { SuiteVideo } from "./spec/expand";
import type { SuiteSettings } from "./spec/schema";

export type QueueItem = {
  readonly video: SuiteVideo;
  readonly key: string;
  readonly state: "waiting" | "rendering" | "done" | "failed";
  readonly progress: ExportProgress | null;
  /** Why it failed. */
  readonly fault: string | null;
  readonly result: ExportResult | null;
};

export type QueueState = { readonly items: readonly QueueItem[]; readonly running: boolean };

/** What renders a video: the app's export. */
export type RenderVideo = (request: ExportRequest, options: ExportOptions) => Promise<ExportResult>;

export type SuiteQueue = {
  readonly state: StoreApi<QueueState>;
  /** Takes another list of videos; what is rendered already and unchanged is kept, the rest is freed. */
  readonly load: (videos: readonly SuiteVideo[], settings: SuiteSettings) => Promise<void>;
  /** Renders what is waiting, one video after the other. */
  readonly start: () => void;
  /** Ends after the video under way. */
  readonly pause: () => void;
  /** Stops at once; the video under way waits again. */
  readonly cancel: () => void;
  /** Lets a failed video wait again. */
  readonly retry: (name: string) => void;
};

/** A suite rendered in the page. A video that fails does not stop the others. */
export function createSuiteQueue(render: RenderVideo): SuiteQueue {
  const state = createStore<QueueState>(() => ({ items: [], running: false }));
  let settings: SuiteSettings = {};
  let abort: AbortController | null = null;
  let working = false;

  const change = (name: string, parts: Partial<QueueItem>): void =>
    state.setState(({ items }) => ({ items: items.map((item) => (item.video.name === name ? { ...item, ...parts } : item)) }));

  const renderOne = async ({ video, key }: QueueItem): Promise<void> => {
    const { engine = "ffmpeg", quality = "standard", frameStamp = false, formats } = settings;
    const controller = new AbortController();
    abort = controller;
    change(video.name, { state: "rendering", progress: null, fault: null });
    try {
      const request = { scenario: video.scenario, engine, quality, frameStamp, ...(formats ? { formats } : {}) };
      const onProgress = (progress: ExportProgress) => change(video.name, { progress });
      const result = await render(request, { signal: controller.signal, onProgress });
      // The list may have been replaced meanwhile.
      if (state.getState().items.some((item) => item.key === key)) change(video.name, { state: "done", result });
      else await result.discard();
    } catch (error) {
      if (controller.signal.aborted) change(video.name, { state: "waiting", progress: null });
      else change(video.name, { state: "failed", fault: error instanceof Error ? error.message : String(error) });
    } finally {
      abort = null;
    }
  };

  const work = async (): Promise<void> => {
    working = true;
    while (state.getState().running) {
      const next = state.getState().items.find((item) => item.state === "waiting");
      if (!next) state.setState({ running: false });
      else await renderOne(next);
    }
    working = false;
  };

  const cancel = (): void => {
    state.setState({ running: false });
    abort?.abort(new DOMException("The suite was cancelled", "AbortError"));
  };

  return {
    state,
    cancel,
    load: async (videos, wanted) => {
      cancel();
      settings = wanted;
      const before = new Map(state.getState().items.map((item) => [item.key, item]));
      const items: QueueItem[] = [];
      for (const video of videos) {
        const key = await videoKey(video.scenario, wanted, "page");
        const known = before.get(key);
        const done = known?.state === "done" ? known : null;
        if (done) before.delete(key);
        items.push({ video, key, state: done ? "done" : "waiting", progress: null, fault: null, result: done?.result ?? null });
      }
      state.setState({ items });
      for (const { result } of before.values()) await result?.discard();
    },
    start: () => {
      state.setState({ running: true });
      if (!working) void work();
    },
    pause: () => state.setState({ running: false }),
    retry: (name) => change(name, { state: "waiting", fault: null }),
  };
}
