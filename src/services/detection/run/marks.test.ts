import { expect, it } from "vitest";
import { frameState } from "@/core/scene";
import { groundTruthOf } from "@/core/truth";
import type { Detection } from "@/detection";
import { walkerScenario } from "@/search/testing";
import { marksOf } from "./marks";

it("marks no report in a region to ignore that the user drew, and calls it false elsewhere", () => {
  const scenario = { ...walkerScenario(2), ignoreRegions: [{ startFrame: 0, endFrame: 1, x: 390, y: 10, width: 60, height: 100 }] };
  const frames = [0, 1].map((frame) => ({ frame, truth: groundTruthOf(frameState(scenario, frame)) }));
  const ghosts = frames.map(({ frame }): Detection => ({
    ...{ frame, timestamp: frame / 30, class_label: "pedestrian", confidence: 0.9, track_id: null },
    bounding_box: { x: 400, y: 20, width: 40, height: 80 },
  }));
  const outcomes = marksOf(frames, ghosts, scenario).map(({ marks }) => marks.map(({ outcome }) => outcome));
  expect(outcomes).toEqual([["FN"], ["FP", "FN"]]);
});
