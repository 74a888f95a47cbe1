import { describe, expect, test } from "vitest";
import type { Detection, TruthObject } from "../types";
import { evaluateDetections } from "./evaluate";
import reference from "./reference.json";
import { detectionAt, truthAt } from "./testCases";

const DIGITS = 6;
const report = (truth: TruthObject[], detections: Detection[], iou = 0.5) =>
  evaluateDetections(truth, detections, { fps: 10, picture: { width: 10_000, height: 10_000 }, iou }).report;

function tracking(truth: TruthObject[], detections: Detection[]) {
  const { tracking: scores } = report(truth, detections);
  if (!scores) throw new Error("no tracking metrics");
  return scores.overall;
}

describe("tracking measures compared with hand-computed values", () => {
  test("one object whose tracker changes its id half way", () => {
    const truth = [0, 1, 2, 3].map((frame) => truthAt(frame, 7));
    const scores = tracking(truth, [detectionAt(0, 1), detectionAt(1, 1), detectionAt(2, 2), detectionAt(3, 2)]);
    // MOTA = (TP 4 − FP 0 − switches 1) ÷ truth 4 = 0.75; every box fits, so MOTP = 1.
    expect(scores.mota).toBeCloseTo(0.75, DIGITS);
    expect(scores.motp).toBeCloseTo(1, DIGITS);
    expect(scores.id_switches).toBe(1);
    expect(scores.fragmentations).toBe(0);
    // Only one id may represent the object: IDTP = 2, IDFP = 2, IDFN = 2; IDF1 = 2·2 ÷ (2·2 + 2 + 2) = 0.5.
    expect([scores.idtp, scores.idfp, scores.idfn]).toEqual([2, 2, 2]);
    expect(scores.idf1).toBeCloseTo(0.5, DIGITS);
    expect(scores.idp).toBeCloseTo(0.5, DIGITS);
    expect(scores.idr).toBeCloseTo(0.5, DIGITS);
    // At every α: TP 4, DetA = 4/4. Each TP: TPA 2, FNA 2, FPA 0, so A = 2/4; AssA = 0.5; HOTA = √(1 · 0.5).
    expect(scores.det_a).toBeCloseTo(1, DIGITS);
    expect(scores.ass_a).toBeCloseTo(0.5, DIGITS);
    expect(scores.ass_re).toBeCloseTo(0.5, DIGITS);
    expect(scores.ass_pr).toBeCloseTo(1, DIGITS);
    expect(scores.loc_a).toBeCloseTo(1, DIGITS);
    expect(scores.hota).toBeCloseTo(Math.SQRT1_2, DIGITS);
  });

  test("boxes that are a quarter too far to the right", () => {
    // Shared 7.5 × 10 = 75, union 100 + 100 − 75 = 125: overlap 0.6, which α = 0.05 … 0.6 accept: 12 of 19.
    const scores = tracking(
      [0, 1].map((frame) => truthAt(frame, 0)),
      [0, 1].map((frame) => detectionAt(frame, 0, { x: 2.5 })),
    );
    expect(scores.motp).toBeCloseTo(0.6, DIGITS);
    expect(scores.mota).toBeCloseTo(1, DIGITS);
    expect(scores.det_a).toBeCloseTo(12 / 19, DIGITS);
    expect(scores.ass_a).toBeCloseTo(12 / 19, DIGITS);
    // HOTA at an accepted α is √(1 · 1), otherwise 0.
    expect(scores.hota).toBeCloseTo(12 / 19, DIGITS);
    // LocA is 0.6 if there are pairs; TrackEval sets it to 1 if there are none.
    expect(scores.loc_a).toBeCloseTo((12 * 0.6 + 7) / 19, DIGITS);
  });

  test("two objects, a miss, a false positive, a gap and swapped ids", () => {
    const right = { x: 100 };
    // a: found by 1, 1, –, 1, 2; b: found by 2, 2, 2, 2, 1; one detection of nothing at frame 2.
    const truth = [0, 1, 2, 3, 4].flatMap((frame) => [truthAt(frame, 0), truthAt(frame, 1, right)]);
    const scores = tracking(truth, [
      ...[0, 1, 3].map((frame) => detectionAt(frame, 1)),
      ...[0, 1, 2, 3].map((frame) => detectionAt(frame, 2, right)),
      detectionAt(2, 99, { x: 500 }),
      detectionAt(4, 2),
      detectionAt(4, 1, right),
    ]);
    // TP 9, FN 1, FP 1, switches 2 (one per object, at frame 4); MOTA = (9 − 1 − 2) ÷ 10.
    expect(scores.mota).toBeCloseTo(0.6, DIGITS);
    expect(scores.id_switches).toBe(2);
    // Only a is interrupted (frame 2) and found again.
    expect(scores.fragmentations).toBe(1);
    // Found: a 4/5 = 0.8, not more than 0.8, so partly tracked; b 5/5.
    expect([scores.mostly_tracked, scores.partly_tracked, scores.mostly_lost]).toEqual([1, 1, 0]);
    // a–1 share 3 frames, b–2 share 4: IDTP 7, IDFN 10 − 7 = 3, IDFP 10 − 7 = 3; IDF1 = 14 ÷ 20.
    expect([scores.idtp, scores.idfp, scores.idfn]).toEqual([7, 3, 3]);
    expect(scores.idf1).toBeCloseTo(0.7, DIGITS);
    // DetA = 9 ÷ (9 + 1 + 1). Lengths: a 5, b 5, id 1: 4, id 2: 5.
    // Pairs: a–1: 3 ÷ (5+4−3) = 1/2; b–2: 4 ÷ (5+5−4) = 2/3; a–2: 1 ÷ (5+5−1) = 1/9; b–1: 1 ÷ (5+4−1) = 1/8.
    // AssA = (3·1/2 + 4·2/3 + 1/9 + 1/8) ÷ 9.
    const assA = (3 / 2 + 8 / 3 + 1 / 9 + 1 / 8) / 9;
    expect(scores.det_a).toBeCloseTo(9 / 11, DIGITS);
    expect(scores.ass_a).toBeCloseTo(assA, DIGITS);
    expect(scores.hota).toBeCloseTo(Math.sqrt((9 / 11) * assA), DIGITS);
    // AssRe = (3·3/5 + 4·4/5 + 1/5 + 1/5) ÷ 9; AssPr = (3·3/4 + 4·4/5 + 1/5 + 1/4) ÷ 9.
    expect(scores.ass_re).toBeCloseTo((9 / 5 + 16 / 5 + 2 / 5) / 9, DIGITS);
    expect(scores.ass_pr).toBeCloseTo((9 / 4 + 16 / 5 + 1 / 5 + 1 / 4) / 9, DIGITS);
  });

  test("an object that leaves and returns is not fragmented; a frame without reports while it is present is a gap", () => {
    const found = (frames: number[]) => frames.map((frame) => detectionAt(frame, 1));
    const away = [0, 1, 5, 6].map((frame) => truthAt(frame, 0));
    expect(tracking(away, found([0, 1, 5, 6])).fragmentations).toBe(0);
    const stays = [0, 1, 2, 3].map((frame) => truthAt(frame, 0));
    expect(tracking(stays, found([0, 1, 3])).fragmentations).toBe(1);
    // Never found again: lost, not fragmented.
    expect(tracking(stays, found([0, 1])).fragmentations).toBe(0);
  });

  test("a report given twice is a false positive in every measure", () => {
    const scores = tracking([truthAt(0, 0)], [detectionAt(0, 5), detectionAt(0, 5)]);
    // MOTA = (1 − 1) ÷ 1; IDF1 = 2 ÷ (2 + 1); DetA = 1 ÷ 2.
    expect(scores.mota).toBeCloseTo(0, DIGITS);
    expect(scores.idf1).toBeCloseTo(2 / 3, DIGITS);
    expect(scores.det_a).toBeCloseTo(0.5, DIGITS);
  });

  test("all classes together are weighted by their objects", () => {
    const cyclist = { object_type: "cyclist" };
    const truth = [truthAt(0, 0), truthAt(1, 0), truthAt(2, 0), truthAt(0, 1, { x: 50 }, cyclist)];
    const { tracking: scores } = report(
      truth,
      [0, 1, 2].map((frame) => detectionAt(frame, 3)),
    );
    // Pedestrian MOTA 3/3, cyclist 0/1; together (3 + 0) ÷ 4. DetA together 3 ÷ 4, AssA 1 (of the three that are found).
    expect(scores?.classes.map(({ class_label, mota }) => [class_label, mota])).toEqual([
      ["cyclist", 0],
      ["pedestrian", 1],
    ]);
    expect(scores?.overall.mota).toBeCloseTo(0.75, DIGITS);
    expect(scores?.overall.hota).toBeCloseTo(Math.sqrt(0.75), DIGITS);
  });
});

describe("average precision compared with hand-computed values", () => {
  test("a false positive between true positives", () => {
    const confidence = (value: number) => ({ confidence: value });
    const scores = report(
      [truthAt(0, 0), truthAt(1, 0), truthAt(2, 0)],
      [
        detectionAt(0, 0, {}, confidence(0.9)),
        detectionAt(0, 1, { x: 50 }, confidence(0.8)),
        detectionAt(1, 0, {}, confidence(0.7)),
        detectionAt(2, 0, {}, confidence(0.6)),
      ],
    );
    // Recall after each: 1/3, 1/3, 2/3, 1; precision: 1, 1/2, 2/3, 3/4; from the right: 1, 3/4, 3/4, 3/4.
    // Levels 0 … 0.33 (34 of them) read 1, levels 0.34 … 1 (67) read 3/4.
    const expected = (34 + 67 * 0.75) / 101;
    expect(scores.overall.average_precision).toBeCloseTo(expected, DIGITS);
    // Boxes match exactly, so every overlap level gives the same.
    expect(scores.overall.average_precision_50_95).toBeCloseTo(expected, DIGITS);
    expect(scores.overall.precision).toBeCloseTo(3 / 4, DIGITS);
    expect(scores.overall.recall).toBe(1);
    expect(scores.overall.f1).toBeCloseTo(6 / 7, DIGITS);
  });

  test("overlap 0.6 counts at 0.5, 0.55 and 0.6 only", () => {
    const scores = report([truthAt(0, 0)], [detectionAt(0, 0, { x: 2.5 })]);
    expect(scores.overall.average_precision).toBeCloseTo(1, DIGITS);
    expect(scores.overall.average_precision_50_95).toBeCloseTo(3 / 10, DIGITS);
  });

  test("a recall exactly at a level is read as pycocotools reads it", () => {
    // 19 of 20 found, no error: recall 0.95. NumPy's level 95 is 95 × 0.01 = 0.9500000000000001, just beyond: levels 0 … 0.94 read 1.
    const some = (found: number, all: number) =>
      report(
        Array.from({ length: all }, (_, frame) => truthAt(frame, 0)),
        Array.from({ length: found }, (_, frame) => detectionAt(frame, 0)),
      ).overall.average_precision;
    expect(some(19, 20)).toBeCloseTo(95 / 101, 12);
    // Level 35 is 35 × 0.01 = 0.35000000000000003, above 7/20; level 90 is 0.9 = 18/20, and level 50 is 0.5.
    expect(some(7, 20)).toBeCloseTo(35 / 101, 12);
    expect(some(18, 20)).toBeCloseTo(91 / 101, 12);
    expect(some(10, 20)).toBeCloseTo(51 / 101, 12);
    expect(some(20, 20)).toBe(1);
  });

  test("an overlap exactly at a level counts there as in pycocotools", () => {
    // 9 of 10 columns: overlap 0.9. NumPy's ninth level is 8 × (0.45 ÷ 9) + 0.5 = 0.8999999999999999: nine of ten count.
    expect(report([truthAt(0, 0)], [detectionAt(0, 0, { width: 9 })]).overall.average_precision_50_95).toBeCloseTo(9 / 10, 12);
    expect(report([truthAt(0, 0)], [detectionAt(0, 0, { width: 9 })]).curves.overlap.map((point) => point.iou_threshold)).toEqual([
      0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95,
    ]);
  });

  test("a miss caps recall, and the mean is over the classes that have objects", () => {
    const vehicle = { object_type: "vehicle" };
    const scores = report(
      [truthAt(0, 0), truthAt(1, 0), truthAt(0, 1, { x: 50 }, vehicle)],
      [detectionAt(0, 0), detectionAt(0, 9, { x: 200 }, { class_label: "motorcycle" })],
    );
    // Pedestrian: recall 1/2 at precision 1: levels 0 … 0.5, 51 of 101. Vehicle 0. Motorcycle has no truth: left out.
    expect(scores.overall.average_precision).toBeCloseTo(51 / 101 / 2, DIGITS);
    expect(scores.classes.find(({ class_label }) => class_label === "motorcycle")?.average_precision).toBeNull();
  });
});

describe("agrees with the reference implementations on random tracks", () => {
  test.each(reference.cases.map((one, index) => ({ index, ...one })))("case $index", ({ truth, detections, tracking, precision }) => {
    const box = (value: unknown) => {
      const [x = 0, y = 0, width = 0, height = 0] = value as number[];
      // Some are left of or above the origin, which is not a picture's edge here.
      return { x: x + 100, y: y + 100, width, height };
    };
    const ours = report(
      truth.map(([frame, track, type, place]) => truthAt(Number(frame), Number(track), box(place), { object_type: String(type) })),
      detections.map(([frame, track, label, place, confidence]) =>
        detectionAt(Number(frame), Number(track), box(place), {
          class_label: String(label),
          confidence: Number(confidence),
        }),
      ),
    );
    const trackingOf = (name: string): Record<string, number | string> | undefined =>
      name === "overall" ? ours.tracking?.overall : ours.tracking?.classes.find(({ class_label }) => class_label === name);
    for (const [name, expected] of Object.entries(tracking))
      for (const [key, value] of Object.entries(expected))
        if (key !== "fragmentations") expect(trackingOf(name)?.[key], `${name} ${key}`).toBeCloseTo(value, DIGITS);
    for (const [name, expected] of Object.entries(precision)) {
      const scores = name === "overall" ? ours.overall : ours.classes.find(({ class_label }) => class_label === name);
      expect(scores?.average_precision).toBeCloseTo(expected.average_precision, DIGITS);
      expect(scores?.average_precision_50_95).toBeCloseTo(expected.average_precision_50_95, DIGITS);
    }
  });
});
