import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groundTruthJson } from "@/core/truth";
import { readAs } from "./read/formatNames";
import { readAnnotations } from "./read/readAnnotations";
import { inputFiles, textFile, written } from "./testing/bundle";
import { importedLooseBoxes, importedTracks, looseBoxesOf, tracksOf } from "./testing/compare";
import { anySource } from "./testing/randomSource";
import type { FormatId } from "./write/formatIds";

const WITH_TRACKS = [
  "coco",
  "mot",
  "kitti",
  "cvat",
  "openlabel",
  "datumaro",
  "voc",
  "labelme",
  "label_studio",
  "bdd100k",
  "viame",
  "dive",
  "kwcoco",
  "youtube_vis",
  "csv",
] as const satisfies readonly FormatId[];

describe("written and read back", () => {
  test.each(WITH_TRACKS)("%s keeps every box, class, track and gap", async (format) => {
    await fc.assert(
      fc.asyncProperty(anySource, async (source) => {
        const imported = await readAnnotations(inputFiles(written(source, format)));
        const expected = tracksOf(source);
        // A text file without rows does not show its format.
        if (expected.size === 0 && imported.format === null) return;
        expect(imported.format).toBe(readAs(format));
        expect(imported.problems.filter(({ severity }) => severity === "error")).toEqual([]);
        expect(importedTracks(imported)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  test("kitti_object keeps every class and box; tracks are lost, with a note", async () => {
    await fc.assert(
      fc.asyncProperty(anySource, async (source) => {
        const imported = await readAnnotations(inputFiles(written(source, "kitti_object")), { format: "kitti_object" });
        const expected = tracksOf(source);
        const boxesOf = (tracks: ReturnType<typeof tracksOf>) =>
          [...tracks.values()].flatMap(({ type, rows }) => rows.map((row) => JSON.stringify([type, row]))).sort();
        expect(boxesOf(importedTracks(imported))).toEqual(boxesOf(expected));
      }),
      { numRuns: 25 },
    );
  });

  test("yolo keeps every class and the box within the frame; tracks are lost, with a note", async () => {
    await fc.assert(
      fc.asyncProperty(anySource, async (source) => {
        const imported = await readAnnotations(inputFiles(written(source, "yolo")), { format: "yolo" });
        const expected = looseBoxesOf(source);
        expect(importedLooseBoxes(imported)).toEqual(expected);
        expect(imported.problems.some(({ message }) => message.includes("no track id"))).toBe(expected.length > 0);
      }),
      { numRuns: 60 },
    );
  });

  test("our own ground truth is read back, and takes precedence over other formats in its bundle", async () => {
    await fc.assert(
      fc.asyncProperty(anySource, async (source) => {
        const { width, height, fps, totalFrames } = source.video;
        const header = { width, height, fps, total_objects: source.tracks.length, total_frames: totalFrames };
        const text = [
          ...groundTruthJson(
            header,
            [...source.frames()].map(({ records }) => [...records]),
          ),
        ].join("");
        const files = [...inputFiles(written(source, "coco")), textFile("ground_truth.json", text)];
        const imported = await readAnnotations(files);
        expect(imported.format).toBe("ground_truth");
        expect(imported.video).toEqual({ width, height, fps, totalFrames });
        expect(importedTracks(imported)).toEqual(tracksOf(source));
      }),
      { numRuns: 40 },
    );
  });

  test.each(["coco", "cvat", "openlabel", "datumaro", "mot", "yolo"] as const)("%s keeps size and length of the video", async (format) => {
    await fc.assert(
      fc.asyncProperty(anySource, async (source) => {
        const imported = await readAnnotations(inputFiles(written(source, format)), { format });
        const { width, height, fps, totalFrames } = source.video;
        if (format === "mot" && tracksOf(source).size === 0) return;
        expect(imported.video).toMatchObject(format === "cvat" ? { width, height, totalFrames } : { width, height, fps, totalFrames });
      }),
      { numRuns: 25 },
    );
  });

  test("with visible boxes, what cannot be seen is left out and the rest is read back", async () => {
    await fc.assert(
      fc.asyncProperty(anySource, fc.constantFrom(...WITH_TRACKS), async (source, format) => {
        const imported = await readAnnotations(inputFiles(written(source, format, { box: "visible" })), { format: readAs(format) });
        const seen = [...source.frames()].flatMap(({ records }) =>
          records.flatMap((record) => (record.visible_box ? [[record.track_id, record.frame, record.visible_box]] : [])),
        );
        const read = imported.tracks.flatMap(({ trackId, boxes }) =>
          boxes.map(({ frame, x, y, width, height }) => [trackId, frame, { x, y, width, height }]),
        );
        expect(read.map((row) => JSON.stringify(row)).sort()).toEqual(seen.map((row) => JSON.stringify(row)).sort());
      }),
      { numRuns: 60 },
    );
  });
});
