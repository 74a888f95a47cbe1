import { DetectorError, type Detector, type DetectorDescription, type DetectorPicture, type FoundObject } from "../detector";
import { abortReason } from "../run/abortReason";
import type { DetectorSource } from "../source";
import type { LaneAnswer, LaneQuestion, LaneReply, LaneRequest } from "./protocol";

/** A worker of a page or of Node, which answers with `serveLane`. */
export type LaneWorker = {
  readonly post: (request: LaneRequest) => void;
  /** Called once, before the first request. `onEnd` gets the reason if the worker ends by itself. */
  readonly listen: (onAnswer: (answer: LaneAnswer) => void, onEnd: (reason: string) => void) => void;
  readonly terminate: () => void | Promise<unknown>;
};

/**
 * Opens a detector in a worker of its own.
 * @throws DetectorError if it cannot be opened; the signal's reason if it is aborted
 */
export async function openInWorker(worker: LaneWorker, source: DetectorSource, signal: AbortSignal): Promise<Detector> {
  const lane = new Conversation(worker);
  try {
    const answer = await lane.ask({ type: "open", source }, signal);
    if (answer.type === "opened") return new WorkerDetector(lane, answer.description);
    throw unexpected(answer);
  } catch (error) {
    await lane.end();
    throw error;
  }
}

class WorkerDetector implements Detector {
  constructor(
    private readonly lane: Conversation,
    readonly description: DetectorDescription,
  ) {}

  async detect(picture: DetectorPicture, signal: AbortSignal): Promise<readonly FoundObject[]> {
    const answer = await this.lane.ask({ type: "detect", picture }, signal);
    if (answer.type === "found") return answer.objects;
    throw unexpected(answer);
  }

  close(): Promise<void> {
    return this.lane.end();
  }
}

function unexpected(answer: LaneReply): DetectorError {
  return answer.type === "failed"
    ? new DetectorError(answer.fault, answer.message)
    : new DetectorError("failed", `a lane answered with “${answer.type}”, which was not asked`);
}

/** Questions to a worker, and the answer to each. */
class Conversation {
  /** By the request's id: an answer that is late never belongs to a later question. */
  readonly #waiting = new Map<number, { readonly resolve: (answer: LaneReply) => void; readonly reject: (error: Error) => void }>();
  #asked = 0;
  #end: DetectorError | null = null;

  constructor(private readonly worker: LaneWorker) {
    worker.listen(
      (answer) => {
        this.#waiting.get(answer.id)?.resolve(answer);
        this.#waiting.delete(answer.id);
      },
      (reason) => this.#stop(new DetectorError("crash", `the worker that runs the detector ended: ${reason}`)),
    );
  }

  ask(question: LaneQuestion, signal: AbortSignal): Promise<LaneReply> {
    if (signal.aborted) return Promise.reject(abortReason(signal));
    if (this.#end) return Promise.reject(this.#end);
    let stopListening = () => {};
    const id = this.#asked++;
    const answer = new Promise<LaneReply>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      // The worker would go on with the aborted question while it is asked the next: it is not used again.
      const abort = () => {
        reject(abortReason(signal));
        void this.end();
      };
      signal.addEventListener("abort", abort, { once: true });
      stopListening = () => signal.removeEventListener("abort", abort);
    });
    this.worker.post({ ...question, id });
    return answer.finally(stopListening);
  }

  async end(): Promise<void> {
    if (this.#end === null) this.#stop(new DetectorError("failed", "the detector is closed"));
    await this.worker.terminate();
  }

  #stop(error: DetectorError): void {
    this.#end ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
