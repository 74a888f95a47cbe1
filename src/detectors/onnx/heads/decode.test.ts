import { describe, expect, test } from "vitest";
import type { HeadPlan } from "../plan/plan";
import { decode } from "./decode";
import { type Candidate, suppress } from "./nms";

const INPUT = { width: 100, height: 50 };
const YOLOV8: HeadPlan = {
  kind: "yolov8",
  outputs: { boxes: "out", scores: null, classes: null, count: null },
  arrangement: "rows",
  boxes: "cxcywh",
  unit: "pixels",
  activation: "none",
  classCount: 2,
  confidence: 0.25,
  iou: 0.5,
  maxDetections: 300,
};
/** Decodes rows of one output. */
const decoded = (rows: readonly (readonly number[])[], head: Partial<HeadPlan> = {}) =>
  decode(new Map([["out", { dims: [1, rows.length, rows[0]?.length ?? 0], data: rows.flat() }]]), { ...YOLOV8, ...head }, INPUT);

test("four numbers are a box in each of four ways, in pixels or as shares", () => {
  const box = { left: 10, top: 20, right: 30, bottom: 50, score: 0.9, classNumber: 1 };
  const scores = [0.1, 0.9];
  expect(decoded([[20, 35, 20, 30, ...scores]])).toEqual([box]);
  expect(decoded([[10, 20, 30, 50, ...scores]], { boxes: "xyxy" })).toEqual([box]);
  expect(decoded([[20, 10, 50, 30, ...scores]], { boxes: "yxyx" })).toEqual([box]);
  expect(decoded([[10, 20, 20, 30, ...scores]], { boxes: "xywh" })).toEqual([box]);
  expect(decoded([[0.1, 0.4, 0.3, 1, ...scores]], { boxes: "xyxy", unit: "normalized" })).toEqual([box]);
  expect(decoded([[20], [35], [20], [30], [0.1], [0.9]], { arrangement: "columns" })).toEqual([box]);
});

test("scores are objectness times class, sigmoids, or shares beside “no object”", () => {
  const scoreOf = (numbers: number[], head: Partial<HeadPlan>) => decoded([[20, 35, 20, 30, ...numbers]], head)[0]?.score ?? 0;
  expect(scoreOf([0.5, 0.8, 0.2], { kind: "yolov5" })).toBeCloseTo(0.4, 12);
  expect(scoreOf([-1, 2], { activation: "sigmoid" })).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
  expect(scoreOf([0, -1, 2], { activation: "sigmoid", kind: "yolov5" })).toBeCloseTo(0.5 / (1 + Math.exp(-2)), 12);
  expect(scoreOf([1, 2, 0], { activation: "softmax" })).toBeCloseTo(Math.exp(2) / (Math.exp(1) + Math.exp(2) + 1), 12);
  expect(scoreOf([1, 2, 9], { activation: "softmax" })).toBe(0);
});

describe("outputs that cannot be what they are taken for are refused", () => {
  test.each<[string, number[], Partial<HeadPlan>, string]>([
    ["scores that are no numbers", [20, 35, 20, 30, 0.5, NaN], {}, "scores that are no numbers (NaN); check --scale, --mean and --std"],
    ["logits as scores", [20, 35, 20, 30, 0.5, 7.25], {}, "has a score of 7.25, which is not between 0 and 1; add --activation sigmoid"],
    ["negative scores", [20, 35, 20, 30, -3, -2.5], {}, "has a score of -2.5"],
    ["endless boxes", [20, Infinity, 20, 30, 0.5, 0.5], {}, "has a box of 20, Infinity, 20, 30"],
    ["shares as pixels", [0.5, 0.5, 0.25, 0.25, 0.5, 0.9], {}, "add --box-unit normalized"],
    ["pixels as shares", [50, 25, 40, 20, 0.5, 0.9], { unit: "normalized" }, "so they are in pixels; add --box-unit pixels"],
    ["scores as logits", [20, 35, 20, 30, 0.5, 0.9], { activation: "sigmoid" }, "not logits for sigmoid; add --activation none"],
    ["too few numbers", [20, 35, 20, 30, 0.5], {}, "the model gave 5 numbers for each box, but head yolov8 needs 6"],
    ["“no object” that is no number", [20, 35, 20, 30, 1.5, 0.5, NaN], { activation: "softmax" }, "no numbers (NaN)"],
  ])("%s", (_, row, head, message) => {
    expect(() => decoded([row], head)).toThrow(message);
  });

  test("lists of different lengths, and outputs that are missing", () => {
    const head: HeadPlan = { ...YOLOV8, kind: "ssd", outputs: { boxes: "out", scores: "scores", classes: "classes", count: null } };
    const box = { dims: [1, 1, 4], data: [1, 2, 3, 4] };
    const list = (...data: number[]) => ({ dims: [data.length], data });
    expect(() => decode(new Map([["out", box]]), head, INPUT)).toThrow("the model has no output “scores”; it has out");
    expect(() =>
      decode(
        new Map([
          ["out", box],
          ["scores", list(0.5, 0.5)],
          ["classes", list(1)],
        ]),
        head,
        INPUT,
      ),
    ).toThrow("1 box, 2 scores and 1 class;");
  });
});

test("overlapping boxes of a class are reduced to the most confident; equal ones to the first, whatever their number", () => {
  const at = (left: number, score: number, classNumber = 0): Candidate => ({
    left,
    top: 0,
    right: left + 10,
    bottom: 10,
    score,
    classNumber,
  });
  expect(suppress([at(0, 0.5), at(1, 0.9), at(30, 0.5), at(1, 0.8, 1)], 0.5)).toEqual([at(1, 0.9), at(1, 0.8, 1), at(30, 0.5)]);
  const equal = [at(2, 0.5), at(1, 0.5), at(0, 0.5)];
  expect(suppress(equal, 0.5)).toEqual([at(2, 0.5)]);
  // 5 of 15 pixels are shared: a third, which is not more than a third.
  expect(suppress([at(0, 0.9), at(5, 0.8)], 1 / 3)).toHaveLength(2);
  expect(suppress([at(0, 0.9), at(5, 0.8)], 0.33)).toHaveLength(1);
});
