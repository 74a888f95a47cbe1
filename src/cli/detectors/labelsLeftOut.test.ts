import { expect, test } from "vitest";
import { USUAL_CLASS_MAP } from "@/detectors/classes/classMap";
import { labelsLeftOut } from "./labelsLeftOut";

const found = (...labels: string[]) => [
  { frame: 0, width: 9, height: 9, objects: labels.map((label) => ({ label, confidence: 0.9, box: { x: 0, y: 0, width: 9, height: 9 } })) },
];

test("labels without a meaning are named even if others are reported; those of COCO and those that the user ignores are not", () => {
  expect(labelsLeftOut(found("car", "rickshaw", "Scooter", "chair"), USUAL_CLASS_MAP, 1)).toEqual([
    "Detections with these labels are left out, since they are not known as road users: rickshaw, Scooter; " +
      "say what they mean with --class-map FILE.",
  ]);
  expect(labelsLeftOut(found("car", "rickshaw"), { ...USUAL_CLASS_MAP, rickshaw: "ignore" }, 1)).toEqual([]);
  expect(labelsLeftOut(found("car", "Dog"), USUAL_CLASS_MAP, 1)).toEqual([]);
});

test("a run that reports nothing says which labels it found", () => {
  expect(labelsLeftOut(found("dog"), USUAL_CLASS_MAP, 0)[0]).toMatch(/^No detection is written: .*\(dog\)/);
  expect(labelsLeftOut(found(), USUAL_CLASS_MAP, 0)).toEqual([]);
});
