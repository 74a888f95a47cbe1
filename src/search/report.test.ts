import { expect, it } from "vitest";
import type { Evaluated } from "./evaluation";
import type { Criterion } from "./failure/criterion";
import { extremesOf } from "./report";
import { walkerScenario } from "./testing";
import { axesOf, parseVariableOption } from "./variables";

const axes = axesOf([parseVariableOption("severity:fog=0..3/1")], walkerScenario(2));

function extremes(kind: Criterion["kind"], values: readonly (number | null)[]) {
  const evaluated = values.map((value, index): Evaluated => ({
    point: [index],
    verdict: { failed: false, value, grade: 0, track: null, frame: null },
    cells: [],
  }));
  const { best, worst } = extremesOf({ kind }, axes, [...evaluated, { point: [3], impossible: "no" }]);
  return [best, worst].map((one) => one && [one.values[0]?.value, one.measured]);
}

it("tells in which variants the detector did best and worst, by what counts as failure", () => {
  expect(extremes("missed", [4, 0, 9])).toEqual([
    ["1", 0],
    ["2", 9],
  ]);
  expect(extremes("recall", [0.5, 0.9, 0.1])).toEqual([
    ["1", 0.9],
    ["2", 0.1],
  ]);
  // Never seen is worse than seen late; where there was nothing to score, nothing was measured.
  expect(extremes("late", [null, 2, 3])).toEqual([
    ["2", 3],
    ["0", null],
  ]);
  expect(extremes("ap", [null, 0.4, null])).toEqual([
    ["1", 0.4],
    ["1", 0.4],
  ]);
  expect(extremes("ap", [])).toEqual([null, null]);
});
