import type { Scenario } from "@/core/document";
import type { DetectorPicture } from "@/detectors/detector";
import type { DrawAnswer, DrawRequest } from "./worker/drawProtocol";

/** Which frames of a scenario to draw: every so many of a range, half-open. */
export type DrawnFrames = { readonly scenario: Scenario; readonly start: number; readonly end: number; readonly every: number };

/**
 * Frames of a scenario as the export draws them, without what a video's compression does to them; drawn in a worker, one ahead. Frames are
 * numbered from the range's first, as in its video.
 * @throws Error that says what cannot be drawn, or the signal's reason
 */
export async function* drawnPictures(wanted: DrawnFrames, signal: AbortSignal): AsyncGenerator<DetectorPicture> {
  const { scenario, start, end, every } = wanted;
  const worker = new Worker(new URL("./worker/drawWorker.ts", import.meta.url), { type: "module" });
  try {
    await ask(worker, { type: "open", settings: { scenario, firstFrame: start, frameStamp: false, instances: false } }, signal);
    let next = ask(worker, { type: "draw", frame: start }, signal);
    for (let frame = start; frame < end; frame += every) {
      const drawn = await next;
      if (frame + every < end) next = ask(worker, { type: "draw", frame: frame + every }, signal);
      // Its failure is told when it is waited for.
      next.catch(() => undefined);
      if (drawn.type !== "drawn") throw new Error("The drawing worker answered with no picture");
      const { width, height, rgb } = drawn;
      yield { frame: frame - start, width, height, rgb };
    }
  } finally {
    worker.terminate();
  }
}

async function ask(worker: Worker, request: DrawRequest, signal: AbortSignal): Promise<DrawAnswer> {
  signal.throwIfAborted();
  const over = new AbortController();
  const answer = await new Promise<DrawAnswer>((resolve, reject) => {
    const whileAsked = { signal: over.signal };
    worker.addEventListener("message", ({ data }: MessageEvent<DrawAnswer>) => resolve(data), whileAsked);
    worker.addEventListener("error", ({ message }) => reject(new Error(`The frames could not be drawn. ${message}`)), whileAsked);
    signal.addEventListener("abort", () => reject(signal.reason as Error), whileAsked);
    worker.postMessage(request);
  }).finally(() => over.abort());
  if (answer.type === "failed") throw new Error(answer.message);
  return answer;
}
