import { describe, expect, test } from "vitest";
import { readDetections } from "@/formats/detections/readDetections";
import { evaluateDetections } from "@/detection/evaluation/evaluate";
import { truthAt } from "@/detection/evaluation/testCases";
import type { TruthObject } from "@/detection/types";

const PICTURE = { width: 1280, height: 720 };
const CLASSES = { 1: "pedestrian", 3: "vehicle" };

/** Scores MOTChallenge results, one row per line, with pixels counted from 0 or 1. */
function scored(truth: readonly TruthObject[], rows: readonly string[], pixelOrigin: 0 | 1 = 0) {
  const mot = { classes: CLASSES, pixelOrigin, classLabel: undefined };
  const { detections, pixelOrigin: readFrom } = readDetections(rows.join("\n"), "results.txt", { format: "mot", mot });
  return evaluateDetections(truth, detections, { fps: 10, picture: PICTURE, pixelOrigin: readFrom }).report;
}

const still = (frames: readonly number[], box = { x: 100, y: 100, width: 40, height: 80 }) => frames.map((frame) => truthAt(frame, 0, box));

describe("id switches across a frame in which the object was missed", () => {
  const truth = still([0, 1, 2], { x: 100, y: 100, width: 100, height: 100 });
  const [first, stray, loose, exact] = [
    "1,10,100,100,100,100,0.9,1,-1,-1",
    "2,30,700,500,50,50,0.9,1,-1,-1",
    "3,10,100,100,60,100,0.9,1,-1,-1",
    "3,20,100,100,100,100,0.9,1,-1,-1",
  ] as const;

  test("a report elsewhere in that frame ends the earlier pair's priority, as in TrackEval", () => {
    const { overall, tracking } = scored(truth, [first, stray, loose, exact]);
    expect(overall).toMatchObject({ true_positives: 2, false_negatives: 1, false_positives: 2 });
    expect(tracking?.overall.id_switches).toBe(1);
    expect(tracking?.overall.mota).toBeCloseTo(-1 / 3, 9);
    // TrackEval's figures for the same frames.
    expect(tracking?.overall.hota).toBeCloseTo(0.40134959845, 9);
    expect(tracking?.overall.idf1).toBeCloseTo(4 / 7, 9);
  });

  test("a frame without any report is skipped, as in TrackEval: the pair keeps its priority", () => {
    const { overall, tracking } = scored(truth, [first, loose, exact]);
    expect(overall).toMatchObject({ true_positives: 2, false_negatives: 1, false_positives: 1 });
    expect(tracking?.overall.id_switches).toBe(0);
    expect(tracking?.overall.mota).toBeCloseTo(1 / 3, 9);
    expect(tracking?.overall.hota).toBeCloseTo(0.44702372708, 9);
    expect(tracking?.overall.idf1).toBeCloseTo(2 / 3, 9);
  });
});

test("a report in a frame without objects counts against average precision", () => {
  const { overall, curves } = scored(still([1]), ["1,-1,500,100,40,80,0.95,1,-1,-1", "2,-1,100,100,40,80,0.90,1,-1,-1"]);
  expect(overall).toMatchObject({ precision: 0.5, recall: 1 });
  expect(overall.average_precision).toBeCloseTo(0.5, 9);
  for (const { average_precision } of curves.overlap) expect(average_precision).toBeCloseTo(0.5, 9);
});

test("a class without truth has no average precision and does not count in the mean, and the report says so", () => {
  const { overall, classes, notes } = scored(still([0]), ["1,-1,100,100,40,80,0.9,1,-1,-1", "1,-1,600,300,200,100,0.9,3,-1,-1"]);
  expect(classes.map(({ class_label, average_precision }) => [class_label, average_precision])).toEqual([
    ["pedestrian", 1],
    ["vehicle", null],
  ]);
  expect(overall).toMatchObject({ average_precision: 1, average_precision_50_95: 1, false_positives: 1, precision: 0.5 });
  expect(notes.join(" ")).toContain("(vehicle): false positives. They have no average precision and do not count in its mean.");
});

describe("pixels counted from 1 on one side and from 0 on the other", () => {
  const truth = still([0, 1], { x: 100, y: 100, width: 10, height: 20 });
  const rows = ["1,1,100,100,10,20,0.9,1,-1,-1", "2,1,100,100,10,20,0.9,1,-1,-1"];

  test("with the right origin every box fits, with the wrong one it is found at overlap 0.5 and missed at 0.75", () => {
    expect(scored(truth, rows, 0)).toMatchObject({ overall: { mean_iou: 1, average_precision_50_95: 1 }, notes: [] });
    const { overall, curves } = scored(truth, rows, 1);
    expect(overall.mean_iou).toBeCloseTo(171 / 229, 9);
    expect(overall.average_precision).toBe(1);
    expect(curves.overlap.find(({ iou_threshold }) => iou_threshold === 0.75)?.average_precision).toBe(0);
  });

  test("the report suggests the other origin if all boxes are off by exactly one pixel in both directions, and only then", () => {
    expect(scored(truth, rows, 1).notes.join(" ")).toMatch(/off by exactly \(-1, -1\) pixels.*Choose the first pixel 0 \(--mot-origin 0\)/);
    const from1 = rows.map((row) => row.replaceAll("100,100", "101,101"));
    expect(scored(truth, from1, 0).notes.join(" ")).toMatch(/off by exactly \(1, 1\) pixels.*Choose the first pixel 1 \(--mot-origin 1\)/);
    // Tiny objects overlap too little to be found at all; this is when the hint is needed most.
    const tiny = [0, 1].map((frame) => truthAt(frame, 0, { x: 100, y: 100, width: 4, height: 4 }));
    expect(
      scored(
        tiny,
        rows.map((row) => row.replace("10,20", "4,4")),
        1,
      ).notes.join(" "),
    ).toContain("off by exactly (-1, -1)");
    for (const other of ["2,1,101,100,10,20,0.9,1,-1,-1", "2,1,100,100,11,20,0.9,1,-1,-1", "2,1,101,101,10,20,0.9,1,-1,-1"])
      expect(scored(truth, [rows[0] ?? "", other], 1).notes).toEqual([]);
  });
});

test("if nothing is found every score is 0 and none is NaN; a second class as large, found perfectly, halves the loss", () => {
  const frames = [0, 1, 2, 3, 4];
  const { overall, tracking } = scored(still(frames), []);
  expect(overall).toMatchObject({ precision: 0, recall: 0, average_precision: 0 });
  expect(tracking?.overall).toMatchObject({ hota: 0, det_a: 0, ass_a: 0, mota: 0, idf1: 0, loc_a: 0 });
  expect(Object.values(tracking?.overall ?? {}).filter((value) => !Number.isFinite(value))).toEqual([]);
  const cars = frames.map((frame) => truthAt(frame, 1, { x: 600, y: 300, width: 40, height: 80 }, { object_type: "vehicle" }));
  const both = scored(
    [...still(frames), ...cars],
    frames.map((frame) => `${frame + 1},1,600,300,40,80,0.9,3,-1,-1`),
  );
  expect(both.tracking?.overall.det_a).toBeCloseTo(0.5, 9);
  expect(both.tracking?.overall.ass_a).toBeCloseTo(1, 9);
  expect(both.tracking?.overall.hota).toBeCloseTo(Math.SQRT1_2, 9);
});

test("average precision counts 100 detections of a class per frame, as pycocotools does, and says how many it left out", () => {
  const places = Array.from({ length: 120 }, (_, index) => ({ x: 10 + 40 * (index % 30), y: 20 + 60 * Math.floor(index / 30) }));
  const truth = places.map((place, track) => truthAt(0, track, { ...place, width: 20, height: 40 }));
  const rows = places.map(({ x, y }, track) => `1,${track + 1},${x},${y},20,40,${(0.99 - track / 1000).toFixed(3)},1,-1,-1`);
  const { overall, notes } = scored(truth, rows);
  expect(overall).toMatchObject({ recall: 1, precision: 1 });
  expect(overall.average_precision).toBeCloseTo(84 / 101, 9);
  expect(notes.join(" ")).toMatch(/the 100 most confident detections per class and frame, as pycocotools does \(maxDets\): 20 more/);
  expect(scored(truth.slice(0, 100), rows.slice(0, 100)).notes).toEqual([]);
});
