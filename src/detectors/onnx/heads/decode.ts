import { counted } from "@/core/text";
import { exp } from "@/core/exact";
import { DetectorError } from "../../detector";
import type { Corners, Size } from "../picture/placement";
import type { HeadPlan } from "../plan/plan";
import { type Candidate, byScore, suppress } from "./nms";

/** What a model gave for one output. */
export type OutputTensor = { readonly dims: readonly number[]; readonly data: ArrayLike<number> };

/** Beyond 0..1 by more than what half precision rounds, a score is none. */
const SCORE_ERROR = 0.01;

/**
 * The boxes in a model's outputs, in pixels of its input, the most confident first.
 * @throws DetectorError if the outputs are not what the plan expects
 */
export function decode(outputs: ReadonlyMap<string, OutputTensor>, head: HeadPlan, input: Size): Candidate[] {
  const candidates = head.kind === "ssd" ? fromLists(outputs, head, input) : fromTable(outputs, head, input);
  assertUnit(candidates, head, input);
  const kept = head.iou === null ? byScore(candidates) : suppress(candidates, head.iou);
  return kept.slice(0, head.maxDetections);
}

function outputNamed(outputs: ReadonlyMap<string, OutputTensor>, name: string): OutputTensor {
  const output = outputs.get(name);
  if (!output) throw new DetectorError("input", `the model has no output “${name}”; it has ${[...outputs.keys()].join(", ")}`);
  return output;
}

/** Heads with one row or column of numbers for each box. */
function fromTable(outputs: ReadonlyMap<string, OutputTensor>, head: HeadPlan, input: Size): Candidate[] {
  const table = tableOf(outputs, head.outputs.boxes, head.arrangement);
  const separate = head.outputs.scores === null ? null : tableOf(outputs, head.outputs.scores, head.arrangement);
  if (separate && separate.count !== table.count)
    throw new DetectorError(
      "failed",
      `the model gave ${counted(table.count, "box", "boxes")} but scores for ${separate.count}; check --head and the outputs`,
    );
  const scores = separate ?? table;
  const first = separate ? 0 : head.kind === "yolov5" ? 5 : 4;
  const needed = head.kind === "yolov10" ? 6 : first + (head.classCount ?? 0);
  if (scores.values < needed)
    throw new DetectorError(
      "failed",
      `the model gave ${counted(scores.values, "number")} for each box, but head ${head.kind} needs ${needed}; check --head and --classes`,
    );
  if (head.activation !== "none") assertLogits(scores, first, head);
  const candidates: Candidate[] = [];
  for (let index = 0; index < table.count; index++) {
    const { score, classNumber } =
      head.kind === "yolov10"
        ? { score: checked(table.at(index, 4), head), classNumber: Math.round(table.at(index, 5)) }
        : bestClass(scores, index, first, head);
    if (score < head.confidence) continue;
    candidates.push({
      ...cornersOf(
        [0, 1, 2, 3].map((value) => table.at(index, value)),
        head,
        input,
      ),
      score: Math.min(1, score),
      classNumber,
    });
  }
  return candidates;
}

type Table = { readonly count: number; readonly values: number; readonly at: (box: number, value: number) => number };

function tableOf(outputs: ReadonlyMap<string, OutputTensor>, name: string, arrangement: HeadPlan["arrangement"]): Table {
  const { dims, data } = outputNamed(outputs, name);
  const [rows = 0, columns = 0] = dims.slice(-2);
  if (dims.length < 2 || dims.slice(0, -2).some((length) => length !== 1))
    throw new DetectorError(
      "failed",
      `the model's output “${name}” has the shape [${dims.join(", ")}], which is no table of boxes; check --head`,
    );
  return arrangement === "rows"
    ? { count: rows, values: columns, at: (box, value) => data[box * columns + value] ?? NaN }
    : { count: columns, values: rows, at: (box, value) => data[value * columns + box] ?? NaN };
}

/** The most probable class of a box; of equals, the first. */
function bestClass(scores: Table, index: number, first: number, head: HeadPlan): { score: number; classNumber: number } {
  const count = head.classCount ?? 0;
  let classNumber = 0;
  let best = -Infinity;
  for (let number = 0; number < count; number++) {
    const value = scores.at(index, first + number);
    if (Number.isNaN(value)) checked(value, head);
    if (value > best) [best, classNumber] = [value, number];
  }
  const objectness = head.kind === "yolov5" ? scores.at(index, 4) : null;
  switch (head.activation) {
    case "none":
      return { score: checked(best, head) * (objectness === null ? 1 : checked(objectness, head)), classNumber };
    case "sigmoid":
      return { score: checked(sigmoid(best) * (objectness === null ? 1 : sigmoid(objectness)), head), classNumber };
    case "softmax": {
      // “No object” is the last class; it takes its share, but it is never the answer.
      let sum = 0;
      for (let number = 0; number <= count; number++) sum += exp(scores.at(index, first + number) - best);
      return { score: checked(1 / sum, head), classNumber };
    }
  }
}

const sigmoid = (value: number): number => 1 / (1 + exp(-value));

/** A score that is one. @throws DetectorError otherwise */
function checked(score: number, { kind, outputs }: Pick<HeadPlan, "kind" | "outputs">): number {
  const name = outputs.scores ?? outputs.boxes;
  if (Number.isNaN(score))
    throw new DetectorError(
      "failed",
      `the model's output “${name}” has scores that are no numbers (NaN); check --scale, --mean and --std, or export it as float32`,
    );
  if (score > 1 + SCORE_ERROR || (score < -SCORE_ERROR && kind !== "yolov10"))
    throw new DetectorError(
      "failed",
      `the model's output “${name}” has a score of ${Number(score.toPrecision(4))}, which is not between 0 and 1; ` +
        "add --activation sigmoid (or softmax) if these are logits, or check --head",
    );
  return score;
}

/** Heads with one output for each: boxes, scores and class numbers, and sometimes how many of them count. */
function fromLists(outputs: ReadonlyMap<string, OutputTensor>, head: HeadPlan, input: Size): Candidate[] {
  const boxes = outputNamed(outputs, head.outputs.boxes);
  const scores = outputNamed(outputs, head.outputs.scores ?? "");
  const classes = outputNamed(outputs, head.outputs.classes ?? "");
  const length = boxes.data.length / 4;
  if (scores.data.length !== length || classes.data.length !== length)
    throw new DetectorError(
      "failed",
      `the model gave ${counted(length, "box", "boxes")}, ${counted(scores.data.length, "score")} ` +
        `and ${counted(classes.data.length, "class", "classes")}; ` +
        "name the right outputs (`outputs` in the file of options)",
    );
  const told = head.outputs.count === null ? length : (outputNamed(outputs, head.outputs.count).data[0] ?? length);
  const candidates: Candidate[] = [];
  for (let index = 0; index < Math.min(length, told); index++) {
    // Unused places of the lists are often filled with -1.
    const score = scores.data[index] ?? -1;
    if (score < 0 || checked(score, head) < head.confidence) continue;
    const box = [0, 1, 2, 3].map((value) => boxes.data[index * 4 + value] ?? NaN);
    candidates.push({ ...cornersOf(box, head, input), score: Math.min(1, score), classNumber: Math.round(classes.data[index] ?? NaN) });
  }
  return candidates;
}

function cornersOf(numbers: readonly number[], { boxes, unit, outputs }: HeadPlan, input: Size): Corners {
  const [a = NaN, b = NaN, c = NaN, d = NaN] = numbers;
  if (![a, b, c, d].every(Number.isFinite))
    throw new DetectorError(
      "failed",
      `the model's output “${outputs.boxes}” has a box of ${numbers.join(", ")}; check --scale, --mean and --std`,
    );
  const across = unit === "normalized" ? input.width : 1;
  const down = unit === "normalized" ? input.height : 1;
  const corners = (left: number, top: number, right: number, bottom: number) => ({
    left: left * across,
    top: top * down,
    right: right * across,
    bottom: bottom * down,
  });
  switch (boxes) {
    case "cxcywh":
      return corners(a - c / 2, b - d / 2, a + c / 2, b + d / 2);
    case "xyxy":
      return corners(a, b, c, d);
    case "yxyx":
      return corners(b, a, d, c);
    case "xywh":
      return corners(a, b, a + c, b + d);
  }
}

/** Logits are hardly ever all between 0 and 1; scores always are. */
function assertLogits(scores: Table, first: number, { classCount, activation, outputs }: HeadPlan): void {
  for (let box = 0; box < scores.count; box++)
    for (let number = 0; number < (classCount ?? 0); number++) {
      const value = scores.at(box, first + number);
      if (!(value >= 0 && value <= 1)) return;
    }
  if (scores.count === 0) return;
  throw new DetectorError(
    "failed",
    `the model's output “${outputs.scores ?? outputs.boxes}” holds scores from 0 to 1, not logits for ${activation}; add --activation none`,
  );
}

/** How many times as large as the input a box is that cannot be a share of it. */
const FAR_OUTSIDE = 4;

/** Boxes all within the first two pixels are shares of the input; boxes much larger than it are pixels, taken for shares. */
function assertUnit(candidates: readonly Candidate[], { unit }: HeadPlan, input: Size): void {
  if (unit === "normalized") {
    if (candidates.some(({ left, right }) => right - left > FAR_OUTSIDE * input.width))
      throw new DetectorError("failed", "boxes are much larger than the picture, so they are in pixels; add --box-unit pixels");
    return;
  }
  if (candidates.length === 0 || Math.min(input.width, input.height) < 16) return;
  if (candidates.every(({ right, bottom }) => right <= 2 && bottom <= 2))
    throw new DetectorError(
      "failed",
      "all boxes are within the first two pixels, so they are shares of the picture; add --box-unit normalized",
    );
}
