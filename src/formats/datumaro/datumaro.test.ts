import { expect, test } from "vitest";
import { readAnnotations } from "../read/readAnnotations";
import { textFile, writtenFile } from "../testing/bundle";
import { caseFiles } from "../testing/cases";
import { busyScene } from "../testing/scene";

test("Datumaro: images by number 2, size as height and width, track and frame as attributes", () => {
  const root = JSON.parse(writtenFile(busyScene(), "datumaro", "datumaro.json")) as {
    dm_format_version: string;
    media_type: number;
    categories: { label: { labels: { name: string; parent: string }[] } };
    items: {
      id: string;
      attr: { frame: number };
      image: { path: string; size: number[] };
      annotations: { id: number; type: string; label_id: number; attributes: { track_id: number } }[];
    }[];
  };
  expect([root.dm_format_version, root.media_type]).toEqual(["1.0", 2]);
  expect(root.categories.label.labels.map(({ name }) => name)).toEqual(["pedestrian", "cyclist", "vehicle", "distracted_driver"]);
  expect(root.items).toHaveLength(60);
  expect(root.items[42]).toMatchObject({
    id: "Busy_scene_more_000042",
    attr: { frame: 42 },
    image: { path: "Busy_scene_more_000042.png", size: [360, 640] },
  });
  const ids = root.items.flatMap(({ annotations }) => annotations.map(({ id }) => id));
  expect(ids).toEqual(ids.map((_, index) => index + 1));
  expect(root.items[45]?.annotations.map(({ attributes, label_id }) => [attributes.track_id, label_id])).toEqual([
    [0, 0],
    [3, 1],
    [7, 2],
    [9, 3],
  ]);
});

test("kinds of annotation that cannot become actors are listed", async () => {
  const root = {
    categories: { label: { labels: [{ name: "van" }] } },
    items: [
      {
        id: "a_7",
        annotations: [
          { type: "caption", caption: "a van" },
          { type: "bbox", label_id: 0, bbox: [1, 2, 3, 4], attributes: { track_id: 5 } },
        ],
        image: { size: [48, 64] },
      },
    ],
  };
  const { tracks, video, problems } = await readAnnotations([textFile("d.json", JSON.stringify(root))]);
  expect(tracks).toEqual([{ trackId: 5, label: "van", boxes: [{ frame: 7, x: 1, y: 2, width: 3, height: 4 }] }]);
  expect(video).toEqual({ width: 64, height: 48, totalFrames: 8 });
  expect(problems.map(({ place, message }) => `${place}: ${message}`)).toEqual([
    'items[0].annotations[0]: a "caption" cannot become an actor',
  ]);
});

const boxesOf = ({ tracks }: Awaited<ReturnType<typeof readAnnotations>>) =>
  tracks.map(({ trackId, boxes }) => [trackId, boxes.map(({ frame, x, y, width, height }) => [frame, x, y, width, height])]);
const item = (rest: Record<string, unknown>, left = 1, attributes: Record<string, unknown> = { track_id: 5 }) => ({
  id: "a",
  annotations: [{ type: "bbox", label_id: 0, bbox: [left, 2, 30, 4], attributes }],
  ...rest,
});
const file = (path: string, ...items: unknown[]) =>
  textFile(path, JSON.stringify({ categories: { label: { labels: [{ name: "van" }] } }, items }));

test("subsets of one video are read together, which can be changed; for files with the same frames, the import asks", async () => {
  const read = await readAnnotations(caseFiles("42-datumaro-subsets"));
  expect(boxesOf(read)).toEqual([[3, [0, 1, 2, 3].map((frame) => [frame, 100 + 10 * frame, 200, 40, 100])]]);
  expect([read.video, read.questions.map(({ topic, chosen, readings }) => [topic, chosen, readings.map(({ value }) => value)])]).toEqual([
    { width: 640, height: 480, totalFrames: 4 },
    [["file", "all", ["all", "annotations/train.json", "annotations/val.json"]]],
  ]);
  const one = await readAnnotations(caseFiles("42-datumaro-subsets"), { readings: { file: "annotations/val.json" } });
  expect([one.tracks.map(({ boxes }) => boxes.map(({ frame }) => frame)), one.problems.map(({ message }) => message)]).toEqual([
    [[2, 3]],
    ["not kept: occluded of 2 boxes", "1 other file was not read (annotations/train.json)"],
  ]);
  const same = await readAnnotations([file("a.json", item({ attr: { frame: 0 } })), file("b.json", item({ attr: { frame: 0 } }, 9))]);
  expect([same.tracks, same.questions.map(({ chosen, readings }) => [chosen, readings.length])]).toEqual([[], [[null, 2]]]);
});

test("the frame is the attribute or the video frame's index, never the name; if the two disagree, the user is asked", async () => {
  const index = (frame_index: number, path = "clip.mp4") => ({ id: "clip-9999", video_frame: { path, frame_index } });
  const read = await readAnnotations([
    file("d.json", item({ ...index(3), id: "clip-01" }), item({ ...index(4), id: "clip-02", media: { size: [48, 64] } })),
  ]);
  expect([boxesOf(read), read.video]).toEqual([
    [
      [
        5,
        [
          [3, 1, 2, 30, 4],
          [4, 1, 2, 30, 4],
        ],
      ],
    ],
    { width: 64, height: 48, totalFrames: 5 },
  ]);
  const apart = [file("d.json", item({ ...index(3), attr: { frame: 30 } }))];
  expect((await readAnnotations(apart)).questions.map(({ topic, chosen }) => [topic, chosen])).toEqual([["frame-number", null]]);
  expect(boxesOf(await readAnnotations(apart, { readings: { "frame-number": "video" } }))[0]?.[1]).toEqual([[3, 1, 2, 30, 4]]);
  const videos = [file("d.json", item(index(0, "left.mp4")), item(index(0, "right.mp4"), 7))];
  expect((await readAnnotations(videos)).questions.map(({ topic, readings }) => [topic, readings.map(({ value }) => value)])).toEqual([
    ["video", ["left.mp4", "right.mp4"]],
  ]);
  expect(boxesOf(await readAnnotations(videos, { readings: { video: "right.mp4" } }))).toEqual([[5, [[0, 7, 2, 30, 4]]]]);
});

test("rotated boxes count as the upright box around them, boxes marked outside do not; differing picture sizes are reported", async () => {
  const read = await readAnnotations([
    file(
      "d.json",
      item({ attr: { frame: 0 }, image: { size: [48, 64] } }, 1, { track_id: 5, rotation: 90 }),
      item({ attr: { frame: 1 }, image: { size: [50, 64] } }, 1, { track_id: 5, outside: true }),
    ),
  ]);
  expect(boxesOf(read)).toEqual([[5, [[0, 14, -11, 4, 30]]]]);
  expect(read.problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    "warning: the images have 2 sizes (64 × 48, 64 × 50); the first was used for all",
    "info: not kept: rotation, once",
    "info: not kept: boxes marked outside, once",
  ]);
});

test("outlines, points, ellipses, masks and skeletons count as the box around them; broken ones are refused by place", async () => {
  const shape = (type: string, parts: object, track: number) => ({ type, ...parts, label_id: 0, attributes: { track_id: track } });
  const annotations = [
    shape("polygon", { points: [10, 20, 50, 20, 50, 120] }, 1),
    shape("points", { points: [5, 6, 15, 26] }, 2),
    shape("ellipse", { points: [10, 10, 40, 30] }, 3),
    shape("mask", { rle: { size: [48, 64], counts: [48 * 2 + 3, 10, 38, 10] } }, 4),
    shape("skeleton", { elements: [{ points: [1, 2, 3, 4] }, { points: [9, 12] }] }, 5),
    shape("polygon", { points: [] }, 6),
  ];
  const root = { categories: { label: { labels: [{ name: "van" }] } }, items: [{ id: "a_0", annotations }] };
  const { tracks, problems } = await readAnnotations([textFile("d.json", JSON.stringify(root))]);
  expect(tracks.map(({ boxes }) => boxes.map(({ x, y, width, height }) => [x, y, width, height]))).toEqual([
    [[10, 20, 40, 100]],
    [[5, 6, 10, 20]],
    [[10, 10, 30, 20]],
    [[2, 3, 2, 10]],
    [[1, 2, 8, 10]],
  ]);
  expect(problems.map(({ place, message }) => `${place}: ${message}`)).toEqual([
    "items[0].annotations[5]: a coordinate is not a number",
    ": not kept: outlines of shapes that are not boxes (polygon, points, ellipse, mask, skeleton), 6 times",
  ]);
});

test("rotated boxes as a separate kind, written by Datumaro (centre, size, angle) or others, count as the box around them", async () => {
  const turned = (parts: object, object_id: number) => ({ type: "rotated_bbox", label_id: 0, attributes: {}, object_id, ...parts });
  const annotations = [
    turned({ points: [16, 4, 30, 4, 90] }, 1),
    turned({ points: [1, 2, 31, 2, 31, 6, 1, 6] }, 2),
    turned({ bbox: [1, 2, 30, 4], attributes: { rotation: 90 } }, 3),
    turned({ rotated_bbox: [100, 100, 10, 10, 45] }, 4),
    turned({ points: [1, 2] }, 5),
    {
      ...turned(
        {
          points: [
            [1, 2],
            [31, 2],
            [31, 6],
            [5, 9],
          ],
        },
        6,
      ),
      type: "cuboid_2d",
    },
  ];
  const read = await readAnnotations([file("d.json", { id: "a_0", annotations })]);
  expect(boxesOf(read)).toEqual([
    [1, [[0, 14, -11, 4, 30]]],
    [2, [[0, 1, 2, 30, 4]]],
    [3, [[0, 14, -11, 4, 30]]],
    [4, [[0, 92.9289, 92.9289, 14.1421, 14.1421]]],
    [6, [[0, 1, 2, 30, 7]]],
  ]);
  expect(read.problems.filter(({ severity }) => severity === "error").map(({ place }) => place)).toEqual(["items[0].annotations[4]"]);
  expect(read.problems.map(({ message }) => message)).toContain("not kept: rotation, 3 times");
});

test("tracks and videos are found where newer versions of Datumaro write them: object_id and video_path", async () => {
  const box = (left: number, object_id: number) => ({ type: "bbox", label_id: 0, bbox: [left, 2, 30, 4], attributes: {}, object_id });
  const frame = (video_path: string, frame_index: number, ...annotations: object[]) => ({
    id: `${video_path}-${frame_index}`,
    video_frame: { video_path, frame_index },
    annotations,
  });
  const one = file("d.json", frame("a.mp4", 0, box(1, 7)), frame("a.mp4", 1, box(400, 7), box(600, -1)));
  // Far apart, so that overlap would not have joined them.
  expect(boxesOf(await readAnnotations([one])).map(([id, boxes]) => [id, Array.isArray(boxes) ? boxes.length : 0])).toContainEqual([7, 2]);
  const two = file("d.json", frame("a.mp4", 0, box(1, 7)), frame("b.mp4", 0, box(400, 7)));
  expect((await readAnnotations([two])).questions.map(({ topic, readings }) => [topic, readings.map(({ value }) => value)])).toEqual([
    ["video", ["a.mp4", "b.mp4"]],
  ]);
});
