import { createSHA256 } from "hash-wasm";
import { DATASET_SIZES, countLines, datasetFiles, totals } from "@/datasets";
import type { DatasetAnswer, DatasetOrder, MadeFile } from "./protocol";

/** Makes a suite's dataset outside the page's thread: a hundred thousand events take a while. */

const PROGRESS_EVERY = 50;

addEventListener("message", ({ data }: MessageEvent<DatasetOrder>) => {
  make(data).catch((error: unknown) => answer({ type: "failed", message: error instanceof Error ? error.message : String(error) }));
});

const answer = (message: DatasetAnswer) => postMessage(message);

async function make({ name, seed }: DatasetOrder): Promise<void> {
  const options = { ...DATASET_SIZES[name], seed };
  const { num_users, num_projects, num_sessions, num_events } = totals(options);
  const records = num_users + num_projects + num_sessions + num_events;
  const hasher = await createSHA256();
  const encoder = new TextEncoder();
  const files: MadeFile[] = [];
  let lines = 0;
  let pieces = 0;
  for (const { path, chunks } of datasetFiles(options)) {
    const parts: Uint8Array<ArrayBuffer>[] = [];
    hasher.init();
    for (const chunk of chunks()) {
      const bytes = encoder.encode(chunk);
      hasher.update(bytes);
      parts.push(bytes);
      lines += countLines(chunk);
      if (++pieces % PROGRESS_EVERY === 0) answer({ type: "progress", share: Math.min(1, lines / records) });
    }
    files.push({ path, sha256: hasher.digest(), blob: new Blob(parts, { type: "application/json" }) });
  }
  answer({ type: "done", files });
}
