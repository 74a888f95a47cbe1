import { expect, test } from "vitest";
import { readAnnotations } from "../read/readAnnotations";
import { textFile } from "../testing/bundle";
import { notesOf, outlineOf } from "../testing/outline";

const sequence = (left: number) =>
  ["1,0,", "2,0,"]
    .map((start, frame) => `${start}${left + 10 * frame},120,60,30,1,4,0,1`)
    .concat(["1,1,10,20,12,30,1,1,0,0", "2,1,12,20,12,30,1,1,0,0", "1,2,300,0,100,80,0,0,0,0", "2,3,5,5,9,9,0,11,0,0"])
    .join("\r\n");

test("VisDrone's sequences: its own classes, frames from 1, ids from 0; ignored regions and others are regions to ignore", async () => {
  const imported = await readAnnotations([textFile("annotations/uav0000086_00000_v.txt", sequence(100))]);
  expect(imported.format).toBe("visdrone");
  expect(imported.tracks.map(({ trackId }) => trackId)).toEqual([0, 1]);
  expect(outlineOf(imported)).toEqual([
    ["car", "0: 100 120 60 30", "1: 110 120 60 30"],
    ["pedestrian", "0: 10 20 12 30", "1: 12 20 12 30"],
  ]);
  expect(imported.ignored).toEqual([
    { frame: 0, x: 300, y: 0, width: 100, height: 80, label: null },
    { frame: 1, x: 5, y: 5, width: 9, height: 9, label: null },
  ]);
  expect(notesOf(imported).join("\n")).toContain("2 boxes are regions to ignore");
});

test("if there are several VisDrone sequences, one is chosen", async () => {
  const files = [textFile("a.txt", sequence(100)), textFile("b.txt", sequence(200))];
  const { questions } = await readAnnotations(files);
  expect(questions.map(({ topic, readings, chosen }) => [topic, readings.map(({ value }) => value), chosen])).toEqual([
    ["sequence", ["a.txt", "b.txt"], null],
  ]);
  expect(outlineOf(await readAnnotations(files, { readings: { sequence: "b.txt" } }))[0]?.[1]).toBe("0: 200 120 60 30");
});

test("VisDrone's images: one file each, eight columns and a comma at the end", async () => {
  const rows = (left: number) => `${left},8,27,11,1,4,0,0,\n0,0,40,20,0,0,0,0,\n`;
  const imported = await readAnnotations(
    [0, 1].map((frame) => textFile(`annotations/9999965_0000${frame}_d_0000023.txt`, rows(100 + 5 * frame))),
  );
  expect([imported.format, outlineOf(imported), imported.ignored.length]).toEqual([
    "visdrone",
    [["car", "0: 100 8 27 11", "1: 105 8 27 11"]],
    2,
  ]);
});

test("MOTChallenge's truth is not mistaken for VisDrone", async () => {
  for (const rows of ["1,1,10,20,30,40,1,1,0.9\n2,1,10,20,30,40,1,1,1\n", "1,1,10,20,30,40,1,-1,-1,-1\n", "1,1,10,20,30,40,0,1,0.4,2.5\n"])
    expect((await readAnnotations([textFile("gt/gt.txt", rows)])).format).toBe("mot");
});
