/** What counts time: the timers of page, worker and Node alike. */
export type Ticker = { start(tick: () => void, milliseconds: number): () => void };

const TICKS = 20;

const TIMERS: Ticker = {
  start(tick, milliseconds) {
    const timer = setInterval(tick, milliseconds);
    return () => clearInterval(timer);
  },
};

/**
 * Waits for something that ought to come within a time, and calls `onEnd` if it does not. The time is counted in ticks, not
 * read from a clock: while a machine sleeps or a page is frozen there are none, so that waking up is not the end of patience,
 * and neither is a clock that is set.
 * @returns what ends the wait
 */
export function startTimeout(milliseconds: number, onEnd: () => void, ticker: Ticker = TIMERS): () => void {
  let left = TICKS;
  const stop = ticker.start(() => {
    left--;
    if (left > 0) return;
    stop();
    onEnd();
  }, milliseconds / TICKS);
  return stop;
}
