import { describe, expect, test } from "vitest";
import { createActor, createScenario } from "@/core/document";
import { frameState } from "@/core/scene";
import { groundTruthFrames, groundTruthIgnoreRegions, scenarioTruth, wholeRange, type GroundTruthIgnoreRegion } from "@/core/truth";
import { evaluateDetections, type Detection } from "@/detection";
import { suggestActorType } from "./classes";
import { lintBundle } from "./lint/lintBundle";
import { ignoreRegionsOf } from "./read/ignoreRegions";
import { readAnnotations } from "./read/readAnnotations";
import { scenarioSource } from "./scenarioSource";
import { inputFiles, textFile, written, writtenFile } from "./testing/bundle";

/** A street with a parked car and a sign; a van passes in front of the car. */
const scenario = createScenario({
  id: "street",
  style: "illustrated",
  video: { width: 640, height: 360, fps: 10, durationFrames: 12 },
  scene: { kind: "residential", variant: 3 },
  actors: [
    createActor({
      id: "van",
      type: "vehicle",
      trackId: 4,
      appearance: { model: "van" },
      startFrame: 0,
      endFrame: 12,
      size: { width: 90, height: 70 },
      waypoints: [
        { x: -40, y: 262 },
        { x: 400, y: 262 },
      ],
    }),
  ],
});
const range = wholeRange(scenario);
const source = scenarioSource(scenario);
const truthText = () => [...scenarioTruth(scenario, range)].join("");
const drawn = (frame: number) => frameState(scenario, frame).ignored ?? [];

/** What a check of a bundle with this ground truth says about its regions. */
async function regionFaults(truth: string): Promise<string[]> {
  const found = await lintBundle({ paths: ["ground_truth.json"], open: () => Promise.resolve(new Blob([truth])) });
  return found.filter(({ place }) => place.startsWith("ignore_regions")).map(({ place, message }) => `${place}: ${message}`);
}

describe("what is drawn and not labelled, in files", () => {
  test("ground truth has a region for as long as its box stays the same, with what it is, after the annotations", () => {
    const { ignore_regions: regions, annotations } = JSON.parse(truthText()) as {
      ignore_regions: GroundTruthIgnoreRegion[];
      annotations: object[];
    };
    expect(regions).toEqual(groundTruthIgnoreRegions(scenario, range));
    expect(annotations).toHaveLength([...groundTruthFrames(scenario)].flat().length);
    const signs = regions.filter(({ kind }) => kind === "sign");
    expect(signs).toHaveLength(1);
    expect(signs[0]).toMatchObject({ frames: [0, 12], object_type: null });
    const car = regions.filter(({ kind }) => kind === "parked_car");
    expect(car.length).toBeGreaterThan(2);
    for (let frame = 0; frame < 12; frame++)
      expect(regions.filter(({ frames: [start, end] }) => frame >= start && frame < end).map(({ bounding_box: box }) => box)).toEqual(
        expect.arrayContaining(drawn(frame).map(({ box }) => box)),
      );
    expect(groundTruthIgnoreRegions(scenario, range, [3]).every(({ frames }) => frames[0] === 3 && frames[1] === 4)).toBe(true);
  });

  test("COCO has crowds for the classes of the scenario, KITTI DontCare, MOTChallenge rows with conf 0 under ids of their own", () => {
    const coco = JSON.parse(writtenFile(source, "coco", "coco.json")) as {
      annotations: { frame: number; iscrowd: number; track_id?: number; category_id: number; bbox: number[] }[];
    };
    const kitti = writtenFile(source, "kitti", "kitti/label_02/0000.txt").split("\n");
    const mot = writtenFile(source, "mot", "mot/gt/gt.txt").trim().split("\n");
    const ids = new Set<string>();
    for (let frame = 0; frame < 12; frame++) {
      const boxes = drawn(frame).map(({ box: { x, y, width, height } }) => [x, y, width, height]);
      const crowds = coco.annotations.filter((one) => one.frame === frame && one.track_id === undefined);
      expect(crowds.map(({ bbox, iscrowd, category_id: id }) => [bbox, iscrowd, id])).toEqual(boxes.map((box) => [box, 1, 3]));
      expect(kitti.filter((row) => row.startsWith(`${frame} -1 DontCare`))).toHaveLength(boxes.length);
      const rows = mot.map((row) => row.split(",")).filter(([number, , , , , , conf]) => number === String(frame + 1) && conf === "0");
      expect(rows.map(([, , x, y, width, height, , type]) => [x, y, width, height, type].map(Number))).toEqual(
        drawn(frame).map(({ box: { x, y, width, height }, type }) => [x + 1, y + 1, width, height, type === "vehicle" ? 3 : 8]),
      );
      for (const [, id = ""] of rows) ids.add(id);
    }
    expect(ids).toEqual(new Set(["6", "7"]));
  });

  test.each(["ground_truth", "coco", "kitti", "mot"] as const)("%s brings them back as regions", async (format) => {
    const files = format === "ground_truth" ? [textFile("ground_truth.json", truthText())] : inputFiles(written(source, format));
    const { ignored } = await readAnnotations(files);
    const { regions } = ignoreRegionsOf(ignored, (label) => suggestActorType(label)?.type ?? null);
    for (let frame = 0; frame < 12; frame++)
      expect(
        regions
          .filter(({ startFrame, endFrame }) => frame >= startFrame && frame < endFrame)
          .map(({ x, y, width, height }) => `${x} ${y} ${width} ${height}`)
          .sort(),
      ).toEqual(
        drawn(frame)
          .map(({ box: { x, y, width, height } }) => `${x} ${y} ${width} ${height}`)
          .sort(),
      );
  });

  test("a bundle’s check finds nothing wrong with them, and names frames outside the video, unknown types and empty boxes", async () => {
    const truth = truthText();
    expect(await regionFaults(truth)).toEqual([]);
    expect(await regionFaults(truth.replace('"frames":[0,', '"frames":[14,'))).toEqual([
      expect.stringMatching(/^ignore_regions\[0\].frames: 14 to \d+ are not frames of the video/),
    ]);
    expect(await regionFaults(truth.replace('"object_type":null', '"object_type":"sign"'))).toEqual([
      expect.stringMatching(/object_type: "sign" is not an actor type$/),
    ]);
  });

  test("the truth as detections scores 1, and detections of the parked car are neither right nor wrong", () => {
    const detection = (frame: number, class_label: string, bounding_box: Detection["bounding_box"]): Detection => ({
      timestamp: null,
      frame,
      class_label,
      confidence: 0.9,
      bounding_box,
      track_id: null,
    });
    const truth = [...groundTruthFrames(scenario)].flat();
    const right = truth.map(({ frame, object_type, bounding_box }) => detection(frame, object_type, bounding_box));
    const strays = [...Array(12).keys()].flatMap((frame) =>
      drawn(frame).map(({ type, box }) => detection(frame, type ?? "pedestrian", box)),
    );
    const { report } = evaluateDetections(truth, [...right, ...strays], {
      fps: 10,
      picture: scenario.video,
      ignoreRegions: groundTruthIgnoreRegions(scenario, range),
    });
    expect(report.overall).toMatchObject({ precision: 1, recall: 1, false_positives: 0, average_precision: 1 });
    expect(report.totals.detections_ignored).toBe(strays.length);
  });
});
