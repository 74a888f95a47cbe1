import { expect, test } from "vitest";
import { createScenario, withFrameRate, withSize } from "@/core/document";
import { groundTruthFrames, groundTruthHeader, groundTruthIgnoreRegions, groundTruthJson, wholeRange } from "@/core/truth";
import { suggestActorType } from "./classes";
import { ignoreRegionsOf } from "./read/ignoreRegions";
import { readAnnotations } from "./read/readAnnotations";
import { inputFiles, textFile, written } from "./testing/bundle";
import { busyScene } from "./testing/scene";

const BOX = { x: 40, y: 20, width: 30, height: 60 };
const REGIONS = [
  { startFrame: 2, endFrame: 6, ...BOX },
  { startFrame: 4, endFrame: 5, ...BOX, x: 300, type: "vehicle" as const },
];
const scenario = createScenario({
  id: "s",
  style: "schematic",
  video: { width: 640, height: 360, fps: 10, durationFrames: 20 },
  ignoreRegions: REGIONS,
});
const typeOf = (label: string) => suggestActorType(label)?.type ?? null;

test("regions to ignore keep place and time when size or rate change, and are counted from a part's first frame", () => {
  expect(withSize(scenario, 1280, 180).ignoreRegions?.[1]).toEqual({
    startFrame: 4,
    endFrame: 5,
    x: 600,
    y: 10,
    width: 60,
    height: 30,
    type: "vehicle",
  });
  expect(withFrameRate(scenario, 5).ignoreRegions?.map(({ startFrame, endFrame }) => [startFrame, endFrame])).toEqual([
    [1, 3],
    [2, 3],
  ]);
  expect(groundTruthIgnoreRegions(scenario, { start: 3, end: 5 })).toEqual([
    { frames: [0, 2], object_type: null, bounding_box: BOX },
    { frames: [1, 2], object_type: "vehicle", bounding_box: { ...BOX, x: 300 } },
  ]);
});

test("ground truth lists regions only if there are any, and they are read back", async () => {
  const text = (regions: Parameters<typeof groundTruthJson>[3]) =>
    [...groundTruthJson(groundTruthHeader(scenario), groundTruthFrames(scenario), [], regions)].join("");
  expect(text([])).not.toContain("ignore_regions");
  const { ignored } = await readAnnotations([
    textFile("ground_truth.json", text(groundTruthIgnoreRegions(scenario, wholeRange(scenario)))),
  ]);
  expect(ignoreRegionsOf(ignored, typeOf)).toEqual({ regions: REGIONS, leftOut: 0 });
});

test.each([
  ["coco", REGIONS],
  // It has no regions of a single class.
  ["kitti", REGIONS.map(({ startFrame, endFrame, x, y, width, height }) => ({ startFrame, endFrame, x, y, width, height }))],
  ["mot", REGIONS],
] as const)("%s carries them beside the actors, whose tracks stay as they are", async (format, expected) => {
  const source = { ...busyScene(), ignoreRegions: groundTruthIgnoreRegions(scenario, wholeRange(scenario)) };
  const { ignored, tracks } = await readAnnotations(inputFiles(written(source, format)));
  const { regions } = ignoreRegionsOf(ignored, typeOf);
  // In COCO a region for every class becomes one crowd per class.
  const places = regions.map(({ startFrame, endFrame, x, y, width, height, type }) => [
    startFrame,
    endFrame,
    x,
    y,
    width,
    height,
    format !== "kitti" && startFrame === 4 ? type : undefined,
  ]);
  const wanted = expected.map((region) => [
    region.startFrame,
    region.endFrame,
    region.x,
    region.y,
    region.width,
    region.height,
    "type" in region ? region.type : undefined,
  ]);
  expect(new Set(places.map(String))).toEqual(new Set(wanted.map(String)));
  expect(tracks).toEqual((await readAnnotations(inputFiles(written(busyScene(), format)))).tracks);
});
