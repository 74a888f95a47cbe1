import type { WholeScenario } from "@/core/document";
import { placedFrame } from "@/core/scene";
import { createFrameRenderer } from "@/export/picture/createFrameRenderer";
import { convertRegion } from "@/export/picture/i420";
import { loadRenderAssets } from "@/render";
import { Picture } from "@/ui/stage/picture";

/** The same bundle runs on the page, where the preview is drawn, and in a worker, where the export is drawn. */
type Job = { scenario: WholeScenario; frames: readonly number[] };

/** FNV-1a, 32 bits. */
function digest(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Digests of the stage's own pictures, as the YUV 4:2:0 that the video must contain. */
async function previewed({ scenario, frames }: Job): Promise<number[]> {
  const { width, height } = scenario.video;
  const assets = await loadRenderAssets(scenario);
  const picture = new Picture();
  const whole = { x: 0, y: 0, width, height };
  return frames.map((frame) => {
    picture.draw(scenario, frame, assets);
    const context = picture.canvas.getContext("2d");
    if (!context) throw new Error("the picture has no 2D context");
    const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
    const target = new Uint8Array((width * height * 3) / 2);
    convertRegion({ ...whole, pixels, order: "rgba" }, whole, target, width, height);
    return digest(target);
  });
}

/** Digest of the stage's own picture of a frame, as RGBA. */
async function pixelDigest(scenario: WholeScenario, frame: number): Promise<number> {
  const { width, height } = scenario.video;
  const picture = new Picture();
  picture.draw(scenario, frame, await loadRenderAssets(scenario));
  const pixels = picture.canvas.getContext("2d")?.getImageData(0, 0, width, height).data;
  if (!pixels) throw new Error("the picture has no 2D context");
  return digest(new Uint8Array(pixels.buffer));
}

/** Digests of what export's renderer passes to the encoder, read in both of its ways. */
async function exported({ scenario, frames }: Job): Promise<{ waiting: number[]; copying: number[] }> {
  const settings = { scenario, firstFrame: 0, frameStamp: false, instances: false };
  const [one, other] = [await createFrameRenderer(settings), await createFrameRenderer(settings)];
  const waiting: number[] = [];
  const copying: number[] = [];
  for (const frame of frames) {
    const target = new Uint8Array(one.frameBytes);
    waiting.push(one.render(frame, target) ? digest(target) : (waiting.at(-1) ?? 0));
    copying.push((await other.renderAsync(frame, target)) ? digest(target) : (copying.at(-1) ?? 0));
  }
  return { waiting, copying };
}

/**
 * How often the renderer places the bodies of a frame, read in both of its ways: placing reads the scenario's actors, and nothing else
 * does once the renderer exists.
 */
async function placements({ scenario: plain, frames }: Job): Promise<{ waiting: number; copying: number }> {
  let reads = 0;
  const scenario: WholeScenario = {
    ...plain,
    get actors() {
      reads++;
      return plain.actors;
    },
  };
  const readsOf = async (work: () => unknown): Promise<number> => {
    const before = reads;
    await work();
    return reads - before;
  };
  const settings = { scenario, firstFrame: 0, frameStamp: false, instances: false };
  const [one, other] = [await createFrameRenderer(settings), await createFrameRenderer(settings)];
  const target = new Uint8Array(one.frameBytes);
  const counts = { waiting: 0, copying: 0 };
  // Who waits for whom is worked out once for a scenario, not for each of its frames.
  placedFrame(scenario, 0);
  for (const frame of frames) {
    const once = await readsOf(() => placedFrame(scenario, frame));
    counts.waiting += (await readsOf(() => one.render(frame, target))) / once;
    counts.copying += (await readsOf(() => other.renderAsync(frame, target))) / once;
  }
  return counts;
}

const harness = {
  placements: (scenario: WholeScenario, frames: readonly number[]) => placements({ scenario, frames }),
  previewed: (scenario: WholeScenario, frames: readonly number[]) => previewed({ scenario, frames }),
  pixelDigest,
  exported: (script: string, scenario: WholeScenario, frames: readonly number[]) =>
    new Promise<Awaited<ReturnType<typeof exported>>>((resolve, reject) => {
      const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
      worker.onmessage = ({ data }: MessageEvent<Awaited<ReturnType<typeof exported>>>) => {
        resolve(data);
        worker.terminate();
      };
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage({ scenario, frames } satisfies Job);
    }),
};

declare global {
  var previewHarness: typeof harness;
}

globalThis.previewHarness = harness;
if (typeof document === "undefined")
  globalThis.onmessage = ({ data }: MessageEvent<Job>) => {
    void exported(data).then((answer) => globalThis.postMessage(answer));
  };
