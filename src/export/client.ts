import { bundleFile } from "./bundle/bundleFile";
import { camerasOfRequest, exportCameras, requestOfCamera } from "./cameras/exportCameras";
import { loadCoreModule } from "./engines/coreModule";
import { encoderFault } from "./engines/encoderFault";
import { webcodecsConfiguration } from "./engines/webcodecsEncoder";
import { ExportError } from "./errors";
import { estimatePlan } from "./estimate";
import { exportNotes } from "./notes";
import { planExport, type ExportPlan } from "./plan";
import { claimJob, type Job } from "./storage/jobs";
import type { ExportCapabilities, ExportEstimate, ExportOptions, ExportRequest, ExportResult, ExportStorage } from "./types";
import type { ExportAnswer, ExportCommand } from "./workers/protocol";

type Done = Extract<ExportAnswer, { type: "done" }>;

/** What this browser can do. */
export function exportCapabilities(): ExportCapabilities {
  return {
    sharedMemory: crossOriginIsolated,
    webcodecs: typeof VideoEncoder !== "undefined",
    fileStorage: typeof navigator.storage?.getDirectory === "function",
    cores: navigator.hardwareConcurrency || 1,
  };
}

/** Fetches and compiles the encoder ahead of the first export; an error is reported when exporting. */
export function prepareExport(): void {
  loadCoreModule().catch(() => {});
}

/** The estimated cost of an export. @throws ExportError for a request that cannot be exported */
export async function estimateExport(request: ExportRequest): Promise<ExportEstimate> {
  if (request.cameras) return estimateCameras(request);
  return estimatePlan(planExport(request, exportCapabilities().cores), await browserStorage());
}

/** Bundles of all cameras are stored together. */
async function estimateCameras(request: ExportRequest): Promise<ExportEstimate> {
  const cameras = camerasOfRequest(request);
  const storage = await browserStorage();
  const { cores } = exportCapabilities();
  const copies = storage.copies * cameras.length;
  const estimates = cameras.map((camera) => estimatePlan(planExport(requestOfCamera(request, camera), cores), { ...storage, copies }));
  const [first] = estimates;
  if (!first) throw new ExportError("request", "No camera is chosen");
  const sum = (of: "bytes" | "seconds") => estimates.reduce((total, estimate) => total + estimate[of], 0);
  return {
    ...first,
    bytes: sum("bytes"),
    seconds: sum("seconds"),
    problem: estimates.find(({ problem }) => problem !== null)?.problem ?? null,
  };
}

/**
 * Exports a scenario: video, ground truth and annotation formats.
 * @throws ExportError that says what to do, or the signal's reason; either way nothing is left behind
 */
export async function exportScenario(request: ExportRequest, options: ExportOptions = {}): Promise<ExportResult> {
  if (request.cameras) return exportCameras(request, options, exportScenario);
  const { signal, onProgress, storage } = options;
  signal?.throwIfAborted();
  const capabilities = exportCapabilities();
  const plan = planExport(request, capabilities.cores);
  const estimate = estimatePlan(plan, storage ?? (await browserStorage()));
  if (estimate.problem !== null) throw new ExportError("storage", estimate.problem);
  // While ffmpeg is fetched and compiled, the workers start and draw their first frames.
  const module = plan.engine === "ffmpeg" || plan.thumbnail || plan.webm ? loadEncoder() : null;
  const [browserEncoder, job] = await Promise.all([plan.engine === "ffmpeg" ? null : configureEncoder(plan), claimJob()]);
  try {
    const command: ExportCommand = { type: "start", plan, browserEncoder, job: job?.name ?? null };
    const done = await runWorker(command, module, { ...(onProgress && { onProgress }), ...(signal && { signal }) });
    return resultOf(plan, done, capabilities, job);
  } catch (error) {
    // Not awaited: a cancelled export responds immediately, and the files are removed as soon as the ended workers release them.
    void job?.release();
    throw error;
  }
}

async function loadEncoder(): Promise<WebAssembly.Module> {
  try {
    return await loadCoreModule();
  } catch (cause) {
    throw encoderFault(cause);
  }
}

async function configureEncoder({ scenario, quality }: ExportPlan): Promise<VideoEncoderConfig> {
  const { width, height, fps } = scenario.video;
  const browserEncoder = quality === "lossless" ? null : await webcodecsConfiguration({ width, height, fps }, quality);
  if (!browserEncoder)
    throw new ExportError("unsupported", `This browser has no H.264 encoder for ${width} × ${height}; choose the engine ffmpeg`);
  return browserEncoder;
}

function runWorker(
  command: ExportCommand,
  module: Promise<WebAssembly.Module> | null,
  { onProgress, signal }: ExportOptions,
): Promise<Done> {
  const worker = new Worker(new URL("./workers/exportWorker.ts", import.meta.url), { type: "module", name: "export" });
  return new Promise<Done>((resolve, reject) => {
    const cancel = () => reject(signal?.reason as Error);
    if (signal?.aborted) cancel();
    signal?.addEventListener("abort", cancel, { once: true });
    worker.onmessage = ({ data: answer }: MessageEvent<ExportAnswer>) => {
      if (answer.type === "progress") onProgress?.(answer.progress);
      else if (answer.type === "done") resolve(answer);
      else reject(new ExportError(answer.fault, answer.message));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new ExportError("failed", `The export stopped: ${event.message || "a worker could not be started"}; try again`));
    };
    worker.postMessage(command);
    module?.then((loaded) => worker.postMessage({ type: "module", module: loaded } satisfies ExportCommand)).catch(reject);
  }).finally(() => worker.terminate());
}

function resultOf(
  plan: ExportPlan,
  { files, annotations, timings }: Done,
  capabilities: ExportCapabilities,
  job: Job | null,
): ExportResult {
  return {
    files: files.map(bundleFile),
    frames: plan.range.end - plan.range.start,
    fps: plan.scenario.video.fps,
    engine: plan.engine,
    workers: plan.workers,
    notes: exportNotes(plan, { annotations, sharedMemory: capabilities.sharedMemory, onDisk: job !== null }),
    timings,
    discard: async () => job?.release(),
  };
}

/** Chromium reports no more than this as free, whatever the disk has: then nothing is known. */
const MOST_REPORTED_BYTES = 10 * 2 ** 30;

/** This page's storage, which holds both bundle and ZIP until the ZIP is saved. */
async function browserStorage(): Promise<ExportStorage> {
  const storage = { copies: 2, place: "the browser's storage" };
  try {
    const { quota, usage } = await navigator.storage.estimate();
    const freeBytes = quota === undefined || usage === undefined ? null : quota - usage;
    return { ...storage, freeBytes: freeBytes !== null && freeBytes >= MOST_REPORTED_BYTES ? null : freeBytes };
  } catch {
    return { ...storage, freeBytes: null };
  }
}
