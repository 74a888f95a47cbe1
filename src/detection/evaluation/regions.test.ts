import { expect, test } from "vitest";
import type { IgnoreRegion } from "../types";
import crowds from "./crowds.json";
import { evaluateDetections } from "./evaluate";
import { detectionAt, truthAt } from "./testCases";

const OPTIONS = { fps: 10, picture: { width: 400, height: 200 } };
const region = (
  box: IgnoreRegion["bounding_box"],
  object_type: string | null = null,
  frames: IgnoreRegion["frames"] = [0, 1],
): IgnoreRegion => ({ frames, object_type, bounding_box: box });
const RIGHT_HALF = { x: 200, y: 0, width: 200, height: 200 };

test("a detection half inside a region to ignore is neither right nor wrong; a counted object there can still be found", () => {
  const truth = [truthAt(0, 0), truthAt(0, 1, { x: 300 })];
  const detections = [
    detectionAt(0, 0),
    detectionAt(0, 1, { x: 300 }),
    detectionAt(0, 2, { x: 250, width: 30, height: 30 }),
    detectionAt(0, 3, { x: 195, y: 100 }),
    detectionAt(0, 4, { x: 194, y: 100 }),
    detectionAt(0, 5, { x: 100, y: 100 }),
  ];
  const { report, outcomes } = evaluateDetections(truth, detections, { ...OPTIONS, ignoreRegions: [region(RIGHT_HALF)] });
  expect(outcomes).toEqual(["TP", "TP", "ignored", "ignored", "FP", "FP"]);
  expect(report.overall).toMatchObject({ true_positives: 2, false_positives: 2, false_negatives: 0 });
  expect(report.totals).toMatchObject({ truth: 2, detections: 4, detections_ignored: 2, ignore_regions: 1 });
  expect(report.tracking?.overall).toMatchObject({ mota: 0, idtp: 2, idfp: 2 });
  expect(report.notes).toContain("2 of 6 detections are in regions to ignore and count as neither right nor wrong.");
});

test("a region applies to its class, its frames and the part of it in the picture", () => {
  const stray = (frame: number, class_label: string) => detectionAt(frame, 1, { x: 300, y: 100 }, { class_label });
  const outcome = (ignored: IgnoreRegion, frame: number, label: string) =>
    evaluateDetections([truthAt(0, 0)], [stray(frame, label)], { ...OPTIONS, ignoreRegions: [ignored] }).outcomes[0];
  expect(outcome(region(RIGHT_HALF, "vehicle"), 0, "vehicle")).toBe("ignored");
  expect(outcome(region(RIGHT_HALF, "vehicle"), 0, "pedestrian")).toBe("FP");
  expect(outcome(region(RIGHT_HALF, null, [3, 700]), 2, "pedestrian")).toBe("FP");
  for (const frame of [3, 255, 256, 699]) expect(outcome(region(RIGHT_HALF, null, [3, 700]), frame, "pedestrian")).toBe("ignored");
  expect(outcome(region(RIGHT_HALF, null, [3, 700]), 700, "pedestrian")).toBe("FP");
});

test("average precision judges what a region excuses again at each overlap, as pycocotools does", () => {
  // 12 of 20 columns are in the region: excused at overlap 0.5, 0.55 and 0.6, wrong from 0.65 on.
  const truth = [truthAt(0, 0, { x: 20 })];
  const detections = [detectionAt(0, 1, { x: 192, width: 20, height: 20 }, { confidence: 0.95 }), detectionAt(0, 0, { x: 20 })];
  const { curves } = evaluateDetections(truth, detections, { ...OPTIONS, ignoreRegions: [region(RIGHT_HALF)] }).report;
  expect(curves.overlap.map(({ average_precision }) => average_precision)).toEqual([1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
});

test("average precision with crowds equals that of pycocotools", () => {
  const boxOf = (value: unknown) => {
    const [x = 0, y = 0, width = 0, height = 0] = value as number[];
    return { x, y, width, height };
  };
  const truth = crowds.truth.map(([frame, track, type, box]) =>
    truthAt(Number(frame), Number(track), boxOf(box), { object_type: String(type) }),
  );
  const detections = crowds.detections.map(([frame, track, type, box, confidence]) =>
    detectionAt(Number(frame), Number(track), boxOf(box), { class_label: String(type), confidence: Number(confidence) }),
  );
  const ignoreRegions = crowds.regions.map(([frame, type, box]) => region(boxOf(box), String(type), [Number(frame), Number(frame) + 1]));
  const { overall, classes } = evaluateDetections(truth, detections, {
    fps: 10,
    picture: { width: 10_000, height: 10_000 },
    ignoreRegions,
  }).report;
  for (const [name, expected] of Object.entries(crowds.precision)) {
    const scores = name === "overall" ? overall : classes.find(({ class_label }) => class_label === name);
    expect(scores?.average_precision).toBeCloseTo(expected.average_precision, 6);
    expect(scores?.average_precision_50_95).toBeCloseTo(expected.average_precision_50_95, 6);
  }
});

test("regions are not used when matching by time, and the report says so", () => {
  const { report, outcomes } = evaluateDetections([truthAt(0, 0)], [detectionAt(5, 1, { x: 300 })], {
    ...OPTIONS,
    matchBy: "times",
    ignoreRegions: [region(RIGHT_HALF)],
  });
  expect(outcomes).toEqual(["FP"]);
  expect(report.notes.join(" ")).toContain("they are not used when times are compared");
});
