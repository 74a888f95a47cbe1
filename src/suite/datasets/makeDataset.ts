import type { DatasetAnswer, DatasetOrder, MadeFile } from "./protocol";

export type MakeOptions = { readonly signal: AbortSignal; readonly onProgress: (share: number) => void };

/** Makes a suite's dataset in a worker. @throws Error that says why it could not, or the signal's reason */
export async function makeDataset(order: DatasetOrder, { signal, onProgress }: MakeOptions): Promise<readonly MadeFile[]> {
  const worker = new Worker(new URL("./datasetWorker.ts", import.meta.url), { type: "module", name: "suite dataset" });
  return new Promise<readonly MadeFile[]>((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    worker.onmessage = ({ data }: MessageEvent<DatasetAnswer>) => {
      if (data.type === "progress") onProgress(data.share);
      else if (data.type === "done") resolve(data.files);
      else reject(new Error(data.message));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(`The dataset stopped: ${event.message || "a worker could not be started"}; try again`));
    };
    worker.postMessage(order);
  }).finally(() => worker.terminate());
}
