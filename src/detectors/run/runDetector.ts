import { startTimeout } from "@/core/timers";
import { DetectorError, type Detector, type DetectorDescription, type DetectorPicture, type FoundObject } from "../detector";
import { InOrder } from "./inOrder";
import { type RunProgress, progressOf } from "./progress";

export type DetectorRun = {
  /** Opens one lane's detector; lanes work side by side. Called again for a lane that crashed. */
  readonly open: (signal: AbortSignal) => Promise<Detector>;
  readonly lanes: number;
  /** The pictures in order of their frames; the next is taken when a lane is free, so that few are in memory. */
  readonly pictures: AsyncIterable<DetectorPicture>;
  /** How many pictures there are, for the progress. */
  readonly total: number;
  readonly signal: AbortSignal;
  /** Called for each picture in order of the frames, whichever lane was first. */
  readonly onFrame?: (frame: FrameObjects) => void;
  readonly onProgress?: (progress: RunProgress) => void;
  /** A lane that takes longer for a picture does not answer any more (two minutes). */
  readonly answerLimitMs?: number;
  /** The same while it opens, which takes its time once; left out, two minutes, or what an answer may take if that is more. */
  readonly openLimitMs?: number;
};

/** What a detector found in one frame. */
export type FrameObjects = {
  readonly frame: number;
  readonly width: number;
  readonly height: number;
  readonly objects: readonly FoundObject[];
};

export type DetectorResult = {
  readonly detector: DetectorDescription;
  /** In order of the frames. */
  readonly frames: readonly FrameObjects[];
  readonly lanes: number;
};

/** Heavy models take some seconds on slow machines. */
const USUAL_LIMIT_MS = 120_000;

/**
 * Shows pictures to a detector, on several lanes at once, and collects its answers in order of the frames: the number of lanes changes
 * nothing but the time. A lane that crashes or does not answer is opened anew and gets the same picture once more.
 * @throws DetectorError, what the pictures throw, or the signal's reason; all lanes are closed then
 */
export async function runDetector(run: DetectorRun): Promise<DetectorResult> {
  run.signal.throwIfAborted();
  const stop = new AbortController();
  const cancel = () => stop.abort(run.signal.reason);
  run.signal.addEventListener("abort", cancel, { once: true });
  try {
    return await new Lanes(run, stop).work();
  } finally {
    run.signal.removeEventListener("abort", cancel);
  }
}

class Lanes {
  readonly #pictures: AsyncIterator<DetectorPicture>;
  readonly #inOrder: InOrder<FrameObjects>;
  readonly #started = performance.now();
  #next: Promise<unknown> = Promise.resolve();
  #taken = 0;
  #done = 0;
  #description: DetectorDescription | null = null;

  constructor(
    private readonly run: DetectorRun,
    private readonly stop: AbortController,
  ) {
    this.#pictures = run.pictures[Symbol.asyncIterator]();
    this.#inOrder = new InOrder((frame) => run.onFrame?.(frame));
  }

  async work(): Promise<DetectorResult> {
    const count = Math.max(1, Math.min(this.run.lanes, this.run.total));
    const lanes = Array.from({ length: count }, () => this.lane());
    // The first failure stops the other lanes, and is what is told.
    const failure = await Promise.race([
      Promise.all(lanes).then(() => null),
      ...lanes.map((lane) => lane.then(() => new Promise<never>(() => undefined), asError)),
    ]);
    if (failure) this.stop.abort(failure);
    await Promise.allSettled(lanes);
    await this.#pictures.return?.();
    if (failure) throw failure;
    this.run.signal.throwIfAborted();
    if (!this.#description) throw new DetectorError("failed", "no lane could be opened");
    return { detector: this.#description, frames: this.#inOrder.all, lanes: count };
  }

  /** Works until there are no more pictures. */
  private async lane(): Promise<void> {
    const { signal } = this.stop;
    let detector = await this.open();
    try {
      for (let taken = await this.take(); taken; taken = await this.take()) {
        const { picture, index } = taken;
        let objects: readonly FoundObject[];
        try {
          objects = await this.answer(detector, picture);
        } catch (error) {
          if (!isCrash(error)) throw inFrame(error, picture);
          await detector.close();
          detector = await this.open();
          objects = await this.answer(detector, picture).catch((again: unknown) => {
            throw inFrame(again, picture);
          });
        }
        signal.throwIfAborted();
        const { frame, width, height } = picture;
        this.#inOrder.put(index, { frame, width, height, objects });
        this.run.onProgress?.(progressOf(++this.#done, this.run.total, performance.now() - this.#started));
      }
    } finally {
      await detector.close();
    }
  }

  private async open(): Promise<Detector> {
    const detector = await this.opened();
    this.#description ??= detector.description;
    return detector;
  }

  /** Opens a detector; one that comes too late is closed. */
  private opened(): Promise<Detector> {
    const limit = this.run.openLimitMs ?? Math.max(this.run.answerLimitMs ?? 0, USUAL_LIMIT_MS);
    const tooLate = new AbortController();
    return new Promise((resolve, reject) => {
      const stopWaiting = startTimeout(limit, () => {
        const message = `the detector was not ready within ${Math.round(limit / 1000)} s; allow it more time, or use a smaller model`;
        const error = new DetectorError("failed", message);
        reject(error);
        tooLate.abort(error);
      });
      this.run
        .open(AbortSignal.any([this.stop.signal, tooLate.signal]))
        .then((detector) => (tooLate.signal.aborted ? detector.close() : resolve(detector)))
        .catch((error: unknown) => reject(asError(error)))
        .finally(stopWaiting);
    });
  }

  /** The next picture; undefined at the end. Lanes ask one after the other, since the pictures come from one source. */
  private take(): Promise<{ picture: DetectorPicture; index: number } | undefined> {
    const taken = this.#next.then(async () => {
      this.stop.signal.throwIfAborted();
      const next = await this.#pictures.next();
      return next.done ? undefined : { picture: next.value, index: this.#taken++ };
    });
    this.#next = taken.catch(() => undefined);
    return taken;
  }

  private answer(detector: Detector, picture: DetectorPicture): Promise<readonly FoundObject[]> {
    const limit = this.run.answerLimitMs ?? USUAL_LIMIT_MS;
    return new Promise((resolve, reject) => {
      const stopWaiting = startTimeout(limit, () =>
        reject(
          new DetectorError(
            "crash",
            `${detector.description.name} did not answer within ${Math.round(limit / 1000)} s; allow it more time, or use a smaller model`,
          ),
        ),
      );
      detector.detect(picture, this.stop.signal).then(resolve, reject).finally(stopWaiting);
    });
  }
}

const isCrash = (error: unknown): boolean => error instanceof DetectorError && error.fault === "crash";

/** A failure with the frame at which it happened. */
function inFrame(error: unknown, { frame }: DetectorPicture): Error {
  if (!(error instanceof DetectorError)) return asError(error);
  return new DetectorError(error.fault, `frame ${frame}: ${error.message}`, { cause: error });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
