import type { ExportProgress } from "../types";

const REPORT_MILLISECONDS = 100;
const WINDOW_MILLISECONDS = 3000;

/** Turns counted frames into reports of progress, at most ten a second. */
export class ProgressMeter {
  private done = 0;
  private reported = -Infinity;
  private samples: { time: number; done: number }[] = [];

  constructor(
    private readonly frames: number,
    private readonly report: (progress: ExportProgress) => void,
    /** How many times every frame is encoded. */
    private readonly passes = 1,
    private readonly now: () => number = () => performance.now(),
  ) {
    report(this.progress("preparing", 0));
  }

  /** @param change of the number of frames encoded, each counted in every pass */
  count(change: number): void {
    this.done += change / this.passes;
    const time = this.now();
    if (time - this.reported < REPORT_MILLISECONDS && this.done < this.frames) return;
    this.reported = time;
    this.samples.push({ time, done: this.done });
    this.samples = this.samples.filter((sample) => time - sample.time <= WINDOW_MILLISECONDS);
    const [first] = this.samples;
    const elapsed = first ? (time - first.time) / 1000 : 0;
    const framesPerSecond = first && elapsed > 0 ? Math.max(0, (this.done - first.done) / elapsed) : 0;
    this.report(this.progress("encoding", framesPerSecond));
  }

  finishing(): void {
    this.report(this.progress("finishing", 0));
  }

  private progress(phase: ExportProgress["phase"], framesPerSecond: number): ExportProgress {
    const secondsLeft = framesPerSecond > 0 ? (this.frames - this.done) / framesPerSecond : null;
    return { phase, framesDone: Math.floor(this.done), frames: this.frames, framesPerSecond, secondsLeft };
  }
}
