import { expect, test } from "vitest";
import { readAnnotations } from "../read/readAnnotations";
import { inputFiles, textFile, written, writtenFile } from "../testing/bundle";
import { importedTracks, tracksOf } from "../testing/compare";
import { busyScene } from "../testing/scene";

const rowsOf = (text: string) => text.trim().split("\n").map((row) => row.split(",").map(Number));

test("MOTChallenge rows have nine columns, count from 1, and a conf that no evaluator ignores", () => {
  const rows = rowsOf(writtenFile(busyScene(), "mot", "mot/gt/gt.txt"));
  for (const row of rows) {
    const [frame = 0, id = 0, , , , , conf, type = 0, visibility = -1] = row;
    expect(row).toHaveLength(9);
    expect(frame).toBeGreaterThanOrEqual(1);
    expect(frame).toBeLessThanOrEqual(60);
    expect([1, 4, 8, 10]).toContain(id);
    expect([conf, { 1: 1, 4: 2, 8: 3, 10: 7 }[id]]).toEqual([1, type]);
    expect(visibility >= 0 && visibility <= 1).toBe(true);
  }
  expect(new Set(rows.map(([frame, id]) => `${frame} ${id}`)).size).toBe(rows.length);
});

test("seqinfo.ini holds exactly the keys that readers allow, labels.txt the class names by number", () => {
  expect(writtenFile(busyScene(), "mot", "mot/seqinfo.ini")).toBe(
    "[Sequence]\nname=Busy_scene_more\nimDir=img1\nframeRate=30\nseqLength=60\nimWidth=640\nimHeight=360\nimExt=.jpg\n",
  );
  expect(writtenFile(busyScene(), "mot", "mot/gt/labels.txt").split("\n").slice(0, 3)).toEqual(["pedestrian", "person on vehicle", "car"]);
});

test("every class has a sequence of its own with class 1, for evaluators that score pedestrians only", () => {
  const all = rowsOf(writtenFile(busyScene(), "mot", "mot/gt/gt.txt"));
  const perClass = ["pedestrian", "cyclist", "vehicle", "distracted_driver"].flatMap((type) => {
    expect(writtenFile(busyScene(), "mot", `mot_per_class/${type}/seqinfo.ini`)).toContain(`name=${type}\n`);
    return rowsOf(writtenFile(busyScene(), "mot", `mot_per_class/${type}/gt/gt.txt`));
  });
  const withClassOne = (rows: number[][]) => rows.map((row) => row.with(7, 1).join()).sort();
  expect(withClassOne(perClass)).toEqual(withClassOne(all));
  expect(perClass.every((row) => row[7] === 1)).toBe(true);
});

test("the pixel origin is 1 or 0, is said in the bundle, and is read from there", async () => {
  const origins = await Promise.all(
    ([0, 1] as const).map(async (motOrigin) => {
      const files = written(busyScene(), "mot", { motOrigin });
      for (const sequence of ["mot", "mot_per_class/pedestrian", "mot_per_class/cyclist", "mot_per_class/vehicle", "mot_per_class/distracted_driver"])
        expect(files.get(`annotations/${sequence}/README.txt`)).toContain(`Pixel origin: ${motOrigin}`);
      expect(importedTracks(await readAnnotations(inputFiles(files)))).toEqual(tracksOf(busyScene()));
      return rowsOf(files.get("annotations/mot/gt/gt.txt") ?? "");
    }),
  );
  // A class's own sequence tells it as well, when it is imported alone.
  const alone = inputFiles(written(busyScene(), "mot", { motOrigin: 0 })).filter(({ path }) => path.includes("mot_per_class/cyclist/"));
  expect(importedTracks(await readAnnotations(alone)).get(3)?.rows).toEqual(tracksOf(busyScene()).get(3)?.rows);
  const [from0 = [], from1 = []] = origins;
  expect(from1.map(([, , left = 0, top = 0]) => [left, top])).toEqual(from0.map(([, , left = 0, top = 0]) => [left + 1, top + 1]));
});

test("detections without ids become tracks by overlap; rows with conf 0 are regions to ignore; odd classes are listed", async () => {
  const rows = ["1,-1,10,10,20,40,0.9", "2,-1,14,10,20,40,0.8", "2,-1,300,10,20,40,0.8", "3,-1,18,10,20,40,0.8"];
  const detections = await readAnnotations([textFile("det/det.txt", rows.join("\n"))], { readings: { "first-pixel": "0" } });
  expect(detections.tracks.map(({ label, boxes }) => [label, boxes.map(({ frame, x }) => [frame, x])])).toEqual([
    ["pedestrian", [[0, 10], [1, 14], [2, 18]]],
    ["pedestrian", [[1, 300]]],
  ]);
  const truth = await readAnnotations([textFile("gt/gt.txt", "1,1,10,10,20,40,0,12,0.5\n1,2,10,10,20,40,1,44,1\n")]);
  expect(truth.tracks.map(({ trackId, label }) => [trackId, label])).toEqual([[1, "class 44"]]);
  expect(truth.ignored).toEqual([{ frame: 0, x: 9, y: 9, width: 20, height: 40, label: null }]);
  expect(truth.problems.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^1 box is a region to ignore/));
});

test("a detector's scores and visibility are not lost in silence; a rate of broadcasting is kept", async () => {
  const info = textFile("seqinfo.ini", "[Sequence]\nframeRate=29.97\n");
  const { video, problems } = await readAnnotations([textFile("det/det.txt", "1,1,10,10,20,40,0.9,1,0.5\n2,1,10,10,20,40,0.8,1,0.5\n"), info], { readings: { "first-pixel": "1" } });
  expect(video.fps).toBe(29.97);
  expect(problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    "info: not kept: conf (a detector's score), 2 times",
    "info: not kept: visibility of 2 boxes",
  ]);
});
