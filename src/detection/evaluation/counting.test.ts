import { describe, expect, test } from "vitest";
import { evaluateDetections } from "./evaluate";
import { detectionAt, truthAt } from "./testCases";

const VIDEO = { fps: 10, picture: { width: 100, height: 50 } };

describe("boxes at the picture's edge", () => {
  test("a detector that stays inside and one that extrapolates beyond the edge both score 1", () => {
    // Beyond each edge, and at a corner; half of the first and a fifth of the others are in the picture.
    const boxes = [{ x: -5 }, { x: 92, y: 20 }, { x: 40, y: -8 }, { x: 60, y: 48 }, { x: 95, y: 45, width: 20, height: 9 }];
    const inside = [
      { x: 0, width: 5 },
      { x: 92, y: 20, width: 8 },
      { x: 40, y: 0, height: 2 },
      { x: 60, y: 48, height: 2 },
      { x: 95, y: 45, width: 5, height: 5 },
    ];
    const truth = boxes.map((box, track) => truthAt(0, track, box));
    for (const reported of [inside, boxes]) {
      const { overall, tracking } = evaluateDetections(
        truth,
        reported.map((box, track) => detectionAt(0, track, box)),
        VIDEO,
      ).report;
      expect(overall).toMatchObject({ precision: 1, recall: 1, average_precision_50_95: 1, mean_iou: 1 });
      expect(tracking?.overall).toMatchObject({ hota: 1, mota: 1, idf1: 1, motp: 1 });
    }
  });

  test("a report entirely outside the picture finds nothing", () => {
    const { overall } = evaluateDetections([truthAt(0, 0, { x: -5 })], [detectionAt(0, 0, { x: -20 })], VIDEO).report;
    expect(overall).toMatchObject({ true_positives: 0, false_positives: 1, false_negatives: 1 });
  });
});

describe("the influence of single detections", () => {
  // B cannot be seen and overlaps A: the first report overlaps A by 2/3 and B by 9/11, the second A by 1.
  const truth = [truthAt(0, 0), truthAt(0, 1, { x: 3 }, { visibility: 0 })];
  const sure = detectionAt(0, 1, { x: 2 }, { confidence: 0.9 });
  const unsure = detectionAt(0, 2, {}, { confidence: 0.1 });

  test("one below the threshold changes no score, wherever it is", () => {
    const alone = evaluateDetections(truth, [sure], { ...VIDEO, confidenceThreshold: 0.5 });
    const both = evaluateDetections(truth, [sure, unsure], { ...VIDEO, confidenceThreshold: 0.5 });
    expect(both.outcomes).toEqual(["TP", "below_threshold"]);
    expect(both.report.overall).toEqual(alone.report.overall);
    expect(both.report.tracking).toEqual(alone.report.tracking);
    expect(both.report.overall).toMatchObject({ recall: 1, precision: 1 });
    // The same for each level of the curve: with both reports the better one finds A and the other is of B.
    for (const { recall, precision, confidence_threshold: level } of both.report.curves.confidence)
      expect([recall, precision], String(level)).toEqual(level > 0.9 ? [0, 0] : [1, 1]);
  });

  test("boxes that do not touch are never matched, even if any overlap is enough", () => {
    const { overall } = evaluateDetections([truthAt(0, 0)], [detectionAt(0, 0, { x: 30 })], { ...VIDEO, iou: 0 }).report;
    expect(overall).toMatchObject({ true_positives: 0, average_precision: 0, average_precision_50_95: 0 });
  });

  test("boxes cannot be compared if there are none, and the message says what to do", () => {
    const timed = { ...sure, bounding_box: null };
    expect(() => evaluateDetections(truth, [timed], { ...VIDEO, matchBy: "boxes" })).toThrow("Compare times, or add the boxes");
  });
});
