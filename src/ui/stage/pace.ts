/** Drawings faster than this (milliseconds) need no pacing. */
const QUICK = 6;
/** No drawing takes longer than this (milliseconds): if a clock says so, the machine was asleep or the clock was changed. */
const LONGEST_REST = 1000;

/**
 * Leaves the page at least as much time as drawing the picture takes: handles and playhead then follow the pointer, and the picture as
 * often as it can. The last request is always drawn.
 */
export class Pace {
  private freeAt = 0;
  private waiting: ReturnType<typeof setTimeout> | null = null;

  /** Runs `draw` immediately, or as soon as there is time for it; while it waits, further requests are merged with it. */
  request(draw: () => void): void {
    if (this.waiting !== null) return;
    const wait = Math.min(LONGEST_REST, this.freeAt - performance.now());
    if (wait <= 0) return draw();
    this.waiting = setTimeout(() => {
      this.waiting = null;
      draw();
    }, wait);
  }

  /** Runs a drawing and records how long it took. */
  measure(draw: () => void): void {
    const start = performance.now();
    draw();
    const end = performance.now();
    this.freeAt = end - start > QUICK ? end + Math.min(LONGEST_REST, end - start) : end;
  }

  /** Drops what is waiting. */
  stop(): void {
    if (this.waiting !== null) clearTimeout(this.waiting);
    this.waiting = null;
  }
}
