import { withCondition, withSize, withDuration, withStyle, type WholeScenario } from "@/core/document";
import { bundleZip, estimateExport, exportCapabilities, exportScenario, type ExportRequest, type ExportResult } from "@/export";
import { packFiles } from "@/export/fileStream";
import { readFrameStamp } from "@/export/picture/frameStamp";
import { findPreset } from "@/presets";
import { streetScenario } from "@/render/road/testing/streetScenario";
import { claimJob } from "@/export/storage/jobs";
import { runDetector } from "@/detectors/run/runDetector";
import { USUAL_CLASS_MAP } from "@/detectors/classes/classMap";
import { USUAL_CONFIDENCE, roadUsersOf, type RoadUserDetection } from "@/detectors/classes/roadUsers";
import { secondsOf } from "@/core/timeline";
import { drawnPictures } from "@/services/detection/run/drawnPictures";
import { framesLookedAt } from "@/services/detection/run/framesLookedAt";
import { builtinDetector } from "@/services/detection/run/plan";
import type { VideoFrames } from "@/services/detection/run/videoFrames";
import { videoPictures } from "@/services/detection/run/videoPictures";
import { CONVERSIONS } from "@/services/media/conversions";
import { convertVideo } from "@/services/media/convertVideo";
import { ALL_FORMATS, BlobSource, Input, VideoSampleSink } from "mediabunny";

/**
 * A page that exports in this browser and inspects the result, and runs detectors for tests. `selftest.html#/PATH` also sends the outcome
 * and each bundle to its server under that path. Tests in a browser control it through `globalThis.selfTest`.
 */

export type Check = { name: string; passed: boolean; detail: string };
export type SelfTestOutcome = { browser: string; capabilities: ReturnType<typeof exportCapabilities>; checks: Check[] };

const api = {
  exportScenario,
  estimateExport,
  bundleZip,
  exportCapabilities,
  findPreset,
  withSize,
  withDuration,
  withStyle,
  detect,
};

declare global {
  var selfTest: typeof api;
}
globalThis.selfTest = api;

/** What the built-in detector finds in frames of an exported video or, with a scenario, in drawn ones. */
async function detect(wanted: VideoFrames, lanes: number, scenario?: WholeScenario): Promise<RoadUserDetection[]> {
  const { signal } = new AbortController();
  const frames = framesLookedAt({ first: 0, every: wanted.every }, wanted.frames);
  const pictures = scenario ? drawnPictures(scenario, frames, signal) : videoPictures(wanted, signal);
  const { open } = await builtinDetector(signal);
  const result = await runDetector({ open, lanes, pictures, total: frames.length, signal });
  const rules = { classMap: USUAL_CLASS_MAP, confidence: USUAL_CONFIDENCE };
  return result.frames.flatMap(({ frame, width, height, objects }) =>
    roadUsersOf(objects, { picture: { width, height }, frame, timestamp: secondsOf(frame, wanted.fps), ...rules }),
  );
}

const reports = location.hash.length > 1 ? new URL(`${location.hash.slice(1)}/`, location.origin) : null;
const FRAMES = 90;

function request(change: Partial<ExportRequest>): ExportRequest {
  const preset = findPreset("urban_intersection_multi_object");
  if (!preset) throw new Error("The self-test’s preset is missing");
  const scenario = withStyle(withSize(preset.scenario, 640, 360), "schematic");
  // The part in which pedestrians cross; the video's frames count from its start.
  return { scenario, engine: "ffmpeg", quality: "standard", range: { start: 240, end: 240 + FRAMES }, frameStamp: true, ...change };
}

async function checkExport(name: string, change: Partial<ExportRequest>): Promise<string> {
  const result = await exportScenario(request(change));
  try {
    const video = blobOf(result, "video.mp4");
    const truth = JSON.parse(await blobOf(result, "ground_truth.json").text()) as { annotations: { frame: number }[] };
    if (truth.annotations.length === 0) throw new Error("the ground truth is empty");
    if (truth.annotations.some(({ frame }) => frame < 0 || frame >= FRAMES))
      throw new Error("the ground truth has frames outside the range");
    const decoded = await decodeStamps(video);
    if (reports) await fetch(new URL(`bundles/${encodeURIComponent(name)}`, reports), { method: "PUT", body: packFiles(result.files) });
    const speed = Math.round(FRAMES / result.timings.encode);
    return [`${speed} frames a second`, decoded, ...result.notes].join("; ");
  } finally {
    await result.discard();
  }
}

function blobOf(result: ExportResult, path: string): Blob {
  const file = result.files.find((candidate) => candidate.path === path);
  if (!file) throw new Error(`${path} is missing from the bundle`);
  return file.blob;
}

/** Decodes the video with the browser's own decoder and reads the number in every frame. */
async function decodeStamps(video: Blob): Promise<string> {
  const input = new Input({ source: new BlobSource(video), formats: ALL_FORMATS });
  const track = await input.getPrimaryVideoTrack();
  if (!track) throw new Error("the file contains no video");
  const { packetCount } = await track.computePacketStats();
  if (packetCount !== FRAMES) throw new Error(`${FRAMES} frames were exported, but the file has ${packetCount}`);
  if (!(await track.canDecode())) return "this browser cannot decode H.264, so the frames were only counted";
  let expected = 0;
  for await (const sample of new VideoSampleSink(track).samples()) {
    const { displayWidth: width, displayHeight: height } = sample;
    const context = new OffscreenCanvas(width, height).getContext("2d");
    if (!context) throw new Error("the browser could not create a canvas");
    sample.draw(context, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, 32);
    const frame = readFrameStamp(width, (x, y) => data[(y * width + x) * 4] ?? 0);
    const time = sample.timestamp;
    sample.close();
    if (frame !== expected || Math.round(time * 30) !== expected) throw new Error(`frame ${expected} shows ${frame} at ${time} s`);
    expected++;
  }
  if (expected !== FRAMES) throw new Error(`only ${expected} of ${FRAMES} frames could be decoded`);
  return `all ${FRAMES} frames decoded, each at its place`;
}

/** Puts the video into another container, through ffmpeg as it works on whole files. */
async function checkConversion(): Promise<string> {
  const matroska = CONVERSIONS.find(({ id }) => id === "mkv");
  if (!matroska) throw new Error("there is no conversion to Matroska");
  const result = await exportScenario(request({}));
  const folder = await claimJob();
  try {
    const source = { width: 640, height: 360, fps: 30, frames: FRAMES, quality: "standard" } as const;
    const { signal } = new AbortController();
    const made = await convertVideo(blobOf(result, "video.mp4"), source, matroska, folder, signal, () => {});
    return `${folder ? "on disk" : "in memory"}; ${await decodeStamps(made)}`;
  } finally {
    await folder?.release();
    await result.discard();
  }
}

/** Cancels in the middle, and expects an immediate response. */
async function checkCancel(): Promise<string> {
  const controller = new AbortController();
  let cancelled = 0;
  const onProgress = ({ framesDone }: { framesDone: number }) => {
    if (framesDone === 0 || cancelled > 0) return;
    cancelled = performance.now();
    controller.abort();
  };
  try {
    const result = await exportScenario(request({}), { signal: controller.signal, onProgress });
    await result.discard();
    return "the export finished before it could be cancelled";
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    return `stopped after ${Math.round(performance.now() - cancelled)} ms`;
  }
}

async function runChecks(): Promise<SelfTestOutcome> {
  const capabilities = exportCapabilities();
  const checks: Check[] = [];
  const check = async (name: string, work: () => Promise<string>) => {
    let outcome: Omit<Check, "name">;
    try {
      outcome = { passed: true, detail: await work() };
    } catch (error) {
      outcome = { passed: false, detail: error instanceof Error ? error.message : String(error) };
    }
    checks.push({ name, ...outcome });
    show(name, outcome);
  };
  await check("ffmpeg", () => checkExport("ffmpeg", {}));
  await check("ffmpeg, one encoder", () => checkExport("ffmpeg-1", { workers: 1 }));
  await check("ffmpeg, lossless", () => checkExport("lossless", { quality: "lossless" }));
  const street = withCondition(streetScenario("dashcam", { width: 320, height: 180, fps: 30, durationFrames: FRAMES }), "rainy", 0.6);
  const road = { scenario: street, range: { start: 0, end: FRAMES }, quality: "lossless" } as const;
  await check("road, lossless", () => checkExport("road", road));
  if (capabilities.webcodecs) await check("webcodecs", () => checkExport("webcodecs", { engine: "webcodecs" }));
  await check("another container", checkConversion);
  await check("cancel", checkCancel);
  return { browser: navigator.userAgent, capabilities, checks };
}

function show(name: string, { passed, detail }: Omit<Check, "name">): void {
  const row = document.createElement("tr");
  for (const text of [passed ? "✓" : "✗", name, detail]) row.insertCell().textContent = text;
  document.getElementById("checks")?.append(row);
}

async function run(): Promise<void> {
  const outcome = await runChecks();
  const passed = outcome.checks.every((check) => check.passed);
  const place = document.getElementById("outcome");
  if (place) place.textContent = passed ? "Everything works." : "Something does not work: see below.";
  if (reports) await fetch(new URL("outcome", reports), { method: "POST", body: JSON.stringify(outcome) });
}

// `?drive`: the code that controls the page decides what is exported.
if (!new URLSearchParams(location.search).has("drive")) await run();
