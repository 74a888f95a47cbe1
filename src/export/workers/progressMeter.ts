import type { ExportProgress } from "../types";

const REPORT_MILLISECONDS = 100;
const WINDOW_MILLISECONDS = 3000;
/** A wait this many times longer than usual means that the machine or the page was asleep, and does not count as work. */
const SLEEP_FACTOR = 5;
const LEAST_SLEEP_MILLISECONDS = 1000;

/** Turns counted frames into progress reports, at most ten per second. */
export class ProgressMeter {
  private done = 0;
  private reported = -Infinity;
  private latest: number | null = null;
  /** Milliseconds at work, and counts: a clock that jumps either way affects neither. */
  private worked = 0;
  private counts = 0;
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
    const time = this.worked + this.workedSince();
    this.worked = time;
    if (time - this.reported < REPORT_MILLISECONDS && this.done < this.frames) return;
    this.reported = time;
    this.samples.push({ time, done: this.done });
    // The one before the window stays: frames that take longer than it must count, too.
    this.samples = this.samples.filter((_, index, samples) => time - (samples[index + 1]?.time ?? time) <= WINDOW_MILLISECONDS);
    const [first] = this.samples;
    const elapsed = first ? (time - first.time) / 1000 : 0;
    const framesPerSecond = first && elapsed > 0 ? Math.max(0, (this.done - first.done) / elapsed) : 0;
    this.report(this.progress("encoding", framesPerSecond));
  }

  /** Milliseconds of work since the last count. */
  private workedSince(): number {
    const now = this.now();
    const step = this.latest === null ? 0 : Math.max(0, now - this.latest);
    this.latest = now;
    const usual = this.counts > 0 ? this.worked / this.counts : Infinity;
    if (step > 0) this.counts++;
    return Math.min(step, Math.max(LEAST_SLEEP_MILLISECONDS, SLEEP_FACTOR * usual));
  }

  finishing(): void {
    this.report(this.progress("finishing", 0));
  }

  private progress(phase: ExportProgress["phase"], framesPerSecond: number): ExportProgress {
    const secondsLeft = framesPerSecond > 0 ? (this.frames - this.done) / framesPerSecond : null;
    return { phase, framesDone: Math.floor(this.done), frames: this.frames, framesPerSecond, secondsLeft };
  }
}
