import { expect, test } from "vitest";
import type { Scenario } from "@/core/document";
import { framesPerSecond } from "@/core/timeline";
import { scenarioFrame } from "@/detection";
import { USUAL_CLASS_MAP } from "@/detectors/classes/classMap";
import { DetectorError, type Detector, type FoundObject } from "@/detectors/detector";
import { OPENING_SCENARIO } from "@/presets";
import { countMarks, lookedAt } from "../streamView";
import { marksOf } from "./marks";
import { framesLookedAt } from "./framesLookedAt";
import { createDetectorRuns, reportsOf, type Judge, type RunPlan } from "./runs";

const scenario: Scenario = { ...OPENING_SCENARIO, video: { ...OPENING_SCENARIO.video, durationFrames: 60 } };

/** The worker's part, in this thread. */
const judge: Judge = (judged, { frames, detections }) => {
  const truth = frames.map((frame) => scenarioFrame(judged, frame));
  return Promise.resolve(marksOf(truth, detections, judged));
};

/** Finds what the truth says, in a detector's words. */
const truthful = (frame: number): FoundObject[] =>
  scenarioFrame(scenario, frame)
    .truth.filter(({ visibility }) => visibility > 0)
    .map(({ object_type: label, bounding_box: box }) => ({ label, confidence: 0.9, box }));

function detectorOf(find: (frame: number) => FoundObject[] | Promise<FoundObject[]>): Detector {
  return {
    description: { name: "Test detector", version: "1", digest: "ab12", classes: [], input: "8 × 8, stretched" },
    detect: ({ frame }) => Promise.resolve(find(frame)),
    close: () => Promise.resolve(),
  };
}

function planFor(open: () => Promise<Detector>, { every = 5, lanes = 2 } = {}): RunPlan {
  const { width, height, durationFrames } = scenario.video;
  const looks = { first: 0, every };
  const frames = framesLookedAt(looks, durationFrames);
  return {
    scenario,
    isFor: scenario,
    confidence: 0.25,
    classMap: USUAL_CLASS_MAP,
    detector: () => Promise.resolve({ open, lanes }),
    pictures: () =>
      Promise.resolve({
        ...{ looks, frames, from: "drawn" },
        pictures: async function* () {
          for (const frame of frames) yield await Promise.resolve({ frame, width, height, rgb: new Uint8Array(3) });
        },
      }),
  };
}

test("a detector that reports the truth of every 5th frame has found everything, and missed nothing in the frames between", async () => {
  const runs = createDetectorRuns(judge);
  const run = await runs.start(planFor(() => Promise.resolve(detectorOf(truthful))));
  const { view, running, fault } = runs.state.getState();
  expect({ running, fault }).toEqual({ running: null, fault: null });
  expect(run?.frames).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55]);
  expect(view?.totals).toMatchObject({ FP: 0, FN: 0 });
  expect(view?.totals.TP).toBe(run?.frames.flatMap(truthful).length);
  expect(view && countMarks(view, 1, 5)).toEqual([0, 0, 0]);
  expect(view && lookedAt(view.looks, 14)).toBe(10);
  expect(run && reportsOf(run).notes).toEqual([
    "Detector: Test detector (1; sees 8 × 8, stretched; SHA-256 of the model ab12).",
    `It looked at every 5th frame (${framesPerSecond(scenario.video.fps) / 5} Hz): 12 of 60 frames, drawn. ` +
      "Objects in other frames do not count.",
    "Detections below confidence 0.25 were left out.",
  ]);
});

test("a class whose meaning was changed counts as that, and the results say so", async () => {
  const runs = createDetectorRuns(judge);
  const person = { label: "person", confidence: 0.9, box: { x: 2, y: 2, width: 20, height: 40 } };
  const detector = detectorOf(() => [person]);
  const opened: Detector = { ...detector, description: { ...detector.description, classes: ["person", "car"] } };
  const run = await runs.start({
    ...planFor(() => Promise.resolve(opened)),
    classMap: { ...USUAL_CLASS_MAP, person: "distracted_driver" },
  });
  expect(new Set(run?.detections.map(({ class_label: label }) => label))).toEqual(new Set(["distracted_driver"]));
  expect(run && reportsOf(run).notes.at(-1)).toBe("Classes were counted as follows: person: distracted_driver.");
});

test("one that finds nothing misses what can be seen, and what it invents is false", async () => {
  const runs = createDetectorRuns(judge);
  const visible = framesLookedAt({ first: 0, every: 5 }, 60).flatMap(truthful).length;
  const ghost = { label: "car", confidence: 0.8, box: { x: 2, y: 2, width: 20, height: 10 } };
  await runs.start(
    planFor(() => Promise.resolve(detectorOf(() => [ghost, { ...ghost, label: "toaster" }, { ...ghost, confidence: 0.1 }]))),
  );
  expect(runs.state.getState().view?.totals).toEqual({ TP: 0, FP: 12, FN: visible });
  expect([...(runs.state.getState().view?.faultFrames ?? [])]).toContain(5);
});

test("a cancelled run keeps what it has found, and says after how many frames it was cancelled", async () => {
  const runs = createDetectorRuns(judge);
  const slow = detectorOf((frame) => {
    if (frame === 20) runs.cancel();
    return truthful(frame);
  });
  const run = await runs.start(planFor(() => Promise.resolve(slow), { lanes: 1 }));
  expect(run?.frames).toEqual([0, 5, 10, 15]);
  expect(run && reportsOf(run).notes.at(-1)).toBe("The run was cancelled after 4 of 12 frames.");
  expect(runs.state.getState().view?.totals.FN).toBe(0);
});

test.each([1, 2])("a run of %i lanes that fails keeps what it has found, and says in its results what went wrong", async (lanes) => {
  const runs = createDetectorRuns(judge);
  const failing = detectorOf((frame) =>
    frame === 55 ? Promise.reject(new DetectorError("failed", "a name is missing")) : Promise.resolve(truthful(frame)),
  );
  const run = await runs.start(planFor(() => Promise.resolve(failing), { lanes }));
  const { running, fault, view, latest } = runs.state.getState();
  expect({ running, fault, latest }).toEqual({ running: null, fault: "Frame 55: a name is missing.", latest: run });
  expect(run?.frames.slice(0, 10)).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45]);
  expect(view?.totals).toEqual({ TP: run?.frames.flatMap(truthful).length, FP: 0, FN: 0 });
  expect(run && reportsOf(run).notes.at(-1)).toBe(`The run failed after ${run?.frames.length} of 12 frames: Frame 55: a name is missing.`);

  // The next run starts afresh.
  await runs.start(planFor(() => Promise.resolve(detectorOf(truthful))));
  expect(runs.state.getState()).toMatchObject({ fault: null, latest: { fault: null } });
});

test("what several lanes found is kept if then not even one lane fits into memory", async () => {
  const runs = createDetectorRuns(judge);
  const outOfMemory = () => Promise.reject(new RangeError("Array buffer allocation failed"));
  const full = detectorOf((frame) => (frame >= 30 ? outOfMemory() : truthful(frame)));
  let opened = 0;
  const run = await runs.start(planFor(() => (++opened > 2 ? outOfMemory() : Promise.resolve(full)), { lanes: 2 }));
  expect(run?.frames).toEqual([0, 5, 10, 15, 20, 25]);
  const { fault, view } = runs.state.getState();
  expect(fault).toMatch(/too little memory/);
  expect(view?.totals).toEqual({ TP: run?.frames.flatMap(truthful).length, FP: 0, FN: 0 });
});

test("pictures that cannot be decoded any further end a run with what was found before", async () => {
  const runs = createDetectorRuns(judge);
  const plan = planFor(() => Promise.resolve(detectorOf(truthful)), { lanes: 1 });
  const ready = await plan.pictures(new AbortController().signal);
  const damaged: RunPlan = {
    ...plan,
    pictures: () =>
      Promise.resolve({
        ...ready,
        pictures: async function* (signal) {
          for await (const picture of ready.pictures(signal)) {
            if (picture.frame === 20) throw new Error("frame 20 is damaged");
            yield picture;
          }
        },
      }),
  };
  expect(await runs.start(damaged)).toMatchObject({ frames: [0, 5, 10, 15], fault: "Frame 20 is damaged." });
});

test("a run that is cancelled before it has found anything leaves no trace", async () => {
  const runs = createDetectorRuns(judge);
  const never = planFor(() => {
    runs.cancel();
    return Promise.reject(new DOMException("The run was cancelled", "AbortError"));
  });
  expect(await runs.start(never)).toBeNull();
  expect(runs.state.getState()).toEqual({ running: null, fault: null, view: null, latest: null });
});

test("where several lanes do not fit into memory, one lane does the work", async () => {
  const runs = createDetectorRuns(judge);
  let open = 0;
  const run = await runs.start(
    planFor(
      () => {
        if (++open === 2) return Promise.reject(new DetectorError("failed", "WebAssembly.Memory(): could not allocate memory"));
        return Promise.resolve(detectorOf(truthful));
      },
      { lanes: 4 },
    ),
  );
  expect(run).toMatchObject({ lanes: 1, frames: { length: 12 } });
  expect(run?.detections).toHaveLength(run?.frames.flatMap(truthful).length ?? 0);
});

test.each([
  [new DetectorError("input", "mine.onnx is a web page; download the file itself"), "mine.onnx is a web page; download the file itself."],
  [new DetectorError("crash", "the worker that runs the detector ended: x"), "The worker that runs the detector ended: x."],
  [new RangeError("Array buffer allocation failed"), /too little memory for this detector\. Close other tabs/],
])("what goes wrong is told: %s", async (error, expected) => {
  const runs = createDetectorRuns(judge);
  expect(await runs.start(planFor(() => Promise.reject(error), { lanes: 1 }))).toBeNull();
  expect(runs.state.getState()).toMatchObject({ running: null, view: null, fault: expect.stringMatching(expected) as string });
});
