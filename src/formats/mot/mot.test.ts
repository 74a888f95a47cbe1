import { expect, test } from "vitest";
import { readAnnotations } from "../read/readAnnotations";
import { caseFiles } from "../testing/cases";
import { inputFiles, textFile, written, writtenFile } from "../testing/bundle";
import { importedTracks, tracksOf } from "../testing/compare";
import { busyScene } from "../testing/scene";

const rowsOf = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((row) => row.split(",").map(Number));

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

test("seqinfo.ini contains exactly the keys that readers allow, labels.txt the class names by number", () => {
  expect(writtenFile(busyScene(), "mot", "mot/seqinfo.ini")).toBe(
    "[Sequence]\nname=Busy_scene_more\nimDir=img1\nframeRate=30\nseqLength=60\nimWidth=640\nimHeight=360\nimExt=.jpg\n",
  );
  expect(writtenFile(busyScene(), "mot", "mot/gt/labels.txt").split("\n").slice(0, 3)).toEqual(["pedestrian", "person on vehicle", "car"]);
});

test("every class has a separate sequence with class 1, for evaluators that score pedestrians only", () => {
  const all = rowsOf(writtenFile(busyScene(), "mot", "mot/gt/gt.txt"));
  const perClass = ["pedestrian", "cyclist", "vehicle", "distracted_driver"].flatMap((type) => {
    expect(writtenFile(busyScene(), "mot", `mot_per_class/${type}/seqinfo.ini`)).toContain(`name=${type}\n`);
    return rowsOf(writtenFile(busyScene(), "mot", `mot_per_class/${type}/gt/gt.txt`));
  });
  const withClassOne = (rows: number[][]) => rows.map((row) => row.with(7, 1).join()).sort();
  expect(withClassOne(perClass)).toEqual(withClassOne(all));
  expect(perClass.every((row) => row[7] === 1)).toBe(true);
});

test("the pixel origin is 1 or 0, is stated in the bundle, and is read from there", async () => {
  const origins = await Promise.all(
    ([0, 1] as const).map(async (motOrigin) => {
      const files = written(busyScene(), "mot", { motOrigin });
      for (const sequence of [
        "mot",
        "mot_per_class/pedestrian",
        "mot_per_class/cyclist",
        "mot_per_class/vehicle",
        "mot_per_class/distracted_driver",
      ])
        expect(files.get(`annotations/${sequence}/README.txt`)).toContain(`Pixel origin: ${motOrigin}`);
      expect(importedTracks(await readAnnotations(inputFiles(files)))).toEqual(tracksOf(busyScene()));
      return rowsOf(files.get("annotations/mot/gt/gt.txt") ?? "");
    }),
  );
  // A per-class sequence states it as well, for when it is imported alone.
  const alone = inputFiles(written(busyScene(), "mot", { motOrigin: 0 })).filter(({ path }) => path.includes("mot_per_class/cyclist/"));
  expect(importedTracks(await readAnnotations(alone)).get(3)?.rows).toEqual(tracksOf(busyScene()).get(3)?.rows);
  const [from0 = [], from1 = []] = origins;
  expect(from1.map(([, , left = 0, top = 0]) => [left, top])).toEqual(from0.map(([, , left = 0, top = 0]) => [left + 1, top + 1]));
});

test("detections without ids become tracks by overlap; rows with conf 0 are regions to ignore; unknown classes are listed", async () => {
  const rows = ["1,-1,10,10,20,40,0.9", "2,-1,14,10,20,40,0.8", "2,-1,300,10,20,40,0.8", "3,-1,18,10,20,40,0.8"];
  const detections = await readAnnotations([textFile("det/det.txt", rows.join("\n"))], { readings: { "first-pixel": "0" } });
  expect(detections.tracks.map(({ label, boxes }) => [label, boxes.map(({ frame, x }) => [frame, x])])).toEqual([
    [
      "pedestrian",
      [
        [0, 10],
        [1, 14],
        [2, 18],
      ],
    ],
    ["pedestrian", [[1, 300]]],
  ]);
  const truth = await readAnnotations([textFile("gt/gt.txt", "1,1,10,10,20,40,0,12,0.5\n1,2,10,10,20,40,1,44,1\n")]);
  expect(truth.tracks.map(({ trackId, label }) => [trackId, label])).toEqual([[1, "class 44"]]);
  expect(truth.ignored).toEqual([{ frame: 0, x: 9, y: 9, width: 20, height: 40, label: null }]);
  expect(truth.problems.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^1 box is a region to ignore/));
});

test("a detector's scores and visibility are not dropped silently; a broadcast rate is kept", async () => {
  const info = textFile("seqinfo.ini", "[Sequence]\nframeRate=29.97\n");
  const { video, problems } = await readAnnotations(
    [textFile("det/det.txt", "1,1,10,10,20,40,0.9,1,0.5\n2,1,10,10,20,40,0.8,1,0.5\n"), info],
    { readings: { "first-pixel": "1" } },
  );
  expect(video.fps).toBe(29.97);
  expect(problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    "info: not kept: conf (a detector's score), 2 times",
    "info: not kept: visibility of 2 boxes",
  ]);
});

const rowsRead = ({ tracks }: Awaited<ReturnType<typeof readAnnotations>>) =>
  tracks.map(({ trackId, label, boxes }) => [trackId, label, boxes.map(({ frame, x }) => [frame, x])]);
const messagesOf = ({ problems }: Awaited<ReturnType<typeof readAnnotations>>) =>
  problems.map(({ severity, message }) => `${severity}: ${message}`);
const FROM_0 = { readings: { "first-pixel": "0" } };

test("rows may be separated by spaces, tabs or semicolons, with decimal commas where they can be nothing else", async () => {
  const blanks = await readAnnotations(caseFiles("22-mot-spaces"));
  expect([blanks.format, rowsRead(blanks)]).toEqual(["mot", [[3, "pedestrian", [0, 1, 2, 3, 4].map((frame) => [frame, 99 + 10 * frame])]]]);
  for (const text of [
    "1\t2\t10.5\t20\t30\t40\t1\t3\t0.5\n2\t2\t11.5\t20\t30\t40\t1\t3\t0.5\n",
    "1;2;10,5;20;30;40;1;3;0,5\r\n2;2;11,5;20;30;40;1;3;0,5\r\n",
    "\ufeffframe, id, left, top, width, height\n1, 2, 10.5, 20, 30, 40, 1, 3, 0.5,\n2, 2, 11.5, 20, 30, 40, 1, 3, 0.5,\n",
  ]) {
    const read = await readAnnotations([textFile("gt/gt.txt", text)], FROM_0);
    expect([read.format, rowsRead(read)]).toEqual([
      "mot",
      [
        [
          1,
          "car",
          [
            [0, 10.5],
            [1, 11.5],
          ],
        ],
      ],
    ]);
    expect(read.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  }
});

test("the last three of ten columns are world coordinates, unless the tenth is always -1 and the eighth always a class", async () => {
  const world = await readAnnotations(caseFiles("23-mot-ten-columns"), FROM_0);
  expect(rowsRead(world)).toEqual(
    [0, 1].map((id) => [id, "pedestrian", [0, 1, 2].map((frame) => [frame, 100.35 + 100 * id + 10 * frame])]),
  );
  expect(messagesOf(world)).toEqual(["warning: rows of ten columns do not name the class: 8 to 10 are a world position"]);
  const told = await readAnnotations([textFile("gt/gt.txt", "1,1,10,10,20,40,1,3.2,12.5,0\n2,1,10,10,20,40,1,4,12,0\n")], FROM_0);
  expect([rowsRead(told), messagesOf(told)[1]]).toEqual([
    [
      [
        0,
        "pedestrian",
        [
          [0, 10],
          [1, 10],
        ],
      ],
    ],
    "info: not kept: columns 8 to 10 (a world position), 2 times",
  ]);
  const classes = await readAnnotations([textFile("gt/gt.txt", "1,1,10,10,20,40,1,3,0.5,-1\n1,2,10,10,20,40,1,1,1,-1\n")], FROM_0);
  expect(rowsRead(classes)).toEqual([
    [0, "car", [[0, 10]]],
    [1, "pedestrian", [[0, 10]]],
  ]);
});

test("frames that start at 0 are used as they are, with a note; those that start at 1 or later count from 1", async () => {
  const rows = (...frames: number[]) => frames.map((frame) => `${frame},1,${frame},10,20,40,1,1,1`).join("\n");
  const from0 = await readAnnotations([textFile("gt/gt.txt", rows(0, 1, 2)), textFile("seqinfo.ini", "[Sequence]\nseqLength=3\n")], FROM_0);
  expect([rowsRead(from0), from0.video.totalFrames, messagesOf(from0)]).toEqual([
    [
      [
        0,
        "pedestrian",
        [
          [0, 0],
          [1, 1],
          [2, 2],
        ],
      ],
    ],
    3,
    ["warning: frames start at 0, not at 1 as in the benchmark", "info: not kept: visibility of 3 boxes"],
  ]);
  expect(rowsRead(await readAnnotations([textFile("gt/gt.txt", rows(3, 4))], FROM_0))).toEqual([
    [
      0,
      "pedestrian",
      [
        [2, 3],
        [3, 4],
      ],
    ],
  ]);
});

test("public detections keep their boxes, and a note says that scores are not kept; scores of trackers are not flags", async () => {
  const read = await readAnnotations(caseFiles("25-mot-det-7-columns"), FROM_0);
  expect(read.tracks.map(({ boxes }) => boxes.map(({ frame, x }) => [frame, x]))).toEqual([
    [
      [0, 100.5],
      [1, 110.5],
      [2, 120.5],
    ],
    [[2, 400]],
  ]);
  expect(messagesOf(read)).toEqual(["warning: 4 boxes have no track id", "info: not kept: conf (a detector's score), 4 times"]);
  const tracker = await readAnnotations(
    [textFile("results/MOT17-02.txt", "1,1,10,10,20,40,0,-1,-1,-1\n2,1,10,10,20,40,0.73,-1,-1,-1\n")],
    FROM_0,
  );
  expect([rowsRead(tracker), messagesOf(tracker)[1]]).toEqual([
    [
      [
        0,
        "pedestrian",
        [
          [0, 10],
          [1, 10],
        ],
      ],
    ],
    "info: not kept: conf (a detector's score), 2 times",
  ]);
});

test("a video declared too short for its boxes is extended, with a note; an impossible length is ignored", async () => {
  const read = await readAnnotations(caseFiles("27-mot-seqlength-short"), FROM_0);
  expect([rowsRead(read), read.video.totalFrames]).toEqual([
    [[0, "pedestrian", [429, 430, 431, 432].map((frame, index) => [frame, 100 + 10 * index])]],
    433,
  ]);
  expect(messagesOf(read)[0]).toBe(
    "warning: boxes lie beyond the video's declared length of 60 frames: the last is at frame 432, the first at frame 429, counted from 0",
  );
  const endless = await readAnnotations(
    [textFile("gt/gt.txt", "1,1,10,10,20,40,1,1,1"), textFile("seqinfo.ini", "seqLength=99999999")],
    FROM_0,
  );
  expect([endless.video.totalFrames, messagesOf(endless)[0]]).toEqual([
    1,
    "warning: the declared length of the video is 99,999,999 frames, more than the 432,000 a scenario can have",
  ]);
});

test("for two sequences in one folder the import asks; UAVDT's columns are not silently mistaken for the benchmark's", async () => {
  const row = "1,1,10,10,20,40,1,1,1";
  const files = [
    textFile("MOT17/a/gt/gt.txt", row),
    textFile("MOT17/a/det/det.txt", row),
    textFile("MOT17/a/seqinfo.ini", "name=a"),
    textFile("MOT17/b/gt/gt.txt", row),
    textFile("MOT17/b/seqinfo.ini", "name=b"),
  ];
  const open = await readAnnotations(files);
  expect([open.tracks, open.questions.map(({ topic, chosen, readings }) => [topic, chosen, readings.map(({ value }) => value)])]).toEqual([
    [],
    [["file", null, ["MOT17/a/gt/gt.txt", "MOT17/b/gt/gt.txt"]]],
  ]);
  expect((await readAnnotations(files, { readings: { file: "MOT17/b/gt/gt.txt" } })).video.name).toBe("b");
  const uavdt = [textFile("GT/M0101_gt_whole.txt", "1,1,10,10,20,40,1,2,1\n1,2,50,10,20,40,1,1,3\n")];
  const read = await readAnnotations(uavdt, FROM_0);
  expect([rowsRead(read), read.questions.map(({ topic, chosen }) => [topic, chosen])[1]]).toEqual([
    [
      [0, "car", [[0, 10]]],
      [1, "bus", [[0, 50]]],
    ],
    ["columns", "uavdt"],
  ]);
  expect(rowsRead(await readAnnotations(uavdt, { readings: { "first-pixel": "0", columns: "mot" } }))[0]?.[1]).toBe("person on vehicle");
});

test("rows that do not count become regions to ignore, or actors if the user says so or no other rows exist", async () => {
  const read = await readAnnotations(caseFiles("26-mot-distractors"), FROM_0);
  expect(rowsRead(read)).toEqual([
    [
      0,
      "pedestrian",
      [
        [0, 100],
        [1, 110],
      ],
    ],
    [4, "pedestrian", [[1, 210]]],
  ]);
  expect(read.ignored.map(({ frame, x, label }) => [frame, x, label])).toEqual([
    [0, 300, null],
    [1, 300, null],
    [0, 20, null],
  ]);
  expect(
    read.questions.map(({ topic, question, chosen, readings }) => [topic, question, chosen, readings.map(({ value }) => value)]).slice(1),
  ).toEqual([
    ["ignored", "3 rows are marked as not counted (conf 0: static person 2, reflection 1)", "regions", ["regions", "actors"]],
    [
      "occluders",
      "1 row is of occluders (conf 0), which evaluators neither look for nor ignore",
      "leave-out",
      ["leave-out", "regions", "actors"],
    ],
  ]);
  expect(read.problems.map(({ message }) => message)).toContain("1 box of an occluder was left out (conf 0)");
  const lenient = await readAnnotations(caseFiles("26-mot-distractors"), { readings: { "first-pixel": "0", occluders: "regions" } });
  expect(lenient.ignored.map(({ x }) => x)).toEqual([300, 300, 500, 20]);
  const kept = await readAnnotations(caseFiles("26-mot-distractors"), {
    readings: { "first-pixel": "0", ignored: "actors", occluders: "actors" },
  });
  expect([kept.ignored, kept.tracks.map(({ trackId, label }) => [trackId, label])]).toEqual([
    [],
    [
      [0, "pedestrian"],
      [1, "static person"],
      [2, "occluder"],
      [3, "reflection"],
      [4, "pedestrian"],
    ],
  ]);
  const all = await readAnnotations([textFile("gt/gt.txt", "1,1,10,10,20,40,0,1,1\n2,1,10,10,20,40,0,1,1")], FROM_0);
  expect([all.ignored, all.tracks.length, all.questions[1]?.chosen]).toEqual([[], 1, "actors"]);
});

test("vehicles that do not count are ignored as vehicles only, occluders left out, distractors ignored for every class", async () => {
  const classes = [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12];
  const rows = ["1,99,10,10,20,40,1,1,1", ...classes.map((number) => `1,${number},${100 * number},10,20,40,0,${number},1`)];
  const read = await readAnnotations([textFile("gt/gt.txt", rows.join("\n"))], FROM_0);
  expect(read.ignored.map(({ x, label }) => [x / 100, label])).toEqual([
    [1, null],
    [2, null],
    [3, "car"],
    [4, "bicycle"],
    [5, "motorbike"],
    [7, null],
    [8, null],
    [12, null],
  ]);
});

test("notes next to the rows need not be UTF-8; columns beyond the tenth are reported as decimal commas or as not kept", async () => {
  const info = {
    path: "s/seqinfo.ini",
    bytes: new Uint8Array([..."[Sequence]\nname=Stra\u00dfe\nseqLength=2\n"].map((letter) => letter.charCodeAt(0))),
  };
  const read = await readAnnotations([textFile("s/gt/gt.txt", "1,1,10,10,20,40,1,1,1"), info], FROM_0);
  expect([rowsRead(read), read.video]).toEqual([[[0, "pedestrian", [[0, 10]]]], { name: "Stra\u00dfe", totalFrames: 2 }]);
  const commas = await readAnnotations([textFile("gt/gt.txt", "1,1,10,5,10,0,20,0,40,0,1,1,1")], FROM_0);
  expect([commas.tracks, commas.problems[0]?.place, commas.problems[0]?.message]).toEqual([
    [],
    "line 1",
    "13 columns instead of at most 10",
  ]);
  expect(commas.problems[0]?.advice).toContain("decimal commas");
  const label = await readAnnotations([textFile("gt/gt.txt", "1,1,10,10,20,40,1,-1,-1,-1,person")], FROM_0);
  expect([rowsRead(label), messagesOf(label).at(-1)]).toEqual([
    [[0, "pedestrian", [[0, 10]]]],
    "info: not kept: columns beyond the 10th, once",
  ]);
});

test("an empty file is called empty, and a file without boxes says so", async () => {
  expect((await readAnnotations([textFile("gt/gt.txt", "\n")])).problems.map(({ message }) => message)).toEqual(["the file is empty"]);
  expect(
    (await readAnnotations([textFile("a.xml", "<annotations><meta/></annotations>")])).problems.map(
      ({ severity, message }) => `${severity}: ${message}`,
    ),
  ).toEqual(["warning: no boxes could be read"]);
});
