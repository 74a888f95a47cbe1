import { expect, test } from "vitest";
import { readAnnotations } from "../read/readAnnotations";
import { textFile, writtenFile } from "../testing/bundle";
import { caseFiles } from "../testing/cases";
import { busyScene } from "../testing/scene";

test("KITTI rows have 17 columns, integer truncation and occlusion, and KITTI's values for unknown 3-D", () => {
  const rows = writtenFile(busyScene(), "kitti", "kitti/label_02/0000.txt")
    .trim()
    .split("\n")
    .map((row) => row.split(" "));
  const levels = new Map<string, Set<string>>();
  for (const row of rows) {
    expect(row).toHaveLength(17);
    expect(row.slice(10)).toEqual(["-1", "-1", "-1", "-1000", "-1000", "-1000", "-10"]);
    expect(row[5]).toBe("-10");
    expect({ 0: "Pedestrian", 3: "Cyclist", 7: "Van", 9: "Person" }[Number(row[1])]).toBe(row[2]);
    const [left = 0, top = 0, right = 0, bottom = 0] = row.slice(6, 10).map(Number);
    expect(right > left && bottom > top).toBe(true);
    for (const column of [3, 4]) {
      const seen = levels.get(`${row[2]} ${column}`) ?? new Set();
      levels.set(`${row[2]} ${column}`, seen.add(row[column] ?? ""));
    }
  }
  expect(rows[0]?.slice(0, 2)).toEqual(["0", "0"]);
  expect([...(levels.get("Pedestrian 4") ?? [])].sort()).toEqual(["0", "1", "2"]);
  expect(levels.get("Pedestrian 3")).toEqual(new Set(["0"]));
  expect([...(levels.get("Van 3") ?? [])].sort()).toEqual(["0", "1", "2"]);
  expect(levels.get("Van 4")).toEqual(new Set(["0"]));
});

test("the sequence map gives the number of frames", () => {
  expect(writtenFile(busyScene(), "kitti", "kitti/evaluate_tracking.seqmap.training")).toBe("0000 empty 000000 000060\n");
});

test("regions to ignore, wrong columns and unknown types are listed, the rest is read", async () => {
  const tail = "0 0 -10 10.00 20.00 30.00 60.00 -1 -1 -1 -1000 -1000 -1000 -10";
  const rows = [`0 -1 DontCare ${tail}`, `0 2 Tram ${tail}`, `1 2 Tram ${tail} 0.7`, "0 3 Car 0 0", `x 4 Car ${tail}`];
  const { tracks, ignored, problems } = await readAnnotations([textFile("label_02/0001.txt", rows.join("\r\n"))]);
  expect(ignored).toEqual([{ frame: 0, x: 10, y: 20, width: 20, height: 40, label: null }]);
  expect(tracks).toEqual([{ trackId: 2, label: "Tram", boxes: [0, 1].map((frame) => ({ frame, x: 10, y: 20, width: 20, height: 40 })) }]);
  expect(problems.map(({ severity, place, message }) => `${severity}, ${place}: ${message}`)).toEqual([
    "error, line 4: 5 columns instead of 17 (or 18 with a score)",
    "error, line 5: frame NaN is not a whole number at or after the first frame",
    "info, : 1 box is a region to ignore (MOTChallenge conf 0, KITTI DontCare, COCO iscrowd, VisDrone score 0)",
    "info, : not kept: score, once",
  ]);
});

test("3-D data, scores, and levels that are measured again are listed once per kind", async () => {
  const rows = [0, 1, 2].map((frame) => `${frame} 2 Car 1 2 0.3 10.00 20.00 30.00 60.00 1.5 1.6 4 2 1 20 0.1 0.9`);
  const { problems } = await readAnnotations([textFile("label_02/0001.txt", rows.join("\n"))]);
  expect(problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    "info: not kept: 3-D size, 3 times",
    "info: not kept: 3-D position, 3 times",
    "info: not kept: 3-D rotation (alpha, rotation_y), 3 times",
    "info: not kept: score, 3 times",
    "info: not kept: truncated of 3 boxes, occluded of 3 boxes",
  ]);
});

test("KITTI object labels: frames from file names, tracks by overlap, DontCare as regions to ignore, 3-D and scores listed", async () => {
  const read = await readAnnotations(caseFiles("30-kitti-object"));
  expect([read.format, read.video]).toEqual(["kitti_object", { totalFrames: 3 }]);
  expect(
    read.tracks.map(({ label, boxes }) => [label, boxes.map(({ frame, x, y, width, height }) => [frame, x, y, width, height])]),
  ).toEqual([
    ["Pedestrian", [0, 1, 2].map((frame) => [frame, 100 + 10 * frame, 200, 40, 100])],
    ["Car", [1, 2].map((frame) => [frame, 400, 200, 240, 130])],
  ]);
  expect(read.ignored).toEqual([{ frame: 0, x: 510, y: 160, width: 70, height: 30, label: null }]);
  const messages = read.problems.map(({ severity, message }) => `${severity}: ${message}`);
  for (const message of ["warning: 5 boxes have no track id", "info: not kept: 3-D position, 5 times", "info: not kept: score, 2 times"])
    expect(messages).toContain(message);
});

test("KITTI object: empty files are frames too, including at the end, and from several folders the user chooses one", async () => {
  const row = "Car 0 0 0 10 20 30 60 -1 -1 -1 -1000 -1000 -1000 -10";
  const files = [
    textFile("training/label_2/000000.txt", row),
    textFile("training/label_2/000007.txt", ""),
    textFile("pred/000000.txt", `${row} 0.9`),
  ];
  const open = await readAnnotations(files);
  expect([open.tracks, open.questions.map(({ topic, chosen, readings }) => [topic, chosen, readings.map(({ value }) => value)])]).toEqual([
    [],
    [["folder", null, ["pred", "training/label_2"]]],
  ]);
  const { tracks, video } = await readAnnotations(files, { readings: { folder: "training/label_2" } });
  expect([tracks.map(({ boxes }) => boxes.length), video]).toEqual([[1], { totalFrames: 8 }]);
});

test("of several KITTI sequences one is chosen; regions to ignore are kept, and a track that changes its class is reported", async () => {
  const files = [
    ...caseFiles("31-kitti-dontcare-ids"),
    ...caseFiles("31-kitti-dontcare-ids").map(({ bytes }) => ({ path: "label_02/0001.txt", bytes })),
  ];
  const open = await readAnnotations(files);
  expect([open.tracks, open.questions.map(({ topic, chosen, readings }) => [topic, chosen, readings.map(({ value }) => value)])]).toEqual([
    [],
    [["file", null, ["label_02/0000.txt", "label_02/0001.txt"]]],
  ]);
  const read = await readAnnotations(files, { readings: { file: "label_02/0000.txt" } });
  expect(read.tracks.map(({ trackId, label, boxes }) => [trackId, label, boxes.map(({ frame }) => frame)])).toEqual([
    [0, "Van", [0, 1]],
    [1, "person sitting", [0, 1]],
  ]);
  expect(read.ignored.map(({ frame, x }) => [frame, x])).toEqual([
    [0, 20],
    [1, 20],
  ]);
  const messages = read.problems.map(({ severity, message }) => `${severity}: ${message}`);
  expect(messages).toContain('warning: track 1 is "person sitting" earlier and "Tram" here');
  expect(messages).toContain("info: not kept: score, once");
});
