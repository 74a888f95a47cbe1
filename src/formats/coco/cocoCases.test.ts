import { describe, expect, test } from "vitest";
import { readAnnotations } from "../read/readAnnotations";
import { textFile } from "../testing/bundle";
import { caseFiles } from "../testing/cases";
import { notesOf, outlineOf } from "../testing/outline";

const read = (name: string) => readAnnotations(caseFiles(name));
/** Five boxes of 40 × 100 that move to the right, ten pixels per frame. */
const walk = (frames: number, left = 100) => Array.from({ length: frames }, (_, frame) => `${frame}: ${left + 10 * frame} 200 40 100`);

describe("COCO as other tools write it", () => {
  test("KWCOCO and VIAME give frames by frame_index; images come in any order and without names", async () => {
    const imported = await read("01-coco-kwcoco-frame-index");
    expect(outlineOf(imported)).toEqual([["pedestrian", ...walk(5)]]);
    expect(imported.tracks[0]?.trackId).toBe(7);
    expect(imported.video.totalFrames).toBe(5);
  });

  test("ids that are strings in one list and numbers in the other are the same ids; numeric strings are numbers", async () => {
    const imported = await read("03-coco-id-types");
    expect(outlineOf(imported)).toEqual([["pedestrian", ...walk(4)]]);
    expect(notesOf(imported).filter((note) => note.includes("strings"))).toEqual([
      'info: annotations.json, annotations: 16 numbers are written as strings, such as "100"',
    ]);
  });

  test("polygons without bbox are read by the box around them; a note says that the outlines are not kept", async () => {
    const imported = await read("04-coco-polygon-only");
    expect(outlineOf(imported)).toEqual([["pedestrian", ...walk(3)]]);
    expect(notesOf(imported)).toContain("info: annotations.json: not kept: segmentation, 3 times");
  });

  test("a flat list as segmentation", async () => {
    const imported = await read("05-coco-flat-segmentation");
    expect(outlineOf(imported)).toEqual([["car", "0: 300 200 100 80", "1: 310 200 100 80"]]);
    expect(notesOf(imported)).toContain("info: annotations.json: not kept: segmentation, 2 times");
  });

  test("a crowd is a region to ignore; a box with a broken mask is kept", async () => {
    const imported = await read("06-coco-rle-crowd");
    expect(outlineOf(imported)).toEqual([["pedestrian", "0: 300 200 40 100", "1: 310 200 40 100"]]);
    expect(imported.ignored).toEqual([{ frame: 0, x: 50, y: 180, width: 200, height: 120, label: "pedestrian" }]);
    expect(notesOf(imported)).toContainEqual(expect.stringContaining("1 box is a region to ignore"));
  });

  test("bare NaN and Infinity: the boxes without them are read, the one with them is refused by its place", async () => {
    const imported = await read("07-coco-nan");
    expect(imported.tracks.flatMap(({ boxes }) => boxes)).toHaveLength(2);
    expect(notesOf(imported).slice(0, 2)).toEqual([
      "error: annotations.json, annotations[2]: a coordinate is not a number",
      expect.stringMatching(
        /^warning: annotations\.json, line 4: 8 values are NaN or Infinity, which JSON does not have; Python writes them$/,
      ),
    ]);
  });

  test("annotation ids that start again in every image are not track ids", async () => {
    expect(outlineOf(await read("08-coco-duplicate-ids"))).toEqual([
      ["pedestrian", ...walk(3)],
      ["pedestrian", ...walk(3, 400)],
    ]);
  });

  test("boxes across an edge and outside are kept as they are; invalid ones are refused by place and number", async () => {
    const imported = await read("10-coco-odd-boxes");
    expect(outlineOf(imported)).toEqual([["pedestrian", "0: -20.5 200 40 100", "1: 620 200 60 100", "4: 900 900 40 100"]]);
    expect(notesOf(imported).filter((note) => note.startsWith("error"))).toEqual([
      "error: annotations.json, annotations[2]: the box is 0 × 100: width and height must be greater than 0",
      "error: annotations.json, annotations[3]: the box is -40 × 100: width and height must be greater than 0",
      "error: annotations.json, annotations[5]: its bbox has 3 numbers instead of 4",
    ]);
  });

  test("each box keeps its category name, whatever the ids; spaces do not make another class, and one name is one class", async () => {
    const { tracks } = await read("11-coco-category-gaps");
    const counts = new Map<string, number>();
    for (const { label, boxes } of tracks) counts.set(label, (counts.get(label) ?? 0) + boxes.length);
    expect(Object.fromEntries(counts)).toEqual({ 行人: 4, 自転車: 2, Fußgänger: 2 });
  });

  test("without info, licenses, ids and areas", async () => {
    expect(outlineOf(await read("12-coco-bare"))).toEqual([["pedestrian", expect.stringMatching(/^0: /), expect.stringMatching(/^1: /)]]);
  });

  test("NaN is found next to strings of any length, such as an image within the file", async () => {
    const images = [{ id: 1, width: 640, height: 480, file_name: "a_000000.png", frame: 0 }];
    const annotations = [{ id: 1, image_id: 1, category_id: 1, bbox: [10, 20, 30, 40], score: null }];
    const json = JSON.stringify({ picture: "A".repeat(20_000_000), images, annotations, categories: [{ id: 1, name: "car" }] });
    const imported = await readAnnotations([textFile("a.json", json.replace('"score":null', '"score":NaN'))]);
    expect(outlineOf(imported)).toEqual([["car", "0: 10 20 30 40"]]);
  });
});
