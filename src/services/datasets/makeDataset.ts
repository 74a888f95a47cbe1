import { claimJob } from "@/export/storage/jobs";
import type { DatasetAnswer, DatasetRequest } from "./protocol";

export type DatasetProgress = Extract<DatasetAnswer, { type: "progress" }>;

/** A finished dataset; its ZIP stays on disk until it is discarded. */
export type MadeDataset = { readonly zip: Blob; readonly discard: () => Promise<void> };

/** Makes a dataset's ZIP in a worker. @throws Error that says what is wrong, or the signal's reason; nothing is left behind then */
export async function makeDataset(
  request: Omit<DatasetRequest, "job">,
  onProgress: (progress: DatasetProgress) => void,
  signal: AbortSignal,
): Promise<MadeDataset> {
  const job = await claimJob();
  const worker = new Worker(new URL("./datasetWorker.ts", import.meta.url), { type: "module" });
  try {
    const zip = await new Promise<Blob>((resolve, reject) => {
      signal.throwIfAborted();
      signal.addEventListener("abort", () =>
        reject(signal.reason instanceof Error ? signal.reason : new Error("The dataset was cancelled")),
      );
      worker.addEventListener("error", (event) =>
        reject(new Error(event.message || "The dataset worker could not be loaded; reload the page and try again")),
      );
      worker.addEventListener("message", ({ data }: MessageEvent<DatasetAnswer>) => {
        if (data.type === "progress") onProgress(data);
        else if (data.type === "done") resolve(data.zip);
        else reject(new Error(data.message));
      });
      worker.postMessage({ ...request, job: job?.name ?? null } satisfies DatasetRequest);
    });
    return { zip, discard: async () => job?.release() };
  } catch (error) {
    void job?.release();
    throw error;
  } finally {
    worker.terminate();
  }
}
