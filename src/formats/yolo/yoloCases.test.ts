import { describe, expect, test } from "vitest";
import type { InputFile, ReadOptions } from "../read/imported";
import { readAnnotations } from "../read/readAnnotations";
import { textFile } from "../testing/bundle";
import { caseFiles } from "../testing/cases";
import { notesOf, outlineOf } from "../testing/outline";

const read = (files: readonly InputFile[], options: ReadOptions = {}) =>
  readAnnotations(files, { frameSize: { width: 640, height: 480 }, ...options });
const classesOf = (imported: Awaited<ReturnType<typeof read>>) =>
  imported.tracks.map(({ label, boxes }) => [label, boxes.map(({ frame }) => frame)]);

describe("YOLO as other tools write it", () => {
  test("outlines count as the box around them, next to plain boxes in the same files", async () => {
    const imported = await read(caseFiles("13-yolo-segmentation-mixed"));
    expect(classesOf(imported)).toEqual([
      ["pedestrian", [0, 1, 2]],
      ["car", [0, 1, 2]],
    ]);
    expect(outlineOf(imported)[0]).toEqual(["pedestrian", "0: 100 200 40 100", "1: 110 200 40 100", "2: 120 200 40 100"]);
    expect(notesOf(imported).filter((note) => note.includes("not kept") || note.includes("not read"))).toEqual([
      "info: train/labels/clip_000000.txt: not kept: outlines, 3 times",
    ]);
  });

  test("CVAT's YOLO 1.1: classes from obj.names; its lists of files are not labels; within another folder too", async () => {
    const files = caseFiles("16-yolo-cvat-1.1");
    for (const given of [files, files.map(({ path, bytes }) => ({ path: `export/${path}`, bytes }))]) {
      const imported = await read(given);
      expect(classesOf(imported)).toEqual([["car", [0, 1, 2]]]);
      expect(notesOf(imported).filter((note) => note.startsWith("error"))).toEqual([]);
    }
  });

  test("a folder of labels in which every row is broken is told row by row", async () => {
    const files = [textFile("data.yaml", "names:\n  0: person\n"), textFile("labels/clip_1.txt", "0 0.5 0.5 0.1\n0 nan 0.5 0.1 0.2\n0\n")];
    const imported = await read(files);
    expect(imported.format).toBe("yolo");
    expect(notesOf(imported).filter((note) => note.startsWith("error: labels"))).toEqual([
      "error: labels/clip_1.txt, line 1: 4 columns instead of 5",
      "error: labels/clip_1.txt, line 2: a coordinate is not a number",
      "error: labels/clip_1.txt, line 3: 1 column instead of 5",
    ]);
  });

  test("class numbers with gaps, quoted, with comments and colons in names", async () => {
    expect(classesOf(await read(caseFiles("17-yolo-names-gap")))).toEqual([
      ["pedestrian", [0, 1]],
      ["Radfahrer: Kind", [0, 1]],
      ["car", [0, 1]],
    ]);
  });

  test("pixels instead of fractions are asked about with the reason, and read as pixels", async () => {
    const open = await read(caseFiles("18-yolo-pixels"));
    expect([open.tracks, open.questions]).toMatchObject([
      [],
      [
        {
          topic: "units",
          question: expect.stringContaining("numbers above 1, up to 250") as string,
          readings: [{ value: "pixels" }, { value: "shares" }],
          chosen: null,
        },
      ],
    ]);
    const imported = await read(caseFiles("18-yolo-pixels"), { readings: { units: "pixels" } });
    expect(outlineOf(imported)).toEqual([["pedestrian", "0: 100 200 40 100", "1: 110 200 40 100", "2: 120 200 40 100"]]);
    const percent = await read([textFile("a_0.txt", "0 50 50 10 20\n")], { readings: { units: "percent" } });
    expect(outlineOf(percent)).toEqual([["class 0", "0: 288 192 64 96"]]);
  });

  test("all frames of a tracker in one file: the loss is reported, and an id's rows can be numbered in order", async () => {
    const open = await read(caseFiles("19-yolo-track-one-file"));
    expect([open.tracks, open.questions]).toMatchObject([
      [],
      [{ topic: "frames", question: expect.stringContaining("up to 4 times in one file") as string, chosen: null }],
    ]);
    const imported = await read(caseFiles("19-yolo-track-one-file"), { readings: { frames: "in-turn" } });
    expect(imported.tracks.map(({ trackId, boxes }) => [trackId, boxes.map(({ frame }) => frame)])).toEqual([
      [1, [0, 1, 2, 3]],
      [2, [0, 1, 2, 3]],
    ]);
    expect(notesOf(imported)).toContain(
      "warning: labels/video.txt: all frames are in one file: each id's rows were taken as frames 0 to 3",
    );
  });

  test("byte order marks, line ends, tabs, spaces, umlauts; files in any order; an empty class name is reported", async () => {
    const files = caseFiles("20-yolo-bom-crlf-tabs");
    for (const given of [files, files.toReversed()]) {
      const imported = await read(given);
      expect(classesOf(imported)).toEqual([
        ["pedestrian", [0, 1, 2]],
        ["car", [0, 1, 2]],
      ]);
      expect(notesOf(imported)).toContain('info: classes.txt, line 2: empty lines were not counted: class 1 is "car"');
    }
  });

  test("rotated boxes by their corners, and poses by their boxes", async () => {
    const corners = await read([0, 1].map((frame) => textFile(`labels/a_${frame}.txt`, "0 0.5 0.25 0.625 0.5 0.5 0.75 0.375 0.5\n")));
    expect(outlineOf(corners)).toEqual([["class 0", "0: 240 120 160 240", "1: 240 120 160 240"]]);
    expect(notesOf(corners)).toContain("info: labels/a_0.txt: not kept: corners of rotated boxes, or four-point outlines, 2 times");
    const points = Array.from({ length: 17 }, (_, index) => `0.${45 + (index % 10)} 0.5 ${index % 3}`).join(" ");
    const pose = [0, 1].map((frame) => textFile(`labels/a_${frame}.txt`, `0 0.5 0.5 0.25 0.5 ${points}\n`));
    for (const given of [pose, [...pose, textFile("data.yaml", "kpt_shape: [17, 3]\nnames: [person]\n")]])
      expect(outlineOf(await read(given))[0]?.slice(1)).toEqual(["0: 240 120 160 240", "1: 240 120 160 240"]);
    expect((await read(pose)).questions).toMatchObject([{ topic: "rows", chosen: "poses" }]);
  });

  test("a label file called train.txt or test.txt counts if it is alone", async () => {
    for (const name of ["test.txt", "Train.TXT", "val.txt"])
      expect(outlineOf(await read([textFile(name, "0 0.5 0.5 0.25 0.5\n")]))).toEqual([["class 0", "0: 240 120 160 240"]]);
  });
});

describe("frames of label files", () => {
  const label = (path: string, centre: number) => textFile(path, `0 0.${centre} 0.5 0.25 0.5\n`);
  const leftOf = (imported: Awaited<ReturnType<typeof read>>) =>
    imported.tracks.map(({ boxes }) => boxes.map(({ frame, x }) => [frame, x]));
  const walk = [
    [
      [0, 112],
      [1, 118.4],
      [2, 124.8],
    ],
  ];

  test("are never the digits of a hash: Roboflow, UUIDs, digests", async () => {
    for (const names of [
      [
        "street_mp4-0000_jpg.rf.9f8e7d6c5b4a39281706f5e4d3c2b1a2",
        "street_mp4-0001_jpg.rf.0a1b2c3d4e5f60718293a4b5c6d7e8f9",
        "street_mp4-0002_jpg.rf.11111111111111111111111111111100",
      ],
      ["3_f00dbabe9", "4_0a1b2c3d", "5_99ff88ee7"].map((name) => name.replace(/^(\d)/, (digit) => `clip${Number(digit) - 3}`)),
      ["0-123e4567-e89b-12d3-a456-426614174009", "1-123e4567-e89b-12d3-a456-426614174001", "2-123e4567-e89b-12d3-a456-426614174005"],
    ]) {
      const files = names.map((name, frame) => label(`train/labels/${name}.txt`, 300 + 10 * frame));
      for (const given of [files, files.toReversed()]) expect(leftOf(await read(given))).toEqual(walk);
    }
  });

  test("come from the natural order if names contain no number, with a note, and never from the order of listing", async () => {
    const files = ["alpha", "beta", "gamma"].map((name, frame) => label(`labels/${name}.txt`, 300 + 10 * frame));
    for (const given of [files, files.toReversed()]) {
      const imported = await read(given);
      expect(leftOf(imported)).toEqual(walk);
      expect(notesOf(imported)[0]).toBe(
        'warning: labels/alpha.txt: the names contain no frame numbers ("labels/alpha.txt", "labels/beta.txt"); ' +
          'they were sorted by name, with "labels/alpha.txt" as frame 0',
      );
    }
  });

  test("are not numbers of folders that all files share", async () => {
    expect(leftOf(await read([label("clip 18/labels/only.txt", 300)]))).toEqual([[[0, 112]]]);
    expect(leftOf(await read([0, 1, 2].map((frame) => label(`clip 18/labels/${"abc"[frame] ?? ""}.txt`, 300 + 10 * frame))))).toEqual(walk);
  });

  test("of a set in parts (train, val) belong to one video; the same name twice is a fault", async () => {
    const files = [label("train/labels/a_0.txt", 300), label("val/labels/a_1.txt", 310), label("train/labels/a_2.txt", 320)];
    expect(leftOf(await read(files))).toEqual(walk);
    expect(notesOf(await read([...files, label("test/labels/a_2.txt", 900)]))).toContain(
      "error: train/labels/a_2.txt: it has the same frame number as test/labels/a_2.txt",
    );
  });

  test("of two videos in one folder: the import asks; the videos are named after the distinctive part of their names", async () => {
    const files = [0, 1, 2].flatMap((frame) => [
      label(`labels/north_${frame}.txt`, 300 + 10 * frame),
      label(`labels/south_${frame}.txt`, 500),
    ]);
    const { tracks, questions } = await read(files);
    expect([tracks, questions.map(({ topic, readings }) => [topic, readings.map(({ value }) => value)])]).toEqual([
      [],
      [["video", ["north", "south", "all"]]],
    ]);
    expect(leftOf(await read(files, { readings: { video: "north" } }))).toEqual(walk);
  });

  test("that start at 1 stay so, and can start at 0 instead", async () => {
    const files = [1, 2, 3].map((frame) => label(`labels/${String(frame).padStart(6, "0")}.txt`, 290 + 10 * frame));
    expect(leftOf(await read(files))).toEqual([
      [
        [1, 112],
        [2, 118.4],
        [3, 124.8],
      ],
    ]);
    expect(leftOf(await read(files, { readings: { "first-frame": "zero" } }))).toEqual(walk);
  });
});

describe("six integers per row, which MOTChallenge has too", () => {
  const rows = (frame: number) => `0 ${120 + 10 * frame} 250 40 100 7\n2 400 250 40 100 8\n`;
  const files = (folder: string) => [0, 1, 2].map((frame) => textFile(`${folder}clip_${frame}.txt`, rows(frame)));

  test("are YOLO in pixels with track ids in a folder of labels, and asked about elsewhere", async () => {
    const amongLabels = await read(files("labels/"), { readings: { units: "pixels" } });
    expect(outlineOf(amongLabels)[0]).toEqual(["class 0", "0: 100 200 40 100", "1: 110 200 40 100", "2: 120 200 40 100"]);
    const elsewhere = await read(files(""));
    expect(elsewhere.questions.map(({ topic, readings }) => [topic, readings.map(({ value }) => value)])).toEqual([
      ["format", ["yolo", "mot"]],
    ]);
    expect(outlineOf(await read(files(""), { readings: { format: "yolo", units: "pixels" } }))).toEqual(outlineOf(amongLabels));
  });

  test("are MOTChallenge's if an id recurs in another frame, unless the user says YOLO", async () => {
    const file = textFile("labels/clip.txt", "1 7 100 200 40 100\n2 7 110 200 40 100\n");
    expect((await read([file])).format).toBe("mot");
    expect((await read([file], { format: "yolo", readings: { units: "pixels" } })).format).toBe("yolo");
  });
});
