import { makeZip } from "client-zip";
import { countLines, datasetFiles, totals } from "@/datasets";
import { openFolder } from "@/export/storage/openFolder";
import type { DatasetAnswer, DatasetRequest } from "./protocol";

/** Writes a dataset as one ZIP into the browser's file system, piece by piece: memory contains no more than one of them. */

/** ZIP stores no time zone; a fixed date makes the same dataset the same file. */
const DATE = new Date(1980, 0, 1);
const PROGRESS_EVERY_BYTES = 1 << 20;

addEventListener("message", ({ data }: MessageEvent<DatasetRequest>) => {
  write(data).catch((error: unknown) => answer({ type: "failed", message: error instanceof Error ? error.message : String(error) }));
});

const answer = (message: DatasetAnswer) => postMessage(message);

async function write({ options, formats, job }: DatasetRequest): Promise<void> {
  const files = datasetFiles(options, formats);
  const { num_users, num_projects, num_sessions, num_events } = totals(options);
  const records = (num_users + num_projects + num_sessions + num_events) * formats.length;
  const folder = await openFolder(job);
  const file = await folder.create("dataset.zip");
  let lines = 0;
  let path = "";
  function* entries() {
    for (const { path: name, chunks } of files) {
      path = name;
      yield { name, lastModified: DATE, input: encoded(chunks(), (more) => (lines += more)) };
    }
  }
  const reader = makeZip(entries()).getReader();
  let written = 0;
  let reported = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    file.write(value, written);
    written += value.length;
    if (written - reported < PROGRESS_EVERY_BYTES) continue;
    reported = written;
    answer({ type: "progress", share: Math.min(1, lines / records), bytes: written, path });
  }
  answer({ type: "done", zip: await file.close() });
}

/** Text pieces as bytes, in the form that the ZIP writer streams. Their lines are counted. */
async function* encoded(chunks: Iterable<string>, counted: (lines: number) => void): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const chunk of chunks) {
    counted(countLines(chunk));
    yield await Promise.resolve(encoder.encode(chunk));
  }
}
