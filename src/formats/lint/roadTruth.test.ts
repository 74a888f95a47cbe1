import { expect, test } from "vitest";
import { groundTruthFrames, groundTruthHeader, groundTruthJson, groundTruthOccluders, groundTruthRoad } from "@/core/truth";
import { FindingList } from "../finding";
import { textFile } from "../testing/bundle";
import { roadScene } from "../testing/roadScene";
import { FileReport } from "./bundle";
import { lintTruth } from "./truth";

type Annotation = Record<string, unknown> & { box_3d: Record<string, unknown> };
type Truth = { camera: Record<string, unknown>; annotations: Annotation[] };

function truthOf(...scene: Parameters<typeof roadScene>): Truth {
  const scenario = roadScene(...scene);
  const range = { start: 0, end: scenario.video.durationFrames };
  const parts = groundTruthJson(
    groundTruthHeader(scenario),
    groundTruthFrames(scenario),
    groundTruthOccluders(scenario),
    [],
    groundTruthRoad(scenario, range),
  );
  return JSON.parse([...parts].join("")) as Truth;
}

function lint(truth: Truth): string[] {
  const findings = new FindingList();
  const file = textFile("ground_truth.json", JSON.stringify(truth));
  lintTruth(file, null, new FileReport(file.path, findings));
  return findings.list().map(({ place, message }) => `${place}: ${message}`);
}

test.each([
  ["dashcam", true],
  ["roadside", false],
  ["surround_front", true],
] as const)("the ground truth of the road seen by the camera %s has no faults", (camera, distorted) => {
  expect(lint(truthOf(camera, distorted))).toEqual([]);
});

const faults: [what: string, change: (annotation: Annotation, truth: Truth) => void, message: RegExp][] = [
  [
    "another size",
    ({ box_3d: box }) => Object.assign(box, { dimensions: { length: 1, width: 1, height: 2 } }),
    /box_3d\.dimensions: track \d+ had others/,
  ],
  [
    "a heading",
    ({ box_3d: box }) => Object.assign(box, { heading: Number(box["heading"]) + 5 }),
    /rotation_y: it does not follow from box_3d\.heading/,
  ],
  [
    "KITTI's alpha",
    (annotation) => Object.assign(annotation, { alpha: Number(annotation["alpha"]) + 0.01 }),
    /alpha: it is not rotation_y less/,
  ],
  ["a place", ({ box_3d: box }) => Object.assign(box, { center: [1, 2, 3] }), /box_3d\.camera_center: it is not box_3d\.center as/],
  ["a distance", (annotation) => Object.assign(annotation, { distance: 1 }), /distance: it is not that of the box/],
  [
    "more pixels seen than there are",
    (annotation) => Object.assign(annotation, { pixels_seen: 1e7 }),
    /pixels_seen: 10000000 of \d+ pixels/,
  ],
  [
    "corners elsewhere",
    ({ box_3d: box }) => Object.assign(box, { corners_px: Array.from({ length: 8 }, () => [5, 5]) }),
    /the bounding box reaches/,
  ],
  ["a camera without a focal length", (_, { camera }) => Object.assign(camera, { fx: 0 }), /camera\.fx: it is not a number above 0/],
  ["a camera without poses", (_, { camera }) => Object.assign(camera, { poses: [] }), /camera\.poses: there are none/],
];

test.each(faults)("a file with %s that is wrong is told of", (_, change, message) => {
  const truth = truthOf("dashcam");
  const annotation = truth.annotations.at(-1);
  if (!annotation) throw new Error("nobody is annotated");
  change(annotation, truth);
  expect(lint(truth).join("\n")).toMatch(message);
});
