import { createStore, type StoreApi } from "zustand/vanilla";
import { DATASET_SIZES } from "@/datasets";
import type { ExportOptions, ExportProgress, ExportRequest, ExportResult } from "@/export/types";
import type { MakeOptions } from "./datasets/makeDataset";
import type { DatasetOrder, MadeFile } from "./datasets/protocol";
import { videoKey } from "./keys";
import { exportRequest } from "./request";
import type { SuiteVideo } from "./spec/expand";
import type { DatasetName, SuiteSpec } from "./spec/schema";

type Common = {
  /** Identifies the content that an item was made from; unique in the queue. */
  readonly key: string;
  readonly name: string;
  readonly state: "waiting" | "running" | "done" | "failed";
  /** Why it failed. */
  readonly fault: string | null;
};

export type VideoItem = Common & {
  readonly kind: "video";
  /** As in the video's metadata. */
  readonly digest: string;
  readonly video: SuiteVideo;
  readonly progress: ExportProgress | null;
  readonly result: ExportResult | null;
};

export type DatasetItem = Common & {
  readonly kind: "dataset";
  readonly dataset: DatasetName;
  /** 0 to 1. */
  readonly share: number;
  readonly files: readonly MadeFile[] | null;
};

export type QueueItem = VideoItem | DatasetItem;

export type QueueState = { readonly items: readonly QueueItem[]; readonly running: boolean };

/** What makes a suite's parts: the app's export, and the worker for datasets. */
export type SuiteMakers = {
  readonly render: (request: ExportRequest, options: ExportOptions) => Promise<ExportResult>;
  readonly makeDataset: (order: DatasetOrder, options: MakeOptions) => Promise<readonly MadeFile[]>;
};

export type SuiteQueue = {
  readonly state: StoreApi<QueueState>;
  /** Loads another suite; what has been made and is unchanged is kept, the rest is released. */
  readonly load: (videos: readonly SuiteVideo[], spec: Pick<SuiteSpec, "settings" | "datasets" | "datasetSeed">) => Promise<void>;
  /** Makes the waiting items, one after another. */
  readonly start: () => void;
  /** Stops after the current item. */
  readonly pause: () => void;
  /** Stops immediately; the current item waits again. */
  readonly cancel: () => void;
  /** Puts failed items back into the queue. */
  readonly retry: (key: string) => void;
};

/** A suite made in the page. A video or dataset that fails does not stop the others. */
export function createSuiteQueue({ render, makeDataset }: SuiteMakers): SuiteQueue {
  const state = createStore<QueueState>(() => ({ items: [], running: false }));
  let spec: Pick<SuiteSpec, "settings" | "datasetSeed"> = { settings: {}, datasetSeed: 0 };
  let abort: AbortController | null = null;
  let working = false;

  const replace = (key: string, change: (item: QueueItem) => QueueItem): void =>
    state.setState(({ items }) => ({ items: items.map((item) => (item.key === key ? change(item) : item)) }));
  const changeVideo = (key: string, parts: Partial<VideoItem>): void =>
    replace(key, (item) => (item.kind === "video" ? { ...item, ...parts } : item));
  const changeDataset = (key: string, parts: Partial<DatasetItem>): void =>
    replace(key, (item) => (item.kind === "dataset" ? { ...item, ...parts } : item));
  const changeState = (key: string, parts: Pick<Common, "state" | "fault">): void => replace(key, (item) => ({ ...item, ...parts }));

  const renderVideo = async ({ key, video }: VideoItem, signal: AbortSignal): Promise<void> => {
    const onProgress = (progress: ExportProgress) => changeVideo(key, { progress });
    changeVideo(key, { progress: null });
    const result = await render(exportRequest(video.scenario, spec.settings), { signal, onProgress });
    // The list may have been replaced meanwhile.
    if (state.getState().items.some((item) => item.key === key)) changeVideo(key, { state: "done", result });
    else await result.discard();
  };
  const fillDataset = async ({ key, dataset }: DatasetItem, signal: AbortSignal): Promise<void> => {
    changeDataset(key, { share: 0 });
    const files = await makeDataset(
      { name: dataset, seed: spec.datasetSeed },
      { signal, onProgress: (share) => changeDataset(key, { share }) },
    );
    changeDataset(key, { state: "done", files });
  };

  const makeOne = async (item: QueueItem): Promise<void> => {
    const controller = new AbortController();
    abort = controller;
    changeState(item.key, { state: "running", fault: null });
    try {
      await (item.kind === "video" ? renderVideo(item, controller.signal) : fillDataset(item, controller.signal));
    } catch (error) {
      if (controller.signal.aborted) changeState(item.key, { state: "waiting", fault: null });
      else changeState(item.key, { state: "failed", fault: error instanceof Error ? error.message : String(error) });
    } finally {
      abort = null;
    }
  };

  const work = async (): Promise<void> => {
    working = true;
    while (state.getState().running) {
      const next = state.getState().items.find((item) => item.state === "waiting");
      if (!next) state.setState({ running: false });
      else await makeOne(next);
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
      const keyed: { video: SuiteVideo; digest: string }[] = [];
      for (const video of videos) keyed.push({ video, digest: await videoKey(video.scenario, wanted.settings, "page") });
      // Synchronous from here on: what has been made up to now is known, and nothing is made with the other suite's settings.
      cancel();
      spec = wanted;
      const before = new Map(state.getState().items.map((item) => [item.key, item]));
      const items: QueueItem[] = [];
      for (const { video, digest } of keyed) {
        const key = `video ${digest}`;
        const known = before.get(key);
        const result = known?.kind === "video" && known.state === "done" ? known.result : null;
        if (result) before.delete(key);
        items.push({
          kind: "video",
          key,
          digest,
          name: video.name,
          video,
          state: result ? "done" : "waiting",
          fault: null,
          progress: null,
          result,
        });
      }
      for (const dataset of wanted.datasets) {
        const key = `dataset ${dataset} ${wanted.datasetSeed}`;
        const known = before.get(key);
        const files = known?.kind === "dataset" ? known.files : null;
        items.push({
          kind: "dataset",
          key,
          name: DATASET_SIZES[dataset].name,
          dataset,
          state: files ? "done" : "waiting",
          fault: null,
          share: 0,
          files,
        });
      }
      state.setState({ items });
      for (const item of before.values()) if (item.kind === "video") await item.result?.discard();
    },
    start: () => {
      state.setState({ running: true });
      if (!working) void work();
    },
    pause: () => state.setState({ running: false }),
    retry: (key) => changeState(key, { state: "waiting", fault: null }),
  };
}
