import { expect, test } from "vitest";
import { compressRuns, maskRuns } from "../coco/rle";
import { runsBox } from "../coco/runsBox";
import { readAnnotations } from "../read/readAnnotations";
import { textFile } from "../testing/bundle";

/** A mask in a picture of 40 × 30, given as rows of 0 and 1 from a corner. */
const maskOf = (x: number, y: number, rows: readonly string[]) => {
  const width = rows[0]?.length ?? 0;
  return compressRuns(maskRuns({ x, y, width, height: rows.length, data: Uint8Array.from([...rows.join("")], Number) }, 40, 30));
};
const row = (frame: number, id: number, type: number, mask: string) => `${frame} ${id} ${type} 30 40 ${mask}`;

test("the box around a mask is that of its pixels, even if runs continue from column to column", () => {
  const box = (x: number, y: number, rows: string[]) =>
    runsBox(
      maskRuns({ x, y, width: rows[0]?.length ?? 0, height: rows.length, data: Uint8Array.from([...rows.join("")], Number) }, 4, 3),
      3,
    );
  expect(box(1, 1, ["01", "10"])).toEqual({ x: 1, y: 1, width: 2, height: 2 });
  expect(box(0, 0, ["1111", "1111", "1111"])).toEqual({ x: 0, y: 0, width: 4, height: 3 });
  expect(box(1, 0, ["01", "01", "10"])).toEqual({ x: 1, y: 0, width: 2, height: 3 });
  expect(box(1, 1, ["0"])).toBeNull();
});

test("MOTS: boxes from the masks, frames from 0 if there is a frame 0, classes, size, and what is left out is listed", async () => {
  const rows = [
    row(0, 1005, 1, maskOf(3, 4, ["011", "110"])),
    row(1, 1005, 1, maskOf(5, 4, ["11", "11"])),
    row(1, 2001, 2, maskOf(30, 0, ["1", "1", "1"])),
    row(1, 10_000, 10, maskOf(0, 0, ["11"])),
    row(2, 2001, 2, "~~"),
    "2 2001 2 30",
  ];
  const { format, tracks, video, ignored, problems } = await readAnnotations([textFile("instances_txt/0002.txt", rows.join("\n"))]);
  expect([format, video]).toEqual(["mots", { width: 40, height: 30 }]);
  expect(
    tracks.map(({ trackId, label, boxes }) => [
      trackId,
      label,
      boxes.map(({ frame, x, y, width, height }) => [frame, x, y, width, height]),
    ]),
  ).toEqual([
    [
      1005,
      "car",
      [
        [0, 3, 4, 3, 2],
        [1, 5, 4, 2, 2],
      ],
    ],
    [2001, "pedestrian", [[1, 30, 0, 1, 3]]],
  ]);
  expect(ignored).toEqual([{ frame: 1, x: 0, y: 0, width: 2, height: 1, label: null }]);
  expect(problems.map(({ severity, place, message }) => `${severity}, ${place}: ${message}`)).toEqual([
    "error, line 5: the mask is not run-length encoded in COCO's way",
    "error, line 6: 4 columns instead of 6",
    "info, : 1 box is a region to ignore (MOTChallenge conf 0, KITTI DontCare, COCO iscrowd, VisDrone score 0)",
    "info, : not kept: masks, 3 times",
  ]);
});

test("MOTS: whether frames start at 0 or 1 is known within a sequence of the challenge, and asked otherwise", async () => {
  const text = row(7, 2001, 2, maskOf(3, 4, ["11"]));
  const open = await readAnnotations([textFile("0002.txt", text)]);
  expect([open.tracks, open.questions.map(({ topic, chosen, readings }) => [topic, chosen, readings.map(({ value }) => value)])]).toEqual([
    [],
    [["first-frame", null, ["0", "1"]]],
  ]);
  const frameOf = async (files: Parameters<typeof readAnnotations>[0], readings = {}) =>
    (await readAnnotations(files, { readings })).tracks[0]?.boxes[0]?.frame;
  expect(await frameOf([textFile("0002.txt", text)], { "first-frame": "0" })).toBe(7);
  expect(await frameOf([textFile("MOTS20-02/gt/gt.txt", text)])).toBe(6);
  expect(await frameOf([textFile("0002.txt", text.replace(/^7/, "1"))])).toBe(0);
});
