import type { Scenario } from "@/core/document";
import type { DetectorPicture } from "@/detectors/detector";
import { abortReason } from "@/detectors/run/abortReason";
import type { PictureAnswer, PictureRequest } from "./pictureWorker";

/** So many frames are drawn while detectors are busy. */
const AHEAD = 3;

/**
 * Frames of a scenario as an export draws them, drawn in a worker a few frames ahead.
 * @throws Error if a frame cannot be drawn, or the signal's reason
 */
export async function* drawnPictures(scenario: Scenario, frames: readonly number[], signal: AbortSignal): AsyncGenerator<DetectorPicture> {
  signal.throwIfAborted();
  const worker = new PictureWorker(scenario, signal);
  try {
    const coming: Promise<DetectorPicture>[] = [];
    for (let asked = 0, given = 0; given < frames.length; given++) {
      for (; asked < Math.min(frames.length, given + AHEAD); asked++) coming.push(worker.draw(frames[asked] ?? 0));
      const picture = await coming.shift();
      if (picture) yield picture;
    }
  } finally {
    worker.close();
  }
}

class PictureWorker {
  private readonly worker = new Worker(new URL("./pictureWorker.ts", import.meta.url), { type: "module" });
  private readonly waiting: { readonly resolve: (picture: DetectorPicture) => void; readonly reject: (error: unknown) => void }[] = [];
  private readonly abort = () => this.fail(abortReason(this.signal));
  private failure: Error | null = null;

  constructor(
    scenario: Scenario,
    private readonly signal: AbortSignal,
  ) {
    this.worker.addEventListener("message", ({ data }: MessageEvent<PictureAnswer>) => {
      const next = this.waiting.shift();
      if (data.type === "picture") next?.resolve(data.picture);
      else next?.reject(new Error(`A frame could not be drawn: ${data.message}`));
    });
    this.worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.fail(
        new Error(`The frames could not be drawn (${event.message || "the program for it could not be loaded"}). Reload the page.`),
      );
    });
    signal.addEventListener("abort", this.abort);
    this.post({ type: "start", settings: { scenario, firstFrame: 0, frameStamp: false, instances: false } });
  }

  draw(frame: number): Promise<DetectorPicture> {
    const picture = this.failure
      ? Promise.reject<DetectorPicture>(this.failure)
      : new Promise<DetectorPicture>((resolve, reject) => this.waiting.push({ resolve, reject }));
    // Whoever stops asking does not hear of the frames that were still to come.
    picture.catch(() => undefined);
    this.post({ type: "draw", frame });
    return picture;
  }

  close(): void {
    this.signal.removeEventListener("abort", this.abort);
    this.worker.terminate();
  }

  private post(request: PictureRequest): void {
    this.worker.postMessage(request);
  }

  private fail(failure: Error): void {
    this.failure ??= failure;
    this.close();
    for (const { reject } of this.waiting.splice(0)) reject(failure);
  }
}
