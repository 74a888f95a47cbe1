import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Detection, TruthObject } from "../types";
import { bestAssignment } from "./assignment";
import { evaluateDetections } from "./evaluate";
import { missRuns } from "./missRuns";
import { matchBoxes, matchTimes } from "./matching";
import { IgnoreRegions } from "./regions";
import { placeDetections, samplesByFrame } from "./samples";
import { detectionAt, truthAt } from "./testCases";

const TYPES = ["pedestrian", "cyclist", "vehicle"];
/** Wider than anything below, except in the tests of the edge. */
const VIDEO = { fps: 10, picture: { width: 10_000, height: 10_000 } };
const PLACES = { ...VIDEO, regions: new IgnoreRegions([], VIDEO.picture) };
const WEATHER = (frame: number) => (frame < 10 ? "sunny" : "fog");

/** Three objects over twenty frames, of different size, class and visibility. */
const scene = Array.from({ length: 20 }, (_, frame) =>
  TYPES.map((object_type, track) =>
    truthAt(
      frame,
      track,
      { x: track * 300 + frame, width: 20 + 60 * track, height: 20 + 60 * track },
      { object_type, visibility: 1 - track * 0.3 },
    ),
  ),
).flat();

const perfect = (truth: readonly TruthObject[]) =>
  truth.map((record) => detectionAt(record.frame, record.track_id, record.bounding_box, { class_label: record.object_type }));

/** Every ratio in the report, by its path. */
function shares(value: unknown, path = ""): [string, number][] {
  const names = /(precision|recall|f1|average_precision\w*|mota|motp|idf1|idp|idr|hota|(det|ass|loc)_\w+|mean_iou)(\.\d+)?$/;
  if (typeof value === "number") return names.test(path) ? [[path, value]] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => shares(item, `${path}.${key}`));
}

/** A confidence threshold above every confidence empties the stream, so those points are not the stream's. */
const reached = ([path]: [string, number]) => !/curves\.confidence\.(19|20)\./.test(path);

describe("streams at the ends of the scale", () => {
  test("a perfect stream scores 1 everywhere, by boxes and by times", () => {
    for (const matchBy of ["boxes", "times"] as const) {
      const { report, outcomes } = evaluateDetections(scene, perfect(scene), { ...VIDEO, matchBy, weatherAt: WEATHER });
      const found = shares(report).filter(reached);
      expect(found.length).toBeGreaterThan(100);
      expect(found.filter(([, value]) => value !== 1)).toEqual([]);
      expect(new Set(outcomes)).toEqual(new Set(["TP"]));
      expect(report.misses).toEqual([]);
      expect(report.false_alarms).toEqual([]);
      expect(report.tracking?.overall).toMatchObject({ id_switches: 0, fragmentations: 0, mostly_tracked: 3 });
    }
  });

  test("an empty stream scores 0 everywhere, and every object is in the table of misses", () => {
    const { report } = evaluateDetections(scene, [], { ...VIDEO, weatherAt: WEATHER });
    const found = shares(report);
    expect(found.length).toBeGreaterThan(100);
    // At thresholds that no pair reaches, TrackEval defines LocA as 1.
    expect(found.filter(([path, value]) => value !== 0 && !/curves\.hota\.\d+\.loc_a/.test(path))).toEqual([]);
    expect(report.overall).toMatchObject({ true_positives: 0, false_negatives: 60 });
    expect(report.misses).toHaveLength(60);
    expect(report.misses[0]).toMatchObject({ reason: "not_reported", weather: "sunny", size: "small" });
    expect(report.notes).toContain("The detector reported nothing.");
  });

  test("a detector that saw every fifth frame is scored on these alone, and runs of misses are counted in them", () => {
    const all = perfect(scene);
    const shown = all.filter(({ frame }) => (frame ?? 0) % 5 === 2);
    const options = { ...VIDEO, every: 5, firstShown: 2 };
    const sampled = evaluateDetections(scene, shown, options);
    expect(sampled.report.overall).toMatchObject({ recall: 1, precision: 1, truth: 12 });
    expect(sampled.report.settings.every).toBe(5);
    expect(sampled.report.notes).toEqual(["One frame in 5 was compared."]);
    // Of a detector that saw more, the other frames are left out as well.
    const more = evaluateDetections(scene, all, options);
    expect(more.report.overall).toMatchObject({ recall: 1, precision: 1, detections: 12 });
    expect(more.outcomes.filter((outcome) => outcome === "ignored")).toHaveLength(48);
    expect(evaluateDetections(scene, shown, VIDEO).report.overall.recall).toBe(0.2);
    const [run] = missRuns(evaluateDetections(scene, [], options).report);
    expect(run).toMatchObject({ frames: 4, lastFrame: 17, seconds: 2 });
  });

  test("notes list classes that the truth does not contain, and detections outside the video", () => {
    const strange = [detectionAt(3, 9, {}, { class_label: "category 9" }), detectionAt(20, 1), detectionAt(19, 1)];
    const { notes } = evaluateDetections(scene, strange, { ...VIDEO, durationFrames: 20 }).report;
    expect(notes).toHaveLength(2);
    expect(notes[0]).toContain("1 of 3 detections is of classes that are not in the ground truth (category 9)");
    expect(notes[1]).toContain("1 of 3 detections is outside the video, whose frames are 0 to 19");
    expect(evaluateDetections(scene, perfect(scene), { ...VIDEO, durationFrames: 20 }).report.notes).toEqual([]);
  });

  test("nothing to find: no reports are perfect, any detection is wrong; MOTA is 0 as in TrackEval, without average precision", () => {
    const silent = evaluateDetections([], [], { ...VIDEO }).report;
    expect(shares(silent).filter(([, value]) => value !== 1)).toEqual([]);
    const wrong = evaluateDetections([], [detectionAt(0, 1)], { ...VIDEO }).report;
    expect(wrong.overall).toMatchObject({ precision: 0, recall: 0, f1: 0, average_precision: null, average_precision_50_95: null });
    expect(wrong.tracking?.overall).toMatchObject({ hota: 0, idf1: 0, mota: 0 });
    expect(wrong.curves).toMatchObject({ precision_recall: [], overlap: [] });
  });

  test("whatever the stream, every ratio is a number in 0..1 (MOTA may be negative)", () => {
    const record = fc.record({
      frame: fc.integer({ min: 0, max: 4 }),
      track: fc.integer({ min: 0, max: 2 }),
      x: fc.integer({ min: 0, max: 20 }),
      type: fc.constantFrom(...TYPES),
      seen: fc.constantFrom(0, 0.3, 1),
      boxed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 12 }), fc.array(record, { maxLength: 12 }), fc.boolean(), (truth, reports, boxes) => {
        const { report, outcomes } = evaluateDetections(
          truth.map(({ frame, track, x, type, seen }) => truthAt(frame, track, { x }, { object_type: type, visibility: seen })),
          reports.map(({ frame, track, x, type, boxed }) => {
            const detection = detectionAt(frame, track, { x }, { class_label: type });
            return boxes || boxed ? detection : { ...detection, bounding_box: null };
          }),
          { ...VIDEO, weatherAt: WEATHER },
        );
        const outside = shares(report).filter(
          ([path, value]) => !Number.isFinite(value) || value > 1 + 1e-12 || (value < 0 && !path.endsWith("mota")),
        );
        expect(outside).toEqual([]);
        const { overall, confusion, totals } = report;
        expect(overall.true_positives + overall.false_negatives).toBe(totals.truth);
        expect(outcomes.filter((outcome) => outcome === "TP")).toHaveLength(overall.true_positives);
        expect(confusion.counts.flat().reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(totals.truth + totals.detections);
        expect(report.misses).toHaveLength(overall.false_negatives);
        expect(report.false_alarms).toHaveLength(overall.false_positives);
      }),
      { numRuns: 100 },
    );
  });
});

describe("ids that occur twice in a frame", () => {
  const [a, b, c] = [0, 1, 2].map((x) => ({ x }));

  test("one report of two objects with one id counts as right once, not twice", () => {
    // IDTP may be at most the one report: 2·1 ÷ (2·1 + FP 0 + FN 1) = 2/3. Counted twice it would be 2·2 ÷ (4 − 1 + 0) = 4/3.
    const truth = [truthAt(0, 7, a), truthAt(0, 7, b)];
    const scores = evaluateDetections(truth, [detectionAt(0, 1, a)], { ...VIDEO }).report.tracking?.overall;
    expect([scores?.idtp, scores?.idfp, scores?.idfn]).toEqual([1, 0, 1]);
    expect(scores?.idf1).toBeCloseTo(2 / 3, 12);
  });

  test("identity counts are never negative and add up, however often ids repeat", () => {
    // Few ids, boxes that all overlap, one class: nearly every case repeats an id on either side.
    const record = fc.record({
      frame: fc.integer({ min: 0, max: 2 }),
      track: fc.integer({ min: 0, max: 1 }),
      box: fc.constantFrom(a, b, c),
    });
    const records = fc.array(record, { maxLength: 8 });
    fc.assert(
      fc.property(records, records, (truth, reports) => {
        const { tracking } = evaluateDetections(
          truth.map(({ frame, track, box }) => truthAt(frame, track, box)),
          reports.map(({ frame, track, box }) => detectionAt(frame, track, box)),
          { ...VIDEO },
        ).report;
        const { idtp, idfp, idfn, idf1, idp, idr, hota, ass_a, det_a } = tracking?.overall ?? NO_TRACKING;
        expect(Math.min(idtp, idfp, idfn)).toBeGreaterThanOrEqual(0);
        expect([idtp + idfn, idtp + idfp]).toEqual([truth.length, reports.length]);
        for (const share of [idf1, idp, idr, hota, ass_a, det_a]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** A placeholder where there are no tracking measures; it matches no count. */
const NO_TRACKING = { idtp: NaN, idfp: NaN, idfn: NaN, idf1: NaN, idp: NaN, idr: NaN, hota: NaN, ass_a: NaN, det_a: NaN };

describe("the origin of a score", () => {
  test("misses state their reason, and confusion its classes", () => {
    const [a, b, c, d] = [truthAt(0, 0), truthAt(0, 1, { x: 50 }), truthAt(0, 2, { x: 100 }), truthAt(0, 3, { x: 150 })];
    const { report, outcomes } = evaluateDetections(
      [a, b, c, d],
      [
        detectionAt(0, 10, { x: 6 }),
        detectionAt(0, 11, { x: 50 }, { class_label: "cyclist" }),
        detectionAt(0, 12, { x: 100 }, { confidence: 0.1 }),
      ],
      { ...VIDEO, confidenceThreshold: 0.2 },
    );
    expect(report.misses.map(({ track_id, reason, detail }) => [track_id, reason, detail])).toEqual([
      [0, "poor_box", "best overlap 0.25"],
      [1, "wrong_class", "reported as cyclist"],
      [2, "low_confidence", "reported with confidence 0.10"],
      [3, "not_reported", "nothing reported"],
    ]);
    expect(outcomes).toEqual(["FP", "FP", "below_threshold"]);
    // Rows and columns: cyclist, pedestrian, none.
    expect(report.confusion).toEqual({
      labels: ["cyclist", "pedestrian"],
      counts: [
        [0, 0, 0],
        [1, 0, 3],
        [0, 1, 0],
      ],
    });
  });

  test("bands of weather, visibility and size contain their own share", () => {
    const reports = perfect(scene).filter(({ frame, class_label }) => (frame ?? 0) >= 10 || class_label !== "vehicle");
    reports.push(detectionAt(15, 99, { x: 5000, width: 200, height: 200 }));
    const { report } = evaluateDetections(scene, reports, { ...VIDEO, weatherAt: WEATHER });
    expect(report.by_weather).toMatchObject([
      { band: "fog", truth: 30, found: 30, false_positives: 1 },
      { band: "sunny", truth: 30, found: 20, missed: 10, false_positives: 0, precision: 1 },
    ]);
    // Visibility 0.4, 0.7 and 1 for the vehicle, the cyclist and the pedestrian.
    expect(report.by_visibility.map(({ band, found, truth, precision }) => [band, found, truth, precision])).toEqual([
      ["25–50 %", 10, 20, null],
      ["50–75 %", 20, 20, null],
      ["75–100 %", 20, 20, null],
    ]);
    // Sides 20, 80 and 140.
    expect(report.by_size.map(({ band, found, truth, false_positives }) => [band, found, truth, false_positives])).toEqual([
      ["small", 20, 20, 0],
      ["medium", 20, 20, 0],
      ["large", 10, 20, 1],
    ]);
  });

  test("objects that nobody can see are neither missed nor, if reported, wrong", () => {
    const hidden = truthAt(0, 0, {}, { visibility: 0 });
    const dim = truthAt(0, 1, { x: 50 }, { visibility: 0.2 });
    const reports = [detectionAt(0, 0), detectionAt(0, 1, { x: 50 })];
    const all = evaluateDetections([hidden, dim], reports, { ...VIDEO });
    expect(all.outcomes).toEqual(["ignored", "TP"]);
    const strict = evaluateDetections([hidden, dim], reports, { ...VIDEO, minVisibility: 0.3 });
    expect(strict.outcomes).toEqual(["ignored", "ignored"]);
    expect(strict.report.totals).toMatchObject({ truth: 0, truth_ignored: 2, detections_ignored: 2 });
  });

  test("curves follow threshold and tolerance", () => {
    const truth = [truthAt(0, 0), truthAt(10, 0), truthAt(20, 0)];
    const reports: Detection[] = [0.05, 1.12, 2.3].map((timestamp, index) => ({
      ...detectionAt(0, 0, {}, { timestamp, confidence: 0.9 - index * 0.3 }),
      frame: null,
      bounding_box: null,
    }));
    const { report } = evaluateDetections(truth, reports, { ...VIDEO });
    const at = (toleranceMs: number) => report.curves.tolerance.find(({ tolerance_ms }) => tolerance_ms === toleranceMs)?.true_positives;
    expect([at(25), at(50), at(100), at(150), at(300)]).toEqual([0, 1, 1, 2, 3]);
    expect(report.overall.time_error?.mean_ms).toBeCloseTo(50, 6);
    expect(report.misses.map(({ detail }) => detail)).toEqual(["nearest report 120 ms too late", "nearest report 300 ms too late"]);
    const wide = evaluateDetections(truth, reports, { ...VIDEO, toleranceMs: 300 }).report.curves.confidence;
    expect(
      wide.filter(({ confidence_threshold: level }) => [0.3, 0.5, 0.7, 0.95].includes(level)).map(({ true_positives }) => true_positives),
    ).toEqual([3, 2, 1, 0]);
  });
});

describe("optimal matching", () => {
  test("no assignment has a larger sum", () => {
    const permutations = (items: number[]): number[][] =>
      items.length === 0
        ? [[]]
        : items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 25, maxLength: 25 }),
        (rows, columns, values) => {
          const scores = Float64Array.from(values.slice(0, rows * columns));
          const wide = Math.max(rows, columns);
          const score = (row: number, column: number) => (row < rows && column < columns ? (scores[row * columns + column] ?? 0) : 0);
          const best = Math.max(
            ...permutations([...Array(wide).keys()]).map((order) => order.reduce((sum, column, row) => sum + score(row, column), 0)),
          );
          const assigned = bestAssignment(scores, rows, columns);
          const used = [...assigned].filter((column) => column >= 0);
          expect(new Set(used).size).toBe(Math.min(rows, columns));
          expect([...assigned].reduce((sum, column, row) => sum + (column < 0 ? 0 : score(row, column)), 0)).toBe(best);
        },
      ),
    );
  });

  test("the nearest pair is given up if that makes two pairs", () => {
    // Greedy matching would pair 1.00 with 1.02 and leave 0.95 without a partner within 100 ms.
    const events = [truthAt(0, 0, {}, { timestamp: 0.95 }), truthAt(0, 1, {}, { timestamp: 1 })];
    const reports = placeDetections(
      [1.02, 1.09].map((timestamp) => detectionAt(0, 0, {}, { timestamp })),
      PLACES,
    );
    const { matches } = matchTimes(events, reports, 0.1);
    expect(matches.map(({ truth, detection }) => [truth.timestamp, detection.timestamp])).toEqual([
      [0.95, 1.02],
      [1, 1.09],
    ]);
    // Boxes: the large overlap of one pair is given up likewise.
    const [sample] = samplesByFrame(
      [truthAt(0, 0, { x: 50 }), truthAt(0, 1, { x: 53 })],
      placeDetections([detectionAt(0, 0, { x: 50 }), detectionAt(0, 1, { x: 47 })], PLACES),
    );
    expect(sample && matchBoxes(sample, 0.5).matches).toHaveLength(2);
  });

  test("matching by time finds as many pairs as any other, and then the nearest", () => {
    const times = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 6 });
    const best = (events: number[], reports: number[], tolerance: number): [number, number] => {
      const [event, ...rest] = events;
      if (event === undefined) return [0, 0];
      return reports.reduce(
        (found, report, index) => {
          if (Math.abs(report - event) > tolerance) return found;
          const [pairs, distance] = best(
            rest,
            reports.filter((_, other) => other !== index),
            tolerance,
          );
          const candidate: [number, number] = [pairs + 1, distance + Math.abs(report - event)];
          return candidate[0] > found[0] || (candidate[0] === found[0] && candidate[1] < found[1]) ? candidate : found;
        },
        best(rest, reports, tolerance),
      );
    };
    fc.assert(
      fc.property(times, times, fc.integer({ min: 0, max: 4 }), (events, reports, tolerance) => {
        const { matches, missed, spurious } = matchTimes(
          events.map((timestamp, track) => truthAt(0, track, {}, { timestamp })),
          placeDetections(
            reports.map((timestamp) => detectionAt(0, 0, {}, { timestamp })),
            PLACES,
          ),
          tolerance,
        );
        const distance = matches.reduce((sum, { truth, detection }) => sum + Math.abs(truth.timestamp - detection.timestamp), 0);
        expect([matches.length, distance]).toEqual(best(events, reports, tolerance));
        expect(missed.length + matches.length).toBe(events.length);
        expect(spurious.length + matches.length).toBe(reports.length);
      }),
      { numRuns: 300 },
    );
  });
});
