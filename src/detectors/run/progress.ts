export type RunProgress = {
  readonly done: number;
  readonly total: number;
  readonly framesPerSecond: number;
  /** Null until it can be estimated. */
  readonly secondsLeft: number | null;
};

/** How far a run is, `elapsedMs` after it began. */
export function progressOf(done: number, total: number, elapsedMs: number): RunProgress {
  const framesPerSecond = elapsedMs > 0 ? (done * 1000) / elapsedMs : 0;
  return { done, total, framesPerSecond, secondsLeft: framesPerSecond > 0 ? (total - done) / framesPerSecond : null };
}
