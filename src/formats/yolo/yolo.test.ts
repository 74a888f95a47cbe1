import fc from "fast-check";
import { expect, test } from "vitest";
import { readAnnotations } from "../read/readAnnotations";
import { textFile, written } from "../testing/bundle";
import { anySource } from "../testing/randomSource";
import { busyScene } from "../testing/scene";

test("YOLO has a label file for every frame, and a data.yaml with names", () => {
  const files = written(busyScene(), "yolo");
  expect([...files.keys()].filter((path) => path.startsWith("annotations/yolo/labels/train/Busy_scene_more_0000"))).toHaveLength(60);
  const settings = files.get("annotations/yolo/data.yaml") ?? "";
  for (const line of ["path:", "train: images/train", "val: images/train", "names:", "  0: pedestrian", "  3: distracted_driver"])
    expect(settings).toContain(line);
});

test("every YOLO row has five columns, a class from 0 and no edge outside 0..1", () => {
  fc.assert(
    fc.property(anySource, (source) => {
      for (const [path, text] of written(source, "yolo")) {
        if (!path.endsWith(".txt")) continue;
        for (const row of text.split("\n").filter((line) => line !== "")) {
          const [type = -1, x = -1, y = -1, width = -1, height = -1, ...rest] = row.split(" ").map(Number);
          expect(rest).toEqual([]);
          expect([0, 1, 2, 3]).toContain(type);
          // Sums of two doubles; the written decimals themselves never exceed the edge.
          for (const edge of [x - width / 2, y - height / 2, 1 - x - width / 2, 1 - y - height / 2]) expect(edge).toBeGreaterThan(-1e-15);
          expect(Math.min(width, height)).toBeGreaterThan(0);
        }
      }
    }),
  );
});

test("YOLO of other tools: class lists in either format, frames from names, the size from the user", async () => {
  const labels = [
    textFile("labels/shot_10.txt", "1 0.5 0.5 0.25 0.5\n"),
    textFile("labels/shot_11.txt", "1 0.5 0.5 0.25 0.5 0.9\n0 0.1 0.1 0.1 0.1 0 1 2\n"),
  ];
  const without = await readAnnotations(labels);
  expect(without.problems[0]?.message).toContain("frame size, which is unknown");
  for (const yaml of [
    "names: [person, 'car']\n",
    "names:\n  - person\n  - car # four wheels\n",
    "names:\n  0: person\n  1: car\ntrain: x\n",
    "names: {0: person, 1: 'car'} # two\nnc: 2\n",
    'names: ["person, or so",\n  car,\n]\n',
    "names: {\n  0: person,\n  1: car\n}\n",
  ]) {
    const { tracks, problems } = await readAnnotations([...labels, textFile("data.yaml", yaml)], {
      frameSize: { width: 640, height: 480 },
    });
    expect(tracks.map(({ label, boxes }) => [label, boxes])).toEqual([
      ["car", [10, 11].map((frame) => ({ frame, x: 240, y: 120, width: 160, height: 240 }))],
    ]);
    expect(problems.filter(({ severity }) => severity === "error").map(({ file, place, message }) => [file, place, message])).toEqual([
      ["labels/shot_11.txt", "line 2", "8 columns instead of 5"],
    ]);
    expect(problems.map(({ message }) => message)).toContainEqual(expect.stringContaining("the score column"));
  }
});

test("YOLO as trackers save it: a sixth column of integers is the track id, with seven the last one; scores are listed", async () => {
  const read = (rows: readonly string[]) =>
    readAnnotations(
      rows.map((row, frame) => textFile(`labels/a_${frame}.txt`, row)),
      { frameSize: { width: 100, height: 100 } },
    );
  const place = (x: number) => `0 ${x} 0.5 0.1 0.2`;
  // Far from each other: overlap would not join them.
  const tracked = await read([`${place(0.1)} 7\n${place(0.5)} 1`, `${place(0.8)} 7`]);
  expect(tracked.tracks.map(({ trackId, boxes }) => [trackId, boxes.map(({ frame, x }) => [frame, x])])).toEqual([
    [1, [[0, 45]]],
    [
      7,
      [
        [0, 5],
        [1, 75],
      ],
    ],
  ]);
  expect(tracked.problems).toEqual([]);
  const scored = await read([`${place(0.1)} 0.91 7`, `${place(0.8)} 0.88 7`]);
  expect(scored.tracks.map(({ trackId, boxes }) => [trackId, boxes.length])).toEqual([[7, 2]]);
  expect(scored.problems.map(({ message }) => message)).toEqual([expect.stringContaining("the score column")]);
  expect((await read([`${place(0.1)} 0.91 x`])).problems[0]).toMatchObject({ severity: "error", place: "line 1" });
});

test("YOLO: names not understood are reported; a label file that is not text costs only itself; times as names count by rank", async () => {
  const files = [
    textFile("labels/1532402927812460.txt", "0 0.5 0.5 0.25 0.5\n"),
    { path: "labels/1532402927612460.txt", bytes: new Uint8Array([0x30, 0x20, 0xff, 0x0a]) },
    textFile("labels/1532402927712460123.txt", "0 0.5 0.5 0.25 0.5\n"),
    textFile("labels/1532402927712460124.txt", "0 0.5 0.5 0.25 0.5\n"),
    textFile("data.yaml", "names: *classes\n"),
  ];
  const { tracks, problems } = await readAnnotations(files, { format: "yolo", frameSize: { width: 640, height: 480 } });
  expect(tracks.map(({ label, boxes }) => [label, boxes.map(({ frame }) => frame)])).toEqual([["class 0", [1, 2, 3]]]);
  expect(problems.map(({ severity, file, place, message }) => `${severity}, ${file}, ${place}: ${message}`)).toEqual([
    "error, labels/1532402927612460.txt, line 1: it contains bytes that are not valid UTF-8",
    "warning, data.yaml, : not YAML: Unresolved alias (the anchor must be set before the alias): classes",
    "warning, labels/1532402927812460.txt, : the numbers in the names go up to 1532402927712460124 and are not frame numbers; " +
      "frames were numbered from 0 in the order of the names",
    "warning, labels/1532402927812460.txt, : 3 boxes have no track id",
  ]);
});
