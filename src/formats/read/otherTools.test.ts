import { expect, test } from "vitest";
import { textFile } from "../testing/bundle";
import { importedVideo } from "../fit/importedVideo";
import type { ImportedAnnotations, InputFile } from "./imported";
import { readAnnotations } from "./readAnnotations";

const SIZE = { frameSize: { width: 640, height: 480 } };

const framesOf = ({ tracks }: ImportedAnnotations) => tracks.map(({ boxes }) => boxes.map(({ frame }) => frame));
const messagesOf = ({ problems }: ImportedAnnotations) => problems.map(({ severity, message }) => `${severity}: ${message}`);
const questionsOf = ({ questions }: ImportedAnnotations) =>
  questions.map(({ topic, chosen, readings }) => [topic, chosen, ...readings.map(({ value }) => value)]);

/** COCO of three images with a walker of one track; `image` says what the nth image states. */
const coco = (image: (index: number) => object, annotation: (index: number) => object = () => ({ track_id: 4 }), video: object = {}) => [
  textFile(
    "a.json",
    JSON.stringify({
      videos: [{ id: 1, ...video }],
      images: [0, 1, 2].map((index) => ({ id: index + 1, width: 640, height: 480, ...image(index) })),
      annotations: [0, 1, 2].map((index) => ({
        ...{ id: index + 1, image_id: index + 1, category_id: 1, bbox: [100 + 200 * index, 200, 40, 100] },
        ...annotation(index),
      })),
      categories: [{ id: 1, name: "person" }],
    }),
  ),
];

test("COCO images with two frame numbers that disagree are asked about, and both are named", async () => {
  // Every 30th frame of a video, as TAO has them, also numbered one by one.
  const files = coco((index) => ({ video_id: 1, frame_index: 30 * index, frame_id: index }));
  const open = await readAnnotations(files);
  expect([open.tracks, questionsOf(open), open.questions[0]?.question]).toEqual([
    [],
    [["frame-number", null, "frame_index", "frame_id"]],
    "Images have different frame numbers: images[1] has frame_index 30 and frame_id 1",
  ]);
  expect(open.questions[0]?.readings.map(({ gives }) => gives)).toEqual(["frames 0 to 60", "frames 0 to 2"]);
  expect(framesOf(await readAnnotations(files, { readings: { "frame-number": "frame_id" } }))).toEqual([[0, 1, 2]]);
  expect(framesOf(await readAnnotations(files, { readings: { "frame-number": "frame_index" } }))).toEqual([[0, 30, 60]]);
  // Where the second only counts from 1, or is given for some images only, there is nothing to ask.
  for (const frame_id of [(index: number) => index + 1, (index: number) => (index === 1 ? 1 : undefined)])
    expect(framesOf(await readAnnotations(coco((index) => ({ frame_index: index, frame_id: frame_id(index) }))))).toEqual([[0, 1, 2]]);
});

test("COCO boxes keep their track wherever a tool stores it", async () => {
  for (const name of ["track_id", "instance_id", "object_id", "tracking_id", "tracklet_id", "tid"])
    for (const annotation of [() => ({ [name]: "9" }), () => ({ attributes: { [name]: 9 } })]) {
      const read = await readAnnotations(coco((index) => ({ frame_index: index }), annotation));
      expect([read.tracks.map(({ trackId }) => trackId), framesOf(read)], name).toEqual([[9], [[0, 1, 2]]]);
    }
});

test("frames without objects count, also at the end, whatever format has a file or an item for each", async () => {
  const kitti = "Pedestrian 0 0 -1.6 100 200 140 300 1.7 0.5 0.8 1 2 10 -1.5\n";
  const perFrame = (folder: string, row: string) =>
    [0, 1, 2, 3, 4].map((frame) => textFile(`${folder}/00000${frame}.txt`, frame === 0 || frame === 4 ? "" : row));
  const item = (frame: number) => ({
    id: `f_${frame}`,
    image: { path: `f_${frame}.jpg`, size: [480, 640] },
    annotations: frame === 0 || frame === 4 ? [] : [{ type: "bbox", label_id: 0, bbox: [100, 200, 40, 100], attributes: { track_id: 3 } }],
  });
  const datumaro = { categories: { label: { labels: [{ name: "person" }] } }, items: [0, 1, 2, 3, 4].map(item) };
  const cases: [string, InputFile[]][] = [
    ["yolo", perFrame("labels", "0 0.5 0.5 0.1 0.3\n")],
    ["visdrone", perFrame("annotations", "100,200,40,100,1,1,0,0\n")],
    ["kitti_object", perFrame("label_2", kitti)],
    ["datumaro", [textFile("d.json", JSON.stringify(datumaro))]],
  ];
  for (const [format, files] of cases) {
    const read = await readAnnotations(files, SIZE);
    expect([read.format, framesOf(read), importedVideo(read).frames]).toEqual([format, [[1, 2, 3]], 5]);
    expect(messagesOf(read).filter((message) => /not read|numbered from/.test(message))).toEqual([]);
  }
});

test("UAVDT's rows are known by the file's name where their numbers fit MOTChallenge's, too", async () => {
  const rows = [1, 2, 3].map((frame) => `${frame},1,${100 + frame},200,140,100,1,2,1\n`).join("");
  const read = async (name: string) => (await readAnnotations([textFile(name, rows)])).tracks.map(({ label }) => label);
  expect([await read("GT/M0101_gt_whole.txt"), await read("gt/gt.txt")]).toEqual([["car"], ["person on vehicle"]]);
  const truck = [textFile("M0203_gt.txt", rows.replaceAll(",1\n", ",2\n"))];
  expect((await readAnnotations(truck)).tracks.map(({ label }) => label)).toEqual(["truck"]);
});

test("KITTI types may contain spaces, and those who sit at the roadside are pedestrians", async () => {
  const row = (type: string, more = "") => `${type} 0 0 0 100 200 240 300 0 0 0 0 0 0 0${more}\n`;
  const labels = async (files: InputFile[]) => {
    const read = await readAnnotations(files);
    return [read.format, read.tracks.map(({ label }) => label), messagesOf(read).filter((message) => message.startsWith("error"))];
  };
  expect(await labels([textFile("label_2/000000.txt", row("traffic light") + row("traffic light", " 0.9"))])).toEqual([
    "kitti_object",
    ["traffic light", "traffic light"],
    [],
  ]);
  expect(
    await labels([textFile("label_02/0000.txt", `0 1 ${row("fire hydrant")}0 2 ${row("Person_sitting")}0 3 ${row("Person")}`)]),
  ).toEqual(["kitti", ["fire hydrant", "person sitting", "sitting person"], []]);
});

test("Roboflow's names give their frames, also with what augmentation appends", async () => {
  const hashes = ["1679091c5a880faf6fb5e6087eb1b2dc", "00000000000000000000000000000001", "Xk3jd8Djs0aPq", "deadbeefdeadbeef"];
  const names = (["clip_mp4-%_jpg.rf.HASH", "clip_MOV-%_jpeg.rf.HASH_aug", "vid 2_mp4-%_jpg_jpg.rf.HASH", "%-png.rf.HASH-2"] as const).map(
    (name) => hashes.map((hash, at) => `train/labels/${name.replace("%", String(11 - at)).replace("HASH", hash)}.txt`),
  );
  for (const series of names) {
    const read = await readAnnotations(
      series.map((name, at) => textFile(name, `0 ${0.5 - 0.01 * at} 0.5 0.1 0.3\n`)),
      SIZE,
    );
    expect([framesOf(read), messagesOf(read).filter((message) => message.includes("no frame numbers"))], series[0]).toEqual([
      [[8, 9, 10, 11]],
      [],
    ]);
  }
});

test("a frame rate may be written as a fraction; one that a scenario cannot have is said, with what that does to speeds", async () => {
  const rated = async (fps: unknown) => {
    const read = await readAnnotations(coco((index) => ({ frame_index: index, video_id: 1 }), undefined, { fps }));
    return [read.video.fps, ...messagesOf(read).filter((message) => message.includes("frame rate"))];
  };
  expect(await rated("30000/1001")).toEqual([29.97]);
  expect(await rated("23.976")).toEqual([23.976]);
  expect(await rated("240/1")).toEqual([120, "warning: the frame rate is 240; 120 was used"]);
  expect(await rated(0.5)).toEqual([1, "warning: the frame rate is 0.5; 1 was used"]);
  expect(await rated(14.985)).toEqual([15, "info: the frame rate 14.985 was rounded to 15"]);
  const box = { object_type: "pedestrian", track_id: 1, bounding_box: { x: 1, y: 2, width: 30, height: 40 } };
  const truth = {
    video_metadata: { width: 640, height: 480, fps: "30000/1001" },
    annotations: [0, 1001 / 30000, 2002 / 30000].map((timestamp) => ({ ...box, timestamp })),
  };
  const own = await readAnnotations([textFile("ground_truth.json", JSON.stringify(truth))]);
  expect([own.video.fps, framesOf(own)]).toEqual([29.97, [[0, 1, 2]]]);
  const ini = textFile("c/seqinfo.ini", "[Sequence]\nframeRate=240\nseqLength=2\nimWidth=640\nimHeight=480\n");
  const read = await readAnnotations([ini, textFile("c/gt/gt.txt", "1,1,1,1,9,9,1,1,1\n2,1,1,1,9,9,1,1,1\n")]);
  expect(read.video.fps).toBe(120);
  expect(read.problems.find(({ message }) => message.includes("240"))?.advice).toMatch(/frames per second; .*speeds change by 50 %/);
});
