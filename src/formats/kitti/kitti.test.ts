import { expect, test } from "vitest";
import { readAnnotations } from "../read/readAnnotations";
import { textFile, writtenFile } from "../testing/bundle";
import { busyScene } from "../testing/scene";

test("KITTI rows have 17 columns, whole truncation and occlusion, and KITTI's marks for unknown 3-D", () => {
  const rows = writtenFile(busyScene(), "kitti", "kitti/label_02/0000.txt").trim().split("\n").map((row) => row.split(" "));
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
    "error, line 5: frame NaN is not a whole number from the first frame on",
    "info, : 1 box is a region to ignore (MOTChallenge conf 0, KITTI DontCare, COCO iscrowd)",
    "info, : not kept: score, once",
  ]);
});

test("what is 3-D, a score, and levels that are measured anew are listed once a kind", async () => {
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
