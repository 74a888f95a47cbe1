import { expect, test } from "vitest";
import { evaluateDetections } from "./evaluate";
import builtin from "./builtin.json";
import { detectionAt, truthAt } from "./testCases";

const DIGITS = 6;

const boxOf = (value: unknown) => {
  const [x = 0, y = 0, width = 0, height = 0] = value as number[];
  return { x, y, width, height };
};

test("a real detector's output scores as in TrackEval and pycocotools, with regions to ignore and a class without truth", () => {
  const truth = builtin.truth.map(([frame, track, type, box]) =>
    truthAt(Number(frame), Number(track), boxOf(box), { object_type: String(type) }),
  );
  const detections = builtin.detections.map(([frame, track, type, box, confidence]) =>
    detectionAt(Number(frame), Number(track), boxOf(box), { class_label: String(type), confidence: Number(confidence) }),
  );
  const ignoreRegions = builtin.regions.map(([type, box]) => ({
    frames: [0, 300] as const,
    object_type: String(type),
    bounding_box: boxOf(box),
  }));
  const picture = { width: 1280, height: 720 };
  const { report } = evaluateDetections(truth, detections, { fps: 30, picture, every: builtin.every, ignoreRegions });
  expect(report.totals.detections_ignored).toBe(78);
  for (const [name, expected] of Object.entries(builtin.tracking)) {
    const scores: Record<string, unknown> | undefined =
      name === "overall" ? report.tracking?.overall : report.tracking?.classes.find(({ class_label }) => class_label === name);
    for (const [key, value] of Object.entries(expected))
      // Without any pair, TrackEval's LocA is 1 and ours 0.
      if (name !== "cyclist" || key !== "loc_a") expect(scores?.[key], `${name} ${key}`).toBeCloseTo(value, DIGITS);
  }
  for (const [name, expected] of Object.entries(builtin.precision)) {
    const scores = name === "overall" ? report.overall : report.classes.find(({ class_label }) => class_label === name);
    expect(scores?.average_precision, name).toBeCloseTo(expected.average_precision, DIGITS);
    expect(scores?.average_precision_50_95, name).toBeCloseTo(expected.average_precision_50_95, DIGITS);
  }
  expect(report.classes.find(({ class_label }) => class_label === "cyclist")?.average_precision).toBeNull();
});
