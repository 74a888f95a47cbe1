import { jsonText } from "@/core/text";
import { serializeScenario } from "@/core/document";
import { frameState, isCountedWhereDrawn, type Sights } from "@/core/scene";
import { scenarioSource } from "@/formats";
import { assertPictures } from "@/render";
import { frameDigestsText, manifestDocument, metadataDocument, type BundleFacts } from "../bundle/documents";
import { BundleWriter } from "../bundle/bundleWriter";
import { ExportError } from "../errors";
import type { VideoCodec } from "../types";
import { openMp4 } from "../mux/mp4Writer";
import { openWebm } from "../mux/webmWriter";
import { frameLayout, layoutBytes } from "../picture/frameLayout";
import { writePictures } from "../bundle/writePictures";
import { SightedFrames } from "../bundle/sightedFrames";
import { writeTruth } from "../bundle/writeTruth";
import { McapFile } from "../robotics/mcapFile";
import { MCAP_PATH } from "../robotics/names";
import { openFolder } from "../storage/openFolder";
import { encodeSegments } from "./encodeSegments";
import { ProgressMeter } from "./progressMeter";
import { messageOf, type EncodedSegment, type ExportAnswer, type ExportCommand } from "./protocol";

/** Controls one export from the plan to the finished bundle. Runs in a worker, so that a hidden page does not slow it down. */

let deliverModule: (module: WebAssembly.Module) => void = () => {};
const loadedModule = new Promise<WebAssembly.Module>((resolve) => (deliverModule = resolve));

addEventListener("message", ({ data }: MessageEvent<ExportCommand>) => {
  if (data.type === "module") {
    deliverModule(data.module);
    return;
  }
  lead(data)
    .catch((error: unknown): ExportAnswer => ({
      type: "failed",
      fault: error instanceof ExportError ? error.fault : "failed",
      message: messageOf(error),
    }))
    .then(postMessage)
    .catch(reportError);
});

async function lead({ plan, browserEncoder, job }: Extract<ExportCommand, { type: "start" }>): Promise<ExportAnswer> {
  const { scenario, range, engine, quality, frameStamp, instances } = plan;
  const { width, height, fps } = scenario.video;
  const frames = range.end - range.start;
  const started = performance.now();
  const report = (progress: Extract<ExportAnswer, { type: "progress" }>["progress"]) =>
    postMessage({ type: "progress", progress } satisfies ExportAnswer);
  const meter = new ProgressMeter(frames, report, plan.webm ? 2 : 1);

  // Detected here, it is a fault of the request; a drawing worker would only be retried.
  await assertPictures(scenario).catch((cause: unknown) => Promise.reject(new ExportError("request", messageOf(cause), { cause })));
  const folder = await openFolder(job);
  const bundle = await BundleWriter.create(folder);
  const digests: string[] = [];
  const isCounted = isCountedWhereDrawn(scenario);
  const counted = new SightedFrames(scenario, range.start);

  const recordingFile = plan.mcap ? await folder.create(MCAP_PATH) : null;
  const recording =
    recordingFile &&
    (await McapFile.begin((bytes) => recordingFile.write(bytes, recordingFile.size), scenarioSource(scenario, range), {
      box: plan.box,
      hasVideo: true,
    }));

  /** Draws and encodes all frames into a file of the bundle. */
  const encode = async (codec: VideoCodec, path: string, open: typeof openMp4) => {
    const video = await folder.create(path);
    const layout = frameLayout(plan, codec);
    const writer = await open(video, { width, height, fps, frames, layout });
    const deliver = async (segment: EncodedSegment) => {
      let offset = 0;
      for (const { size, isKey } of segment.packets) {
        const packet = new Uint8Array(segment.data, offset, size);
        await writer.add(packet, isKey);
        if (codec === "h264") await recording?.addPacket(packet);
        offset += size;
      }
      for (const digest of segment.digests) digests.push(digest);
    };
    const byFFmpeg = engine === "ffmpeg" || codec === "vp8";
    const settings = {
      // The video that is encoded first is drawn anyway; its frames are counted for the ground truth.
      picture: { scenario, firstFrame: range.start, frameStamp, instances, layout, sights: codec === "h264" && isCounted },
      engine,
      codec,
      quality,
      module: byFFmpeg ? loadedModule : null,
      onSights: (frame: number, sights: Sights) => counted.add(frame, sights),
      ringFrameBytes: byFFmpeg && crossOriginIsolated ? layoutBytes(layout, scenario.video) : null,
    };
    await encodeSegments(plan.segments, plan.workers, settings, deliver, (change) => meter.count(change));
    return async () => {
      await writer.finish();
      await bundle.addFile(path, video);
    };
  };
  const encodeVideos = async () => {
    const finish = [await encode("h264", "video.mp4", openMp4)];
    counted.complete();
    if (plan.webm) finish.push(await encode("vp8", "video.webm", openWebm));
    return finish;
  };
  const [finishVideos, annotations] = await Promise.all([
    encodeVideos(),
    writeTruth(
      bundle,
      scenario,
      range,
      plan.formats,
      {
        box: plan.box,
        motOrigin: plan.motOrigin,
        masks: plan.masks,
        keypoints: plan.keypoints,
        layout: plan.layout,
        ...(plan.images && { imageExtension: plan.images }),
      },
      (frame) => (isCounted ? counted.stateAt(frame) : frameState(scenario, frame)),
      async (annotated) => recording?.addFrame(annotated),
    ),
    writePictures(bundle, plan, loadedModule),
  ]);
  const encoded = performance.now();

  meter.finishing();
  for (const finish of finishVideos) await finish();
  if (recording && recordingFile) {
    await recording.end();
    await bundle.addFile(MCAP_PATH, recordingFile);
  }
  const facts: BundleFacts = { scenario, range, engine, quality, frameStamp, instances, webm: plan.webm, annotations, browserEncoder };
  const scenarioSha256 = bundle.addText("scenario.json", serializeScenario(scenario));
  bundle.addText("metadata.json", jsonText(metadataDocument(facts)));
  if (quality === "lossless") bundle.addText("frames.md5", frameDigestsText(facts, digests));
  const manifest = manifestDocument(facts, scenarioSha256, bundle.records().sort(byPath));
  bundle.addText("manifest.json", jsonText(manifest));
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
