import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { PictureStore, type SlimScenario, type WholeScenario } from "@/core/document";
import { detectionProfile, profileCurves, type SensorProfile } from "@/detection";
import { DetectorError } from "@/detectors/detector";
import { createEditor } from "@/editor";
import { evaluatePoint, parseVariableOption } from "@/search";
import type { OpenDetector } from "@/search/evaluate/drawnDetector";
import { TruthOfScenarios } from "@/search/evaluate/truth";
import { walkerScenario } from "@/search/testing";
import { createDetector } from "../detection/detector";
import { createAnswerStore, type AnswerStore } from "./answerStore";
import { conductSearch, problemOf } from "./conduct";
import type { SearchJob, SearchOutcome, SearchRunner } from "./job";
import { openSearched } from "./openSearched";
import { PointLanes, type PointLane } from "./pointLanes";
import { createSearch } from "./search";
import type { SearchSetup } from "./setup";

const NEVER_FETCHED = () => Promise.reject(new Error("nothing is to be fetched"));
const IN_MEMORY = { getItem: () => null, setItem: () => undefined };

/** What the worker does, in this thread. */
const here: SearchRunner = async (job, ports) => conductSearch(job, await openSearched(job.detector, ports.signal, NEVER_FETCHED), ports);

/** A page in which the scenario is open. */
function page(scenario: SlimScenario, { store, run = here }: { store: AnswerStore; run?: SearchRunner }) {
  const editor = createEditor(scenario);
  const pictures = new PictureStore();
  const detector = createDetector(editor, IN_MEMORY);
  const search = createSearch({ editor, pictures, detector, store, run, build: () => Promise.resolve("1 (test)") });
  return { editor, detector, search };
}

/** Only this varies. */
const only = (vary: string): Partial<SearchSetup> => ({ rows: [{ variable: parseVariableOption(vary), isOn: true }] });

/** The named profile with only those errors that its curves show. */
function onlyCurves(name: string): SensorProfile {
  const profile = detectionProfile(name);
  if (profile.model !== "sensor") throw new Error("not a sensor");
  return { ...profile, classes: { ...profile.classes, confusion: 0 }, tracking: { ...profile.tracking, loss: 0, id_switch: 0 } };
}

/** A detector that finds everything, or nothing where the rule says so, and counts how often it was asked. */
function ruled(misses: (scenario: WholeScenario) => boolean, answered: (count: number) => void = () => undefined) {
  const truths = new TruthOfScenarios(1);
  const detector: OpenDetector & { asked: number } = {
    ...{ description: "ruled", settings: "", parallel: 1, confidence: 0.25, asked: 0 },
    answer: async (scenario, signal) => {
      await new Promise((resolve) => setTimeout(resolve, 0));
      signal.throwIfAborted();
      answered(++detector.asked);
      const { truth, ignored } = truths.of(scenario);
      const detections = misses(scenario) ? [] : truth.map((record) => ({ ...record, class_label: record.object_type, confidence: 0.9 }));
      return { truth, ignored, detections, every: 1 };
    },
    close: () => Promise.resolve(),
  };
  return detector;
}

const run =
  (detector: OpenDetector): SearchRunner =>
  (job, ports) =>
    conductSearch(job, detector, ports);
const fogOf = ({ weather }: WholeScenario): number => weather[0]?.intensity ?? 0;
const isFoggy = (scenario: WholeScenario): boolean => fogOf(scenario) > 0.55;

test("the simulated detector's threshold is found within one step, in two runs alike, with both answers and the label diff", async () => {
  const profile = onlyCurves("good_day_camera");
  const { curves } = profileCurves(profile, "intensity", { sizePx: Math.sqrt(40 * 80), visibility: 1, intensity: 1 });
  const miss = curves.find(({ condition }) => condition === "fog")?.miss ?? [];
  const at = miss.findIndex((value) => value >= 0.25);
  const [before = NaN, after = NaN] = [miss[at - 1], miss[at]];
  const severity = (5 * (at - 1 + (0.25 - before) / (after - before))) / (miss.length - 1);
  const results = [];
  for (const store of [createAnswerStore("curves-1"), createAnswerStore("curves-2")]) {
    const { search, detector } = page(walkerScenario(300), { store });
    detector.setup.setState({ profile, seed: 7 });
    await search.prepare();
    search.change({ ...only("severity:fog=0..5/0.25"), fails: "recall below 0.75", amount: 12, pairs: 1 });
    await search.start();
    expect(search.state.getState()).toMatchObject({ running: null, fault: null, tried: null, isKept: true });
    results.push(search.state.getState().results);
  }
  const [first, second] = results;
  const [pair] = first?.pairs ?? [];
  expect(pair?.report).toMatchObject({ variable: "severity of fog", confirmed: true, track: 7 });
  expect(Math.abs((Number(pair?.report.a.value) + Number(pair?.report.b.value)) / 2 - severity)).toBeLessThanOrEqual(0.25);
  expect(Number(pair?.report.b.value) - Number(pair?.report.a.value)).toBeCloseTo(0.25);
  // Both sides can be shown: the scenario, its marks, and what became of the track at each frame.
  expect([pair?.a, pair?.b].map((side) => side && fogOf(side.scenario) * 5)).toEqual([
    expect.closeTo(Number(pair?.report.a.value)),
    expect.closeTo(Number(pair?.report.b.value)),
  ]);
  const missed = [pair?.a, pair?.b].map((side) => side?.track.filter((state) => state === 2).length ?? NaN);
  expect(missed[1]).toBeGreaterThan(missed[0] ?? NaN);
  expect(pair?.b.marks?.totals.FN).toBeGreaterThanOrEqual(missed[1] ?? NaN);
  expect(pair?.b.track[pair.frame]).toBe(2);
  expect(JSON.parse(pair?.diff ?? "{}")).toMatchObject({ variable: "severity of fog", fails: "recall below 0.75" });
  // Each cell of the map leads to a scenario that is there.
  const paths = new Set(first?.examples.map(([path]) => path));
  expect(first?.report.heat_map.length).toBeGreaterThan(0);
  for (const { example } of first?.report.heat_map ?? []) expect(paths).toContain(example.scenario);
  expect({ ...second, seconds: 0 }).toEqual({ ...first, seconds: 0 });
});

test("a cancelled search keeps its answers; another page goes on from there, and finds what a search without a break finds", async () => {
  const scenario = walkerScenario(6);
  const setup = { ...only("severity:fog=0..5/0.1"), fails: "missed 3 frames", amount: 30, pairs: 1 };
  const unbroken = ruled(isFoggy);
  const whole = page(scenario, { store: createAnswerStore("unbroken"), run: run(unbroken) });
  await whole.search.prepare();
  whole.search.change(setup);
  await whole.search.start();

  let cancel: () => void = () => undefined;
  const broken = ruled(isFoggy, (count) => {
    if (count === 8) cancel();
  });
  const first = page(scenario, { store: createAnswerStore("broken"), run: run(broken) });
  cancel = first.search.cancel;
  await first.search.prepare();
  first.search.change(setup);
  await first.search.start();
  expect(first.search.state.getState()).toMatchObject({ running: null, fault: null, results: null, isKept: true });
  const kept = first.search.state.getState().tried ?? 0;
  expect(kept).toBeGreaterThan(0);

  const resumed = ruled(isFoggy);
  const second = page(scenario, { store: createAnswerStore("broken"), run: run(resumed) });
  await second.search.prepare();
  // What was set before the tab was closed is set again.
  expect(second.search.state.getState().tried).toBe(kept);
  expect(second.search.setup.getState().setup).toMatchObject({ fails: "missed 3 frames", amount: 30, pairs: 1 });
  second.search.change(setup);
  await second.search.start();
  const { results } = second.search.state.getState();
  expect(resumed.asked).toBe(unbroken.asked - kept);
  expect(results?.resumed).toBe(kept);
  expect(results?.report).toEqual(whole.search.state.getState().results?.report);
  expect(results?.pairs.map(({ report: { a, b } }) => [a.value, b.value])).toEqual([["2.7", "2.8"]]);

  // A larger budget asks only what is new, besides the two ends of the pair.
  const more = ruled(isFoggy);
  const third = page(scenario, { store: createAnswerStore("broken"), run: run(more) });
  await third.search.prepare();
  third.search.change({ ...setup, amount: 36 });
  await third.search.start();
  expect(more.asked).toBeLessThanOrEqual(36 - (unbroken.asked - 2) + 2);
});

test("where nothing can be stored, answers are kept as long as the page, and the state says so", async () => {
  const blocked = createAnswerStore("blocked");
  const real = indexedDB.open.bind(indexedDB);
  indexedDB.open = () => {
    throw new DOMException("blocked", "SecurityError");
  };
  try {
    let cancel: () => void = () => undefined;
    let limit = 6;
    const detector = ruled(isFoggy, (count) => {
      if (count === limit) cancel();
    });
    const { search } = page(walkerScenario(6), { store: blocked, run: run(detector) });
    cancel = search.cancel;
    await search.prepare();
    search.change({ ...only("severity:fog=0..5/0.1"), fails: "missed 3 frames", amount: 30, pairs: 1 });
    await search.start();
    expect(search.state.getState()).toMatchObject({ isKept: false, fault: null });
    const kept = search.state.getState().tried ?? 0;
    limit = Infinity;
    await search.start();
    expect(search.state.getState().results?.resumed).toBe(kept);
    expect(search.state.getState().results?.pairs).toHaveLength(1);
  } finally {
    indexedDB.open = real;
  }
});

test("nothing fails, everything fails, a silent detector, impossible settings: each is told, and nothing is lost", async () => {
  const scenario = walkerScenario(6);
  const setup = { ...only("severity:fog=0..5/0.5"), fails: "missed 3 frames", amount: 20, pairs: 1 };
  const outcomeOf = async (misses: (scenario: WholeScenario) => boolean) => {
    const { search } = page(scenario, { store: createAnswerStore("ends"), run: run({ ...ruled(misses), settings: String(misses) }) });
    await search.prepare();
    search.change(setup);
    await search.start();
    return search.state.getState().results?.report;
  };
  expect(await outcomeOf(() => false)).toMatchObject({ evaluated: 11, failed: 0, pairs: [], cut_short: false });
  expect(await outcomeOf(() => true)).toMatchObject({ evaluated: 11, failed: 11, pairs: [] });

  const stalled = { ...ruled(isFoggy), answer: () => Promise.reject(new DetectorError("crash", "it did not answer within 120 s")) };
  const { search } = page(scenario, { store: createAnswerStore("ends"), run: run(stalled) });
  await search.prepare();
  search.change(setup);
  await search.start();
  expect(search.state.getState().fault).toBe("The detector answers nothing: it did not answer within 120 s.");
  search.change(only("size=0.001,1"));
  await search.start();
  expect(search.state.getState().fault).toContain("size");
  search.change({ rows: [] });
  await search.start();
  expect(search.state.getState().fault).toBe("Nothing varies yet; switch on what may vary.");
  search.change({ ...setup, fails: "missed 3 frames of nobody" });
  await search.start();
  expect(search.state.getState().fault).toContain('no annotated actor "nobody"');
  expect(search.state.getState().running).toBeNull();
});

test("progress tells the step, variants tried out of the budget, and only then an end", async () => {
  const seen: string[] = [];
  const { search } = page(walkerScenario(6), { store: createAnswerStore("progress"), run: run(ruled(isFoggy)) });
  search.state.subscribe(({ running }) => {
    const text = running ? `${running.step?.kind ?? "opening"} of ${running.budget}` : "over";
    if (seen.at(-1) !== text) seen.push(text);
  });
  await search.prepare();
  search.change({ ...only("severity:fog=0..5/0.1"), fails: "missed 3 frames", amount: 30, pairs: 1, weatherMap: true });
  await search.start();
  expect(seen.filter((text) => text !== "over")).toEqual([
    "opening of null",
    ...["opening", "exploring", "climbing", "shrinking", "pair", "weather"].map((step) => `${step} of 30`),
  ]);
  expect(seen.at(-1)).toBe("over");
  const conditions = new Set(search.state.getState().results?.report.heat_map.map(({ condition }) => condition));
  expect(conditions.size).toBeGreaterThan(5);
});

test("answers of older searches make room, and those of a search that differs in anything are not used", async () => {
  const store = createAnswerStore("many");
  const head = (build: string): Parameters<AnswerStore["open"]>[0] => ({
    ...{ journal: "jaywalk search", version: 2, build, scenario: "a", variables: "b", fails: "missed 3 frames" },
    ...{ detector: "d", settings: "s", judging: { iou: 0.5, confidence: 0.25, minVisibility: 0.25 } },
  });
  for (let build = 0; build < 25; build++) {
    const kept = await store.open(head(String(build)), { scenario: `scenario ${build}`, setup: {} });
    expect(kept.lines).toEqual([]);
    kept.add(`{"point":[${build}]}\n`, true);
    expect(await kept.settled()).toBe(true);
  }
  const again = createAnswerStore("many");
  expect((await again.open(head("24"), { scenario: "scenario 24", setup: {} })).lines).toEqual(['{"point":[24]}\n']);
  expect((await again.open(head("0"), { scenario: "scenario 0", setup: {} })).lines).toEqual([]);
});

test("a job is what the command line is told: variants or time, the detector's seed, the condition in its usual form", async () => {
  const jobs: SearchJob[] = [];
  const { search, detector } = page(walkerScenario(6), {
    store: createAnswerStore("jobs"),
    run: (job, ports) => {
      jobs.push(job);
      return here(job, ports);
    },
  });
  detector.setup.setState({ seed: 5 });
  await search.prepare();
  search.change({
    ...only("size=1,0.9"),
    other: "  severity:fog=0,5\n\n",
    fails: "missed 3 frames in a row",
    amount: 0.5,
    unit: "minutes",
  });
  await search.start();
  expect(jobs).toMatchObject([{ seconds: 30, seed: 5, fails: "missed 3 frames", detector: { kind: "simulated", seed: 5 } }]);
  expect(jobs[0]?.variables.map(({ vary }) => vary)).toEqual(["size", "severity"]);
});

test("variants evaluated on one, two or four lanes, ready in any order, give the same outcome", async () => {
  const { search, detector } = page(walkerScenario(60), {
    store: createAnswerStore("lanes"),
    run: async (job, ports) => {
      const outcomes: SearchOutcome[] = [];
      for (const count of [0, 1, 2, 4]) {
        const opened = await openSearched(job.detector, ports.signal, NEVER_FETCHED);
        const problem = problemOf(job, opened);
        let asked = 0;
        const lane = (): PointLane => ({
          evaluate: async (point) => {
            // The earlier a question, the later its answer.
            for (let turn = 8 - (asked++ % 8); turn > 0; turn--) await new Promise((resolve) => setTimeout(resolve, 0));
            return evaluatePoint(problem, point, ports.signal);
          },
          close: () => undefined,
        });
        const lanes = count === 0 ? undefined : new PointLanes(Array.from({ length: count }, lane));
        outcomes.push(await conductSearch(job, opened, { ...ports, recall: () => Promise.resolve([]) }, lanes));
        expect(asked > 0).toBe(count > 0);
      }
      const [first, ...others] = outcomes;
      if (!first) throw new Error("nothing was searched");
      for (const other of others) expect(other).toEqual(first);
      return first;
    },
  });
  detector.setup.setState({ profile: onlyCurves("poor_night_camera"), seed: 3 });
  await search.prepare();
  const rows = ["severity:fog=0..5/0.25", "size=0.5..1/0.1"].map((vary) => ({ variable: parseVariableOption(vary), isOn: true }));
  search.change({ rows, fails: "recall below 0.6", amount: 30, pairs: 2 });
  await search.start();
  expect(search.state.getState().fault).toBeNull();
  expect(search.state.getState().results?.pairs.length).toBeGreaterThan(0);
});
