import { serializeScenario } from "@/core/document";
import { documentText, frameDigestsText, manifestDocument, metadataDocument, type BundleFacts } from "../bundle/documents";
import { BundleWriter } from "../bundle/bundleWriter";
import { ExportError } from "../errors";
import { Mp4Writer } from "../mux/mp4Writer";
import { i420Bytes } from "../picture/i420";
import { openFolder } from "../storage/openFolder";
import type { BundleFile } from "../types";
import { encodeSegments } from "./encodeSegments";
import { ProgressMeter } from "./progressMeter";
import { messageOf, type EncodedSegment, type ExportAnswer, type ExportCommand, type TruthAnswer, type TruthCommand } from "./protocol";

/** Leads one export from the plan to the finished bundle. Runs in a worker, so that a hidden page does not slow it. */

addEventListener("message", ({ data }: MessageEvent<ExportCommand>) => {
  lead(data)
    .catch(
      (error: unknown): ExportAnswer => ({
        type: "failed",
        fault: error instanceof ExportError ? error.fault : "failed",
        message: messageOf(error),
      }),
    )
    .then(postMessage)
    .catch(reportError);
});

async function lead({ plan, module, browserEncoder, job }: ExportCommand): Promise<ExportAnswer> {
  const { scenario, range, engine, quality, frameStamp } = plan;
  const { width, height, fps } = scenario.video;
  const frames = range.end - range.start;
  const started = performance.now();
  const report = (progress: Extract<ExportAnswer, { type: "progress" }>["progress"]) =>
    postMessage({ type: "progress", progress } satisfies ExportAnswer);
  const meter = new ProgressMeter(frames, report);

  const truth = writeTruth({ scenario, range, formats: plan.formats, options: { box: plan.box }, job });
  // Its failure is reported below, after the encoding that runs beside it.
  truth.catch(() => {});
  const folder = await openFolder(job);
  const bundle = await BundleWriter.create(folder, "bundle");
  const video = await folder.create("video.mp4");
  const writer = await Mp4Writer.open(video, { width, height, fps, frames });
  const digests: string[] = [];

  const deliver = async (segment: EncodedSegment) => {
    let offset = 0;
    for (const { size, isKey } of segment.packets) {
      await writer.add(new Uint8Array(segment.data, offset, size), isKey);
      offset += size;
    }
    for (const digest of segment.digests) digests.push(digest);
  };
  const settings = {
    picture: { scenario, firstFrame: range.start, frameStamp },
    engine,
    quality,
    module,
    ringFrameBytes: engine === "ffmpeg" && crossOriginIsolated ? i420Bytes(width, height) : null,
  };
  await encodeSegments(plan.segments, plan.workers, settings, deliver, (change) => meter.count(change));
  const encoded = performance.now();

  meter.finishing();
  await writer.finish();
  await bundle.addFile("video.mp4", video);
  const { files: truthFiles, annotations } = await truth;
  const facts: BundleFacts = { scenario, range, engine, quality, frameStamp, annotations, browserEncoder };
  const scenarioSha256 = bundle.addText("scenario.json", serializeScenario(scenario));
  bundle.addText("metadata.json", documentText(metadataDocument(facts)));
  if (quality === "lossless") bundle.addText("frames.md5", frameDigestsText(facts, digests));
  const records = [...truthFiles, ...bundle.records()].sort(byPath);
  const manifest = manifestDocument(facts, scenarioSha256, records.map(({ path, size, sha256 }) => ({ path, size, sha256 })));
  bundle.addText("manifest.json", documentText(manifest));
  const files: BundleFile[] = [...truthFiles, ...(await bundle.finish())].sort(byPath);
  const ended = performance.now();
  const seconds = (from: number, to: number) => (to - from) / 1000;
  return {
    type: "done",
    files,
    timings: { total: seconds(started, ended), encode: seconds(started, encoded), finish: seconds(encoded, ended) },
  };
}

function writeTruth(command: TruthCommand): Promise<Extract<TruthAnswer, { type: "written" }>> {
  const worker = new Worker(new URL("./truthWorker.ts", import.meta.url), { type: "module", name: "truth" });
  return new Promise<Extract<TruthAnswer, { type: "written" }>>((resolve, reject) => {
    worker.onmessage = ({ data: answer }: MessageEvent<TruthAnswer>) => {
      if (answer.type === "written") resolve(answer);
      else reject(new Error(`The ground truth could not be written: ${answer.message}`));
    };
    worker.onerror = (event) => reject(new Error(`The ground truth could not be written: ${event.message}`));
    worker.postMessage(command);
  }).finally(() => worker.terminate());
}

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
