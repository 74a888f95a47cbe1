import { ExportError, exportScenario } from "@/export";
import { packFiles } from "@/export/fileStream";
import { HEADLESS_PATHS, drawnFrameName, type HeadlessJob, type HeadlessReport } from "@/export/jobs";
import { createFrameRenderer } from "@/export/picture/createFrameRenderer";
import type { StoredFile } from "@/export/types";

/**
 * The page that the command line opens: it asks its server for one job after another, exports or draws as the app would, and hands over
 * the files. `location.hash` is the session's path on the server.
 */
const session = new URL(`${location.hash.slice(1)}/`, location.origin);

async function report(message: HeadlessReport): Promise<void> {
  await fetch(new URL(HEADLESS_PATHS.report, session), { method: "POST", body: JSON.stringify(message) });
}

async function work(): Promise<void> {
  for (;;) {
    const answer = await fetch(new URL(HEADLESS_PATHS.job, session));
    if (answer.status !== 200) return;
    const job = (await answer.json()) as HeadlessJob;
    try {
      await report(job.type === "export" ? await exportAndUpload(job) : await drawAndUpload(job));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      await report({ type: "failed", fault: error instanceof ExportError ? error.fault : "unexpected", message });
    }
  }
}

type Job<Type extends HeadlessJob["type"]> = Extract<HeadlessJob, { type: Type }>;

async function exportAndUpload({ request, storage }: Job<"export">): Promise<HeadlessReport> {
  const result = await exportScenario(request, {
    storage,
    onProgress: (progress) => void report({ type: "progress", progress }),
  });
  try {
    await upload(result.files);
    const { frames, fps, engine, workers, notes, timings } = result;
    const files = result.files.map(({ path, size, sha256 }) => ({ path, size, sha256 }));
    return { type: "done", files, frames, fps, engine, workers, notes, timings };
  } finally {
    await result.discard();
  }
}

async function drawAndUpload({ scenario, frames }: Job<"frames">): Promise<HeadlessReport> {
  await report({ type: "begun" });
  const renderer = await createFrameRenderer({ scenario, firstFrame: 0, frameStamp: false, instances: false });
  const size = renderer.frameBytes;
  const drawn = new Uint8Array(size * frames.length);
  for (const [index, frame] of frames.entries()) {
    renderer.forget();
    await renderer.renderAsync(frame, drawn.subarray(index * size, (index + 1) * size));
  }
  const holder = new Blob([drawn]);
  await upload(frames.map((frame, index) => ({ path: drawnFrameName(frame), size, sha256: "", holder, position: index * size })));
  return { type: "drawn" };
}

async function upload(files: readonly StoredFile[]): Promise<void> {
  const answer = await fetch(new URL(HEADLESS_PATHS.files, session), { method: "PUT", body: packFiles(files) });
  if (!answer.ok) throw new Error(`The files could not be saved: ${await answer.text()}`);
}

const alive = new AbortController();
void fetch(new URL(HEADLESS_PATHS.alive, session), { signal: alive.signal }).catch(() => undefined);
// If the server cannot be reached for a report, nobody else would tell it that nothing more will come.
await work().finally(() => alive.abort());
