import { ExportError, exportScenario } from "@/export";
import { packFiles } from "@/export/fileStream";
import { HEADLESS_PATHS, type HeadlessJob, type HeadlessReport } from "@/export/jobs";

/**
 * The page that the command line opens: it asks its server for one export after another, performs it as the app would, and hands over the
 * files. `location.hash` is the session's path on the server.
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
      await report(await exportAndUpload(job));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      await report({ type: "failed", fault: error instanceof ExportError ? error.fault : "unexpected", message });
    }
  }
}

async function exportAndUpload({ request, storage }: HeadlessJob): Promise<HeadlessReport> {
  const result = await exportScenario(request, {
    storage,
    onProgress: (progress) => void report({ type: "progress", progress }),
  });
  try {
    const answer = await fetch(new URL(HEADLESS_PATHS.files, session), { method: "PUT", body: packFiles(result.files) });
    if (!answer.ok) throw new Error(`The files could not be saved: ${await answer.text()}`);
    const { frames, fps, engine, workers, notes, timings } = result;
    const files = result.files.map(({ path, size, sha256 }) => ({ path, size, sha256 }));
    return { type: "done", files, frames, fps, engine, workers, notes, timings };
  } finally {
    await result.discard();
  }
}

void fetch(new URL(HEADLESS_PATHS.alive, session)).catch(() => undefined);
await work();
