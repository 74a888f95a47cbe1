import { expect, it, vi } from "vitest";
import type { Scenario } from "@/core/document";
import { USUAL_CLASS_MAP } from "@/detectors/classes/classMap";
import { DetectorError, type Detector, type DetectorPicture, type FoundObject } from "@/detectors/detector";
import { runDetector, type DetectorResult, type DetectorRun } from "@/detectors/run/runDetector";
import { USUAL_JUDGING, axesOf, evaluatePoint, parseCriterion, parseVariableOption, sightingsOf } from "@/search";
import { LanePool, drawnDetector } from "@/search/evaluate/drawnDetector";
import { TruthOfScenarios } from "@/search/evaluate/truth";
import { verdictOf } from "@/search/failure/verdict";
import { approachScenario, walkerScenario } from "@/search/testing";
import { drawnFrames } from "./drawnFrames";

const description = { name: "red", version: "1", digest: "ab", classes: ["person"], input: "" };

/** Reports where the adult's shirt is: the box around pixels of one colour that nothing else in the picture has. */
function findsColour(): Detector {
  return {
    description,
    detect: ({ rgb, width }: DetectorPicture) => {
      let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
      for (let index = 0; index < rgb.length / 3; index++) {
        const [red = 0, green = 0, blue = 0] = rgb.subarray(3 * index, 3 * index + 3);
        if (red < 110 || red < 2 * green || red < 2 * blue) continue;
        const [x, y] = [index % width, Math.floor(index / width)];
        [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
      }
      const box = { x: left, y: top, width: right + 1 - left, height: bottom + 1 - top };
      return Promise.resolve(right < 0 ? [] : [{ label: "person", confidence: 0.9, box }]);
    },
    close: () => Promise.resolve(),
  };
}

it("shows a real detector the road's drawn frames, every n-th, and what it finds lies on the truth", async () => {
  const red = { ...approachScenario() };
  const scenario = {
    ...red,
    actors: red.actors.map((actor) => (actor.id === "adult" ? { ...actor, appearance: { ...actor.appearance, color: "#ff0000" } } : actor)),
  };
  const lanes = new LanePool(() => Promise.resolve(findsColour()));
  const detector = drawnDetector({
    description: "red",
    settings: null,
    run: (work) => runDetector({ ...work, open: (signal) => lanes.open(signal), lanes: 2 }),
    source: drawnFrames(),
    every: 10,
    classMap: USUAL_CLASS_MAP,
    confidence: 0.25,
    close: () => lanes.close(),
  });
  expect(detector.description).toBe("red, every 10 frames as drawn");
  const answer = await detector.answer(scenario, new AbortController().signal);
  expect(answer.truth.map(({ frame }) => frame)).toEqual([0, 10, 20, 30, 40, 50]);
  // Only clothes are red, so the box is smaller than the adult; but it is inside.
  const late = answer.detections.filter(({ frame }) => frame === 50);
  expect(late).toHaveLength(1);
  const [found] = late;
  const truth = answer.truth.find(({ frame }) => frame === 50)?.bounding_box;
  expect(found?.bounding_box?.x).toBeGreaterThanOrEqual((truth?.x ?? 0) - 2);
  expect(found?.bounding_box?.y).toBeGreaterThanOrEqual((truth?.y ?? 0) - 2);
  const sightings = sightingsOf(scenario, answer, { ...USUAL_JUDGING, iou: 0.1 });
  expect(sightings.at(-1)?.found).toBe(0.9);
  await expect(detector.answer(scenario, AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
  await detector.close();
});

it("is shown only the frames on which the verdict depends while it searches, and gives the same verdict", async () => {
  const { actors, ...rest } = walkerScenario(60);
  const [walker] = actors;
  if (!walker) throw new Error("nobody walks");
  const late = { ...walker, id: "late", trackId: 8, startFrame: 31, endFrame: 45 };
  const scenario = { ...rest, actors: [walker, late] };
  const shown: number[] = [];
  const settings = {
    description: "half blind",
    settings: null,
    run: async ({ pictures }: Pick<DetectorRun, "pictures">) => {
      const frames: DetectorResult["frames"][number][] = [];
      for await (const { frame, width, height } of pictures) {
        shown.push(frame);
        const box = new TruthOfScenarios(1).of(scenario).truth.find((record) => record.frame === frame)?.bounding_box;
        frames.push({ frame, width, height, objects: box && frame < 40 ? [{ label: "person", confidence: 0.9, box }] : [] });
      }
      return { detector: description, frames, lanes: 1 };
    },
    source: {
      frames: async function* (_scenario: Scenario, frames: readonly number[]) {
        for (const frame of frames) yield await Promise.resolve({ frame, width: 640, height: 360, rgb: new Uint8Array() });
      },
      close: () => Promise.resolve(),
    },
    every: 4,
    classMap: USUAL_CLASS_MAP,
    confidence: 0.25,
    close: () => Promise.resolve(),
  };
  const detector = drawnDetector(settings);
  const axes = axesOf([parseVariableOption("severity:fog=0,5")], scenario);
  const { signal } = new AbortController();
  for (const [fails, frames] of [
    ["missed 4 frames of late", [32, 36, 40, 44]],
    ["recall below 0.6 of late", [32, 36, 40, 44]],
    ["AP below 0.9", Array.from({ length: 15 }, (_, index) => 4 * index)],
  ] as const) {
    const criterion = parseCriterion(fails);
    shown.splice(0);
    const evaluated = await evaluatePoint({ scenario, axes, criterion, judging: USUAL_JUDGING, detector }, [0], signal);
    expect(shown).toEqual(frames);
    const whole = verdictOf(scenario, await detector.answer(scenario, signal), criterion, USUAL_JUDGING);
    expect(evaluated).toMatchObject({ verdict: whole });
    expect(whole.failed).toBe(true);
  }
  shown.splice(0);
  const sparse = drawnDetector({ ...settings, every: 1, frames: 7 });
  expect(sparse.description).toBe("half blind, 7 frames of each scenario, evenly spaced, as drawn");
  const { truth, every } = await sparse.answer(scenario, signal);
  expect(shown).toEqual([0, 8, 16, 24, 32, 40, 48, 56]);
  expect([new Set(truth.map(({ frame }) => frame)), every]).toEqual([new Set(shown), 8]);
});

it("keeps lanes open between scenarios, but not those that failed", async () => {
  const count = { opened: 0, closed: 0 };
  let fails = false;
  const pool = new LanePool(() => {
    count.opened++;
    return Promise.resolve({
      description,
      detect: () => (fails ? Promise.reject(new DetectorError("crash", "it ended")) : Promise.resolve([])),
      close: () => Promise.resolve(void count.closed++),
    });
  });
  const signal = new AbortController().signal;
  const picture = { frame: 0, width: 1, height: 1, rgb: new Uint8Array(3) };
  for (let turn = 0; turn < 3; turn++) {
    const lane = await pool.open(signal);
    await lane.detect(picture, signal);
    await lane.close();
  }
  expect(count).toEqual({ opened: 1, closed: 0 });
  fails = true;
  const lane = await pool.open(signal);
  await expect(lane.detect(picture, signal)).rejects.toThrow("it ended");
  await lane.close();
  expect(count).toEqual({ opened: 1, closed: 1 });
  fails = false;
  await (await pool.open(signal)).close();
  await pool.close();
  expect(count).toEqual({ opened: 2, closed: 2 });
});

it("closes a lane that is late for good, and gives its answers to no other frame", async () => {
  vi.useFakeTimers();
  try {
    const limit = 1000;
    const count = { opened: 0, closed: 0 };
    const pool = new LanePool(() => {
      const isFirst = count.opened++ === 0;
      let isEnded = false;
      // As a worker does, it answers whoever asked last.
      let answer: (found: FoundObject[]) => void = () => undefined;
      return Promise.resolve({
        description,
        detect: ({ frame }) =>
          new Promise<FoundObject[]>((resolve) => {
            answer = resolve;
            const box = { x: frame, y: 0, width: 1, height: 1 };
            setTimeout(
              () => isEnded || answer([{ label: "person", confidence: 0.9, box }]),
              isFirst && frame === 1 ? 1.5 * limit : 0.8 * limit,
            );
          }),
        close: () => {
          if (!isEnded) count.closed++;
          isEnded = true;
          return Promise.resolve();
        },
      });
    });
    async function* pictures(): AsyncGenerator<DetectorPicture> {
      for (let frame = 0; frame < 5; frame++) yield await Promise.resolve({ frame, width: 1, height: 1, rgb: new Uint8Array(3) });
    }
    const { signal } = new AbortController();
    const open = (cancel: AbortSignal) => pool.open(cancel);
    const running = runDetector({ open, lanes: 1, pictures: pictures(), total: 5, signal, answerLimitMs: limit });
    await vi.advanceTimersByTimeAsync(20 * limit);
    const { frames } = await running;
    expect(frames.map(({ frame, objects }) => [frame, objects[0]?.box.x])).toEqual([0, 1, 2, 3, 4].map((frame) => [frame, frame]));
    expect(count).toEqual({ opened: 2, closed: 1 });
    await pool.close();
    expect(count).toEqual({ opened: 2, closed: 2 });
  } finally {
    vi.useRealTimers();
  }
});
