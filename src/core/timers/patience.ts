/** The timers of page, worker and Node alike. */
export type Ticker = { start(tick: () => void, milliseconds: number): () => void };

const TICKS = 20;

const TIMERS: Ticker = {
  start(tick, milliseconds) {
    const timer = setInterval(tick, milliseconds);
    return () => clearInterval(timer);
  },
};

/**
 * Waits for something that should come within a time, and calls `onEnd` if it does not. The time is counted in ticks, not read from a
 * clock: while a machine sleeps or a page is frozen there are none, so that neither waking up nor setting the clock ends the wait.
 * @returns ends the wait
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
