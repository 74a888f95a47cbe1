import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createScenario, validateScenario, type Scenario } from "@/core/document";
import { groundTruthFrames, groundTruthHeader, groundTruthJson } from "@/core/truth";
import { fitTracks, suggestMapping } from "./fit/fitTracks";
import type { ImportedAnnotations } from "./read/imported";
import { readAs } from "./read/formatNames";
import { readAnnotations } from "./read/readAnnotations";
import { scenarioSource } from "./scenarioSource";
import { inputFiles, textFile, written } from "./testing/bundle";
import { looseBoxesOf, tracksOf } from "./testing/compare";
import { anyScenario } from "./testing/randomScenario";
import { busyScene } from "./testing/scene";
import { ANNOTATION_FORMATS, type FormatId } from "./write/formatIds";

/** The result of importing the scenario's annotations in a format. */
function readBack(scenario: Scenario, format: FormatId | "ground_truth"): Promise<ImportedAnnotations> {
  const files =
    format === "ground_truth"
      ? [textFile("ground_truth.json", [...groundTruthJson(groundTruthHeader(scenario), groundTruthFrames(scenario))].join(""))]
      : inputFiles(written(scenarioSource(scenario), format));
  return readAnnotations(files, { format: format === "ground_truth" ? format : readAs(format) });
}

/** The scenario that an import becomes in the app, every box exact; the video's size comes from the file or, for KITTI, from the user. */
function scenarioOf(imported: ImportedAnnotations, { video }: Scenario): Scenario {
  const { width = video.width, height = video.height, fps = video.fps, totalFrames = video.durationFrames } = imported.video;
  const fitted = fitTracks(imported, { frame: { width, height }, tolerance: 0, mapping: suggestMapping(imported) });
  expect(fitted.exactBoxes).toBe(fitted.boxes);
  return validateScenario(
    createScenario({ id: "again", style: "schematic", video: { width, height, fps, durationFrames: totalFrames }, actors: fitted.actors }),
  );
}

describe("a scenario, written, read, fitted and annotated again", () => {
  test.each(["ground_truth", "coco", "mot", "kitti", "cvat", "openlabel", "datumaro"] as const)(
    "%s: has the same boxes, classes, tracks and gaps",
    async (format) => {
      await fc.assert(
        fc.asyncProperty(anyScenario, async (scenario) => {
          const again = scenarioOf(await readBack(scenario, format), scenario);
          expect(tracksOf(scenarioSource(again))).toEqual(tracksOf(scenarioSource(scenario)));
        }),
        { numRuns: 40 },
      );
    },
  );

  test("yolo: has the same boxes within the frame and the same classes; which tracks they belong to is lost", async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario, async (scenario) => {
        const again = scenarioOf(await readBack(scenario, "yolo"), scenario);
        // A box clipped at the frame's edge is at another place on the ground than the whole one, so another may hide it now.
        expect(looseBoxesOf(scenarioSource(again), "all")).toEqual(looseBoxesOf(scenarioSource(scenario)));
      }),
      { numRuns: 40 },
    );
  });
});

test("what each format loses is what its documentation says: docs/formats.md", async () => {
  const source = busyScene();
  const kept = async (format: FormatId) => {
    const { tracks, video } = await readAnnotations(inputFiles(written(source, format)), {
      format: readAs(format),
      ...(format === "kitti" ? { frameSize: source.video } : {}),
    });
    const boxes = tracks.flatMap((track) => track.boxes);
    const trackIds = tracks.map(({ trackId }) => trackId).sort((a, b) => a - b);
    return {
      tracks: trackIds.join() === "0,3,7,9",
      outside: boxes.some(({ x }) => x < 0),
      visibility: boxes.every(({ visibility }) => visibility !== undefined),
      confidence: boxes.every(({ confidence }) => confidence !== undefined),
      names: tracks.every(({ name }) => name !== undefined),
      size: video.width !== undefined,
      rate: video.fps !== undefined,
    };
  };
  const everything = { tracks: true, outside: true, visibility: true, confidence: true, names: false, size: true, rate: true };
  const expected: Record<FormatId, typeof everything> = {
    coco: everything,
    yolo: { ...everything, tracks: false, outside: false, visibility: false, confidence: false },
    mot: { ...everything, confidence: false },
    kitti: { ...everything, visibility: false, confidence: false, size: false, rate: false },
    cvat: { ...everything, rate: false },
    openlabel: { ...everything, names: true },
    datumaro: everything,
    voc: { ...everything, rate: false },
    labelme: { ...everything, visibility: false, confidence: false, rate: false },
    label_studio: { ...everything, visibility: false, confidence: false },
    bdd100k: everything,
    viame: { ...everything, size: false },
    dive: { ...everything, confidence: false, size: false, rate: false },
    kwcoco: everything,
    youtube_vis: { ...everything, visibility: false, confidence: false },
    kitti_object: { ...everything, tracks: false, visibility: false, confidence: false, size: false, rate: false },
    csv: everything,
  };
  for (const format of ANNOTATION_FORMATS) expect(await kept(format), format).toEqual(expected[format]);
});
