import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startTimeout } from ".";

describe("patience", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("ends once, after its waiting time", () => {
    const end = vi.fn();
    startTimeout(4000, end);
    vi.advanceTimersByTime(3900);
    expect(end).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10_000);
    expect(end).toHaveBeenCalledTimes(1);
  });

  it("does not mistake a clock that jumps, or a machine's sleep, for waiting", () => {
    let tick = () => {};
    const end = vi.fn();
    startTimeout(4000, end, { start: (each) => ((tick = each), () => {}) });
    vi.setSystemTime(Date.now() + 8 * 3_600_000);
    // After the sleep one tick is due, however long it was.
    tick();
    expect(end).not.toHaveBeenCalled();
  });

  it("is over when the awaited event has come", () => {
    const end = vi.fn();
    const stop = startTimeout(1000, end);
    vi.advanceTimersByTime(500);
    stop();
    vi.advanceTimersByTime(10_000);
    expect(end).not.toHaveBeenCalled();
  });
});
