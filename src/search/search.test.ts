import { expect, it } from "vitest";
import type { WholeScenario } from "@/core/document";
import { detectionProfile, profileCurves, type SensorProfile } from "@/detection";
import type { Answer, DetectorUnderTest } from "./evaluate/answer";
import { DetectorError } from "@/detectors/detector";
import { simulatedDetector } from "./evaluate/simulated";
import { USUAL_JUDGING } from "./evaluate/sightings";
import { TruthOfScenarios } from "./evaluate/truth";
import type { Evaluated, SearchProblem } from "./evaluation";
import { parseCriterion } from "./failure/criterion";
import { search, type SearchOptions } from "./search";
import { walkerScenario } from "./testing";
import { axesOf, parseVariableOption, pointKey } from "./variables";

const options = (parts: Partial<SearchOptions> = {}): SearchOptions => ({
  budget: 60,
  seed: 1,
  pairs: 1,
  known: new Map(),
  onEvaluated: () => undefined,
  signal: new AbortController().signal,
  ...parts,
});

/** The named profile with only those errors that its curves show. */
function onlyCurves(name: string): SensorProfile {
  const profile = detectionProfile(name);
  if (profile.model !== "sensor") throw new Error("not a sensor");
  return { ...profile, classes: { ...profile.classes, confusion: 0 }, tracking: { ...profile.tracking, loss: 0, id_switch: 0 } };
}

function problem(vary: readonly string[], fails: string, detector: DetectorUnderTest, scenario = walkerScenario(400)): SearchProblem {
  return {
    scenario,
    axes: axesOf(vary.map(parseVariableOption), scenario),
    criterion: parseCriterion(fails),
    judging: USUAL_JUDGING,
    detector,
  };
}

/** Where a curve of 61 steps over an axis crosses a probability of missing, between 0 and 1. */
function crossing(miss: readonly number[], level: number): number {
  const index = miss.findIndex((value) => value >= level);
  const [before, after] = [miss[index - 1] ?? NaN, miss[index] ?? NaN];
  return (index - 1 + (level - before) / (after - before)) / (miss.length - 1);
}

it("finds the threshold that a profile's curve has, within one step, for at least 95 of 100 seeds", async () => {
  const profile = onlyCurves("good_day_camera");
  // 40 × 80 px, wholly visible.
  const sizePx = Math.sqrt(40 * 80);
  const { curves } = profileCurves(profile, "intensity", { sizePx, visibility: 1, intensity: 1 });
  const severity = 5 * crossing(curves.find(({ condition }) => condition === "fog")?.miss ?? [], 1 - 0.75);
  const step = 0.25;
  const truths = new TruthOfScenarios(1);
  const scenario = walkerScenario(300);
  let hits = 0;
  for (let seed = 1; seed <= 100; seed++) {
    const task = problem([`severity:fog=0..5/${step}`], "recall below 0.75", simulatedDetector(profile, seed, truths), scenario);
    const { pairs, evaluated } = await search(task, options({ seed, budget: 12 }));
    expect(evaluated.length).toBeLessThanOrEqual(12);
    const [pair] = pairs;
    const threshold = ((pair?.found[0] ?? NaN) * step + (pair?.missed[0] ?? NaN) * step) / 2;
    if (Math.abs(threshold - severity) <= step) hits++;
  }
  expect(hits).toBeGreaterThanOrEqual(95);
});

/** A detector that finds everything or, where the rule says so, nothing; it answers late, and in another order than it was asked. */
function ruled(misses: (scenario: WholeScenario) => boolean, parallel = 1): DetectorUnderTest & { asked: number } {
  const truths = new TruthOfScenarios(1);
  const detector = {
    description: "ruled",
    settings: "",
    parallel,
    asked: 0,
    answer: async (scenario: WholeScenario, signal: AbortSignal): Promise<Answer> => {
      signal.throwIfAborted();
      const wait = (detector.asked++ * 7) % 3;
      for (let turn = 0; turn < wait; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
      const { truth, ignored } = truths.of(scenario);
      const detections = misses(scenario) ? [] : truth.map((record) => ({ ...record, class_label: record.object_type, confidence: 0.9 }));
      return { truth, ignored, detections, every: 1 };
    },
  };
  return detector;
}

const VARY = ["severity:fog=0..5/0.1", "light_severity:night=0..5/0.1", "sensor:noise=0..1/0.02", "size=0.5..1.5/0.05"];
/** Fog and night together are too much. */
const isTooMuch = ({ weather, light = [] }: WholeScenario) => (weather[0]?.intensity ?? 0) + (light[0]?.intensity ?? 0) > 1.31;
const short = walkerScenario(6);

it("gives the same result with any number of workers, and each pair differs in one value by one step", async () => {
  const results = [];
  for (const parallel of [1, 2, 5]) {
    const task = problem(VARY, "missed 3 frames", ruled(isTooMuch, parallel), short);
    results.push(await search(task, options({ budget: 90, pairs: 2 })));
  }
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
  const pairs = results[0]?.pairs ?? [];
  expect(pairs).toHaveLength(2);
  // One for each of the two that matter.
  expect(pairs.map(({ axis }) => axis).sort()).toEqual([0, 1]);
  for (const { found, missed } of pairs) {
    expect((found[0] ?? 0) + (found[1] ?? 0)).toBe(65);
    expect((missed[0] ?? 0) + (missed[1] ?? 0)).toBe(66);
    expect(found.slice(2)).toEqual(missed.slice(2));
  }
});

it("resumes: what was evaluated before is not asked again, and the result is the same", async () => {
  const whole = await search(problem(VARY, "missed 3 frames", ruled(isTooMuch), short), options({ budget: 60 }));
  const journal = new Map<string, Evaluated>();
  const cancel = new AbortController();
  const interrupted = search(
    problem(VARY, "missed 3 frames", ruled(isTooMuch, 2), short),
    options({
      budget: 60,
      signal: cancel.signal,
      onEvaluated: (evaluated) => {
        journal.set(pointKey(evaluated.point), evaluated);
        if (journal.size === 20) cancel.abort(new Error("cancelled"));
      },
    }),
  );
  await expect(interrupted).rejects.toThrow("cancelled");
  expect(journal.size).toBe(20);
  const detector = ruled(isTooMuch);
  const resumed = await search(problem(VARY, "missed 3 frames", detector, short), options({ budget: 60, known: journal }));
  expect(resumed).toEqual(whole);
  expect(detector.asked).toBe(whole.evaluated.length - 20);
});

it("shards its exploration: parts do not overlap, and together leave the whole search nothing to explore", async () => {
  const whole = await search(problem(VARY, "missed 3 frames", ruled(isTooMuch), short), options({ budget: 60 }));
  const journal = new Map<string, Evaluated>();
  for (const index of [1, 2, 3]) {
    const task = problem(VARY, "missed 3 frames", ruled(isTooMuch), short);
    const part = await search(task, options({ budget: 60, shard: { index, count: 3 } }));
    expect(part.pairs).toEqual([]);
    for (const evaluated of part.evaluated) {
      expect(journal.has(pointKey(evaluated.point))).toBe(false);
      journal.set(pointKey(evaluated.point), evaluated);
    }
  }
  const detector = ruled(isTooMuch);
  expect(await search(problem(VARY, "missed 3 frames", detector, short), options({ budget: 60, known: journal }))).toEqual(whole);
  expect(detector.asked).toBe(whole.evaluated.length - journal.size);
});

it("climbs to a failure that exploring has not met, along the grade", async () => {
  // Confidence falls towards a small corner, in which the detector fails.
  const truths = new TruthOfScenarios(1);
  const at = ({ weather, sensor }: WholeScenario) => Math.hypot((weather[0]?.intensity ?? 0) - 0.73, (sensor?.noise ?? 0) - 0.41);
  const detector: DetectorUnderTest = {
    description: "a corner",
    settings: "",
    parallel: 1,
    answer: (scenario) => {
      const { truth, ignored } = truths.of(scenario);
      const distance = at(scenario);
      const found = distance < 0.03 ? [] : truth;
      const detections = found.map((record) => ({ ...record, class_label: record.object_type, confidence: Math.min(1, 0.3 + distance) }));
      return Promise.resolve({ truth, ignored, detections, every: 1 });
    },
  };
  const task = problem(["severity:fog=0..5/0.05", "sensor:noise=0..1/0.01"], "missed 3 frames", detector, short);
  const explored = await search(task, options({ budget: 100, shard: { index: 1, count: 1 } }));
  expect(explored.evaluated.some((it) => "verdict" in it && it.verdict.failed)).toBe(false);
  const { pairs, evaluated } = await search(task, options({ budget: 140 }));
  expect(evaluated.length).toBeLessThanOrEqual(140);
  expect(pairs).toHaveLength(1);
});

it("keeps to its budget, finds nothing where nothing or everything fails, and passes over what is impossible", async () => {
  for (const rule of [() => false, () => true]) {
    const detector = ruled(rule);
    const { pairs, evaluated } = await search(problem(VARY, "missed 3 frames", detector, short), options({ budget: 25 }));
    expect(pairs).toEqual([]);
    expect(detector.asked).toBe(evaluated.length);
    expect(evaluated.length).toBeGreaterThan(12);
    expect(evaluated.length).toBeLessThanOrEqual(25);
  }
  // Nobody can end before beginning.
  const vary = ["/actors/0/startFrame=0..8/1", "/actors/0/endFrame=3..9/1"];
  const detector = ruled(({ actors }) => (actors[0]?.endFrame ?? 0) >= 6);
  const { evaluated, pairs } = await search(problem(vary, "missed 1 frame", detector, walkerScenario(12)), options({ budget: 40 }));
  expect(evaluated.some((it) => "impossible" in it && it.impossible.includes("endFrame"))).toBe(true);
  expect(pairs).toHaveLength(1);
});

it("keeps part of its time for minimal pairs, however slow the detector is, and says when the time was not enough", async () => {
  for (const most of [40, 80, 300]) {
    const detector = ruled(isTooMuch, 2);
    const timePassed = () => detector.asked / most;
    const task = problem(VARY, "missed 3 frames", detector, short);
    const { pairs, isCutShort } = await search(task, options({ budget: 100_000, pairs: 1, timePassed }));
    expect(pairs).toHaveLength(1);
    expect(isCutShort).toBe(false);
    expect(detector.asked).toBeLessThanOrEqual(most + 2);
  }
  for (const [rule, most] of [
    [isTooMuch, 8],
    [() => false, 60],
  ] as const) {
    const detector = ruled(rule);
    const task = problem(VARY, "missed 3 frames", detector, short);
    const ended = await search(task, options({ budget: 100_000, pairs: 3, timePassed: () => detector.asked / most }));
    expect(ended.isCutShort).toBe(true);
    expect(ended.evaluated.length).toBeLessThanOrEqual(most);
  }
});

it("has everything that an earlier run evaluated, even when the time for exploring is over", async () => {
  const whole = await search(problem(VARY, "missed 3 frames", ruled(isTooMuch), short), options({ budget: 60 }));
  const known = new Map(whole.evaluated.map((one) => [pointKey(one.point), one]));
  const detector = ruled(isTooMuch);
  const task = problem(VARY, "missed 3 frames", detector, short);
  const { evaluated } = await search(task, options({ budget: 60, known, timePassed: () => 2 }));
  expect(evaluated.length).toBeGreaterThan(20);
  expect(evaluated).toEqual(whole.evaluated.slice(0, evaluated.length));
  expect(detector.asked).toBe(0);
});

it("goes on where the detector crashes at some points, keeps them in the journal, and asks them once", async () => {
  const answering = ruled(isTooMuch);
  let crashes = 0;
  const detector: DetectorUnderTest = {
    ...answering,
    answer: (scenario, signal) => {
      if ((scenario.sensor?.noise ?? 0) < 0.9 && (scenario.weather[0]?.intensity ?? 0) > 0) return answering.answer(scenario, signal);
      crashes++;
      return Promise.reject(new DetectorError("crash", "frame 3: it ended"));
    },
  };
  const journal = new Map<string, Evaluated>();
  const onEvaluated = (evaluated: Evaluated) => void journal.set(pointKey(evaluated.point), evaluated);
  const task = problem(VARY, "missed 3 frames", detector, short);
  const result = await search(task, options({ budget: 90, onEvaluated }));
  expect(crashes).toBeGreaterThan(0);
  expect(result.pairs).toHaveLength(1);
  expect([...journal.values()].filter((one) => "unanswerable" in one && one.unanswerable === "frame 3: it ended")).toHaveLength(crashes);
  const before = crashes;
  expect(await search(task, options({ budget: 90, known: journal }))).toEqual(result);
  expect(crashes).toBe(before);
});

it("ends if the detector answers nothing at all, and leaves nothing in the journal that would be believed later", async () => {
  const told: Evaluated[] = [];
  const detector: DetectorUnderTest = { ...ruled(isTooMuch, 2), answer: () => Promise.reject(new DetectorError("crash", "it ended")) };
  const onEvaluated = (evaluated: Evaluated) => void told.push(evaluated);
  await expect(search(problem(VARY, "missed 3 frames", detector, short), options({ onEvaluated }))).rejects.toThrow(
    "the detector answers nothing: it ended",
  );
  expect(told).toEqual([]);
});
