import type { WholeScenario } from "@/core/document";
import type { DetectorPicture } from "@/detectors/detector";
import { abortReason } from "@/detectors/run/abortReason";
import type { PictureAnswer, PictureRequest } from "./pictureWorker";

/** So many frames are drawn while detectors are busy. */
const AHEAD = 3;

/**
 * Frames of a scenario as an export draws them, drawn in a worker a few frames ahead.
 * @param drawer draws other scenarios before and after; if omitted, one that is started and ended here
 * @throws Error if a frame cannot be drawn, or the signal's reason
 */
export async function* drawnPictures(
  scenario: WholeScenario,
  frames: readonly number[],
  signal: AbortSignal,
  drawer?: FrameDrawer,
): AsyncGenerator<DetectorPicture> {
  signal.throwIfAborted();
  const worker = drawer ?? new FrameDrawer();
  const abort = () => worker.fail(abortReason(signal));
  signal.addEventListener("abort", abort);
  try {
    worker.show(scenario);
    const coming: Promise<DetectorPicture>[] = [];
    for (let asked = 0, given = 0; given < frames.length; given++) {
      for (; asked < Math.min(frames.length, given + AHEAD); asked++) coming.push(worker.draw(frames[asked] ?? 0));
      const picture = await coming.shift();
      if (picture) yield picture;
    }
  } finally {
    signal.removeEventListener("abort", abort);
    if (worker !== drawer) worker.close();
  }
}

/** Draws frames of one scenario after the other, in a worker. */
export class FrameDrawer {
  private readonly worker = new Worker(new URL("./pictureWorker.ts", import.meta.url), { type: "module" });
  private readonly waiting: { readonly resolve: (picture: DetectorPicture) => void; readonly reject: (error: unknown) => void }[] = [];
  private failure: Error | null = null;

  constructor() {
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
  }

  /** Whether it can draw nothing more. */
  get hasFailed(): boolean {
    return this.failure !== null;
  }

  /** From now on, frames are of this scenario. */
  show(scenario: WholeScenario): void {
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
    this.worker.terminate();
  }

  /** Ends it; frames that are being drawn fail with the reason, and all later ones. */
  fail(failure: Error): void {
    this.failure ??= failure;
    this.close();
    for (const { reject } of this.waiting.splice(0)) reject(failure);
  }

  private post(request: PictureRequest): void {
    this.worker.postMessage(request);
  }
}
