import { serializeScenario } from "@/core/document";
import { documentText, frameDigestsText, manifestDocument, metadataDocument, type BundleFacts } from "../bundle/documents";
import { BundleWriter } from "../bundle/bundleWriter";
import { ExportError } from "../errors";
import { Mp4Writer } from "../mux/mp4Writer";
import { i420Bytes } from "../picture/i420";
import { writePictures } from "../bundle/writePictures";
import { writeTruth } from "../bundle/writeTruth";
import { openFolder } from "../storage/openFolder";
import { encodeSegments } from "./encodeSegments";
import { ProgressMeter } from "./progressMeter";
import { messageOf, type EncodedSegment, type ExportAnswer, type ExportCommand } from "./protocol";

/** Leads one export from the plan to the finished bundle. Runs in a worker, so that a hidden page does not slow it. */

let deliverModule: (module: WebAssembly.Module) => void = () => {};
const loadedModule = new Promise<WebAssembly.Module>((resolve) => (deliverModule = resolve));

addEventListener("message", ({ data }: MessageEvent<ExportCommand>) => {
  if (data.type === "module") {
    deliverModule(data.module);
    return;
  }
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

async function lead({ plan, browserEncoder, job }: Extract<ExportCommand, { type: "start" }>): Promise<ExportAnswer> {
  const { scenario, range, engine, quality, frameStamp } = plan;
  const { width, height, fps } = scenario.video;
  const frames = range.end - range.start;
  const started = performance.now();
  const report = (progress: Extract<ExportAnswer, { type: "progress" }>["progress"]) =>
    postMessage({ type: "progress", progress } satisfies ExportAnswer);
  const meter = new ProgressMeter(frames, report);

  const folder = await openFolder(job);
  const bundle = await BundleWriter.create(folder);
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
    module: engine === "ffmpeg" ? loadedModule : null,
    ringFrameBytes: engine === "ffmpeg" && crossOriginIsolated ? i420Bytes(width, height) : null,
  };
  const [, annotations] = await Promise.all([
    encodeSegments(plan.segments, plan.workers, settings, deliver, (change) => meter.count(change)),
    writeTruth(bundle, scenario, range, plan.formats, { box: plan.box, motOrigin: plan.motOrigin, masks: plan.masks, ...(plan.images && { imageExtension: plan.images }) }),
    writePictures(bundle, plan, loadedModule),
  ]);
  const encoded = performance.now();

  meter.finishing();
  await writer.finish();
  await bundle.addFile("video.mp4", video);
  const facts: BundleFacts = { scenario, range, engine, quality, frameStamp, annotations, browserEncoder };
  const scenarioSha256 = bundle.addText("scenario.json", serializeScenario(scenario));
  bundle.addText("metadata.json", documentText(metadataDocument(facts)));
  if (quality === "lossless") bundle.addText("frames.md5", frameDigestsText(facts, digests));
  const manifest = manifestDocument(facts, scenarioSha256, bundle.records().sort(byPath));
  bundle.addText("manifest.json", documentText(manifest));
  const files = (await bundle.finish()).sort(byPath);
  const ended = performance.now();
  const seconds = (from: number, to: number) => (to - from) / 1000;
  return {
    type: "done",
    files,
    annotations,
    timings: { total: seconds(started, ended), encode: seconds(started, encoded), finish: seconds(encoded, ended) },
  };
}

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
