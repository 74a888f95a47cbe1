import type { Scenario } from "@/core/document";
import type { Miss } from "@/detection";
import type { JobKind, JobMessage, Jobs, WorkerAnswer, WorkerMessage } from "./protocol";

export type JobOptions = {
  readonly onProgress?: (step: string, share: number) => void;
  /** Ends the worker whatever it is doing; the next job starts another. */
  readonly signal?: AbortSignal;
};

type Waiting = {
  readonly resolve: (answer: Jobs[JobKind]["answer"]) => void;
  readonly reject: (reason: unknown) => void;
  readonly onProgress: (step: string, share: number) => void;
  readonly misses: Miss[];
};

/** A worker for one scenario at a time, started when it is first needed. */
export class DetectorClient {
  private worker: Worker | null = null;
  private scenario: Scenario | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;

  /** @throws Error with the worker's message, or the signal's reason */
  async run<Kind extends JobKind>(
    scenario: Scenario,
    kind: Kind,
    job: Jobs[Kind]["job"],
    options: JobOptions = {},
  ): Promise<Jobs[Kind]["answer"]> {
    const { signal, onProgress = () => undefined } = options;
    signal?.throwIfAborted();
    const worker = this.started();
    if (this.scenario !== scenario) {
      const message: WorkerMessage = { type: "scenario", scenario };
      worker.postMessage(message);
      this.scenario = scenario;
    }
    const id = this.nextId++;
    const stop = () => this.stop(signal?.reason);
    signal?.addEventListener("abort", stop);
    try {
      return await new Promise<Jobs[Kind]["answer"]>((resolve, reject) => {
        const settle = (answer: Jobs[JobKind]["answer"]) => resolve(answer);
        this.waiting.set(id, { resolve: settle, reject, onProgress, misses: [] });
        const message: JobMessage<Kind> = { type: "job", id, kind, job };
        worker.postMessage(message);
      });
    } finally {
      this.waiting.delete(id);
      signal?.removeEventListener("abort", stop);
    }
  }

  /** Ends the worker; jobs in progress fail with the reason. */
  stop(reason: unknown): void {
    this.worker?.terminate();
    this.worker = null;
    this.scenario = null;
    for (const { reject } of this.waiting.values()) reject(reason);
  }

  private started(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(new URL("./detectorWorker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<WorkerAnswer>) => this.receive(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.stop(new Error(`The simulation stopped (${event.message || "its script could not be loaded"}). Reload the page and try again.`));
    });
    return (this.worker = worker);
  }

  private receive(message: WorkerAnswer): void {
    const job = this.waiting.get(message.id);
    if (!job) return;
    switch (message.type) {
      case "progress":
        return job.onProgress(message.step, message.share);
      case "misses":
        for (const miss of message.misses) job.misses.push(miss);
        return;
      case "done":
        return job.resolve("report" in message.answer ? { ...message.answer, misses: job.misses } : message.answer);
      case "failed":
        return job.reject(new Error(message.message));
    }
  }
}
