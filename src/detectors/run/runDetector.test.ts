import { describe, expect, test } from "vitest";
import { DetectorError, type Detector, type DetectorPicture, type FoundObject } from "../detector";
import type { RunProgress } from "./progress";
import { runDetector, type DetectorRun } from "./runDetector";

const DESCRIPTION = { name: "echo", version: "1", digest: null, classes: [], input: "" };

/** Finds one object, at the picture's frame; pictures of odd frames take longer. */
class Echo implements Detector {
  readonly description = DESCRIPTION;
  closed = 0;
  constructor(private readonly fail: (frame: number) => DetectorError | "hang" | null = () => null) {}

  async detect({ frame }: DetectorPicture, signal: AbortSignal): Promise<readonly FoundObject[]> {
    const failure = this.fail(frame);
    if (failure === "hang") {
      const aborted = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error)));
      return aborted;
    }
    await new Promise((resolve) => setTimeout(resolve, frame % 2 === 1 ? 8 : 1));
    if (failure) throw failure;
    return [{ label: "person", confidence: 0.5, box: { x: frame, y: 0, width: 1, height: 1 } }];
  }

  close(): Promise<void> {
    this.closed++;
    return Promise.resolve();
  }
}

/** Pictures of frames 0, 1, 2 … and how many were taken. */
function source(count: number) {
  const taken = { pictures: 0, ended: false };
  async function* pictures(): AsyncGenerator<DetectorPicture> {
    try {
      for (let frame = 0; frame < count; frame++) {
        taken.pictures++;
        yield await Promise.resolve({ frame, width: 1, height: 1, rgb: new Uint8Array(3) });
      }
    } finally {
      taken.ended = true;
    }
  }
  return { taken, pictures: pictures() };
}

function setUp(count: number, lanes: number, makeDetector: (opened: number) => Echo = () => new Echo()) {
  const { taken, pictures } = source(count);
  const detectors: Echo[] = [];
  const cancel = new AbortController();
  const run: DetectorRun = {
    open: () => {
      const detector = makeDetector(detectors.length);
      detectors.push(detector);
      return Promise.resolve(detector);
    },
    lanes,
    pictures,
    total: count,
    signal: cancel.signal,
  };
  const allClosed = () => detectors.every(({ closed }) => closed > 0);
  return { run, taken, detectors, cancel, allClosed };
}

describe("a detector on several lanes", () => {
  test("gives the same answers in order of the frames, with any number of lanes", async () => {
    const results = [];
    for (const lanes of [1, 2, 4]) {
      const { run, allClosed } = setUp(25, lanes);
      const told: number[] = [];
      const result = await runDetector({ ...run, onFrame: ({ frame }) => told.push(frame) });
      expect(told).toEqual(Array.from({ length: 25 }, (_, frame) => frame));
      expect(allClosed()).toBe(true);
      expect(result).toMatchObject({ lanes, detector: DESCRIPTION });
      results.push(result.frames);
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  test("takes a picture only when a lane is free, and opens no more lanes than there are pictures", async () => {
    const { run, taken, detectors } = setUp(20, 2);
    const ahead: number[] = [];
    let done = 0;
    await runDetector({ ...run, onProgress: () => ahead.push(taken.pictures - ++done) });
    expect(Math.max(...ahead)).toBeLessThanOrEqual(2);
    expect(detectors).toHaveLength(2);
    const few = setUp(1, 4);
    expect(await runDetector(few.run)).toMatchObject({ lanes: 1 });
    expect(few.detectors).toHaveLength(1);
  });

  test("reports how far it is and how long the rest takes", async () => {
    const { run } = setUp(6, 2);
    const told: RunProgress[] = [];
    await runDetector({ ...run, onProgress: (progress) => told.push(progress) });
    expect(told.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(told.at(-1)).toMatchObject({ total: 6, secondsLeft: 0 });
    expect(told[0]?.secondsLeft).toBeGreaterThan(0);
  });

  test("a lane that crashes or hangs is opened anew and gets its picture once more", async () => {
    const whole = await runDetector(setUp(10, 2).run);
    for (const failure of [new DetectorError("crash", "it ended"), "hang"] as const) {
      const { run, detectors, allClosed } = setUp(10, 2, (opened) => new Echo((frame) => (opened < 2 && frame === 4 ? failure : null)));
      expect((await runDetector({ ...run, answerLimitMs: 60 })).frames).toEqual(whole.frames);
      expect(detectors).toHaveLength(3);
      expect(allClosed()).toBe(true);
    }
  });

  test("a picture on which two lanes crash ends the run, as does any other failure at once; the frame is named", async () => {
    const crashing = setUp(10, 2, () => new Echo((frame) => (frame === 4 ? new DetectorError("crash", "it ended") : null)));
    await expect(runDetector(crashing.run)).rejects.toThrow("frame 4: it ended");
    expect(crashing.detectors).toHaveLength(3);
    expect(crashing.allClosed()).toBe(true);
    const failing = setUp(10, 2, () => new Echo((frame) => (frame === 4 ? new DetectorError("input", "it is damaged") : null)));
    await expect(runDetector(failing.run)).rejects.toMatchObject({ fault: "input", message: "frame 4: it is damaged" });
    expect(failing.detectors).toHaveLength(2);
    expect(failing.taken).toMatchObject({ ended: true });
  });

  test("a picture that cannot be had, or a detector that cannot be opened, ends the run with its reason", async () => {
    const { run, allClosed } = setUp(10, 2);
    const broken = (async function* () {
      yield await Promise.resolve({ frame: 0, width: 1, height: 1, rgb: new Uint8Array(3) });
      throw new Error("the video is damaged");
    })();
    await expect(runDetector({ ...run, pictures: broken })).rejects.toThrow("the video is damaged");
    expect(allClosed()).toBe(true);
    const closed = setUp(10, 2);
    const open = () => Promise.reject(new DetectorError("input", "no such model"));
    await expect(runDetector({ ...closed.run, open })).rejects.toThrow("no such model");
    expect(closed.taken.ended || closed.taken.pictures === 0).toBe(true);
  });

  test("a detector that does not open in time ends the run, is told to stop, and is closed if it comes later", async () => {
    const { run } = setUp(3, 1);
    const late = new Echo();
    const closed = new Promise<void>((resolve) => {
      const close = late.close.bind(late);
      late.close = () => close().then(resolve);
    });
    let wasTold = false;
    const open = (signal: AbortSignal) =>
      new Promise<Detector>((resolve) =>
        signal.addEventListener("abort", () => {
          wasTold = true;
          setTimeout(() => resolve(late), 5);
        }),
      );
    await expect(runDetector({ ...run, open, openLimitMs: 40 })).rejects.toThrow(/the detector was not ready within 0 s; allow it more/);
    expect(wasTold).toBe(true);
    await closed;
    expect(late.closed).toBe(1);
  });

  test("cancelled, it ends with the signal's reason, takes no more pictures and closes every lane", async () => {
    const { run, taken, cancel, allClosed } = setUp(1000, 2, () => new Echo((frame) => (frame > 10 ? "hang" : null)));
    const reason = new DOMException("enough", "AbortError");
    setTimeout(() => cancel.abort(reason), 100);
    await expect(runDetector(run)).rejects.toBe(reason);
    expect(taken.pictures).toBeLessThan(20);
    expect(taken.ended).toBe(true);
    expect(allClosed()).toBe(true);
    await expect(runDetector(setUp(3, 1).run)).resolves.toBeDefined();
  });
});
