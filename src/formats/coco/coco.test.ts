import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ImportedAnnotations } from "../read/imported";
import { readAnnotations } from "../read/readAnnotations";
import { textFile, written as writtenFiles, writtenFile } from "../testing/bundle";
import { busyScene } from "../testing/scene";
import type { WriteOptions } from "../types";
import { boxRuns, compressRuns, decompressRuns, maskRuns, runsArea } from "./rle";

type Coco = {
  images: { id: number; file_name: string; frame: number; video_id: number; width: number; height: number }[];
  categories: { id: number; name: string }[];
  annotations: {
    id: number;
    image_id: number;
    category_id: number;
    bbox: [number, number, number, number];
    area: number;
    iscrowd: number;
    segmentation: [] | { size: [number, number]; counts: string };
    track_id: number;
    frame: number;
  }[];
};
const written = (options = {}) => JSON.parse(writtenFile(busyScene(), "coco", "coco.json", options)) as Coco;

const filesWith = (options: Partial<WriteOptions>) => writtenFiles(busyScene(), "coco", options);

describe("COCO", () => {
  test("has what evaluators read: ids from 1, area and iscrowd always, boxes within the frame, every image", () => {
    const { images, categories, annotations } = written();
    expect(images.map(({ frame }) => frame)).toEqual(Array.from({ length: 60 }, (_, frame) => frame));
    expect(images[42]).toMatchObject({ id: 43, file_name: "Busy_scene_more_000042.png", width: 640, height: 360 });
    expect(categories.map(({ id, name }) => `${id} ${name}`)).toEqual(["1 pedestrian", "2 cyclist", "3 vehicle", "4 distracted_driver"]);
    expect(annotations.map(({ id }) => id)).toEqual(annotations.map((_, index) => index + 1));
    for (const { bbox, area, image_id, frame } of annotations) {
      const [x, y, width, height] = bbox;
      expect(Math.min(x, y, 640 - x - width, 360 - y - height)).toBeGreaterThanOrEqual(0);
      expect([area, image_id]).toEqual([width * height, frame + 1]);
    }
  });

  test.each([false, true])(
    "who cannot be seen at all is a crowd, its mask the box, so that a perfect detector reaches recall 1 (masks %s)",
    (masks) => {
      const hidden = new Set(
        [...busyScene().frames()].flatMap(({ records }) =>
          records.filter(({ visibility }) => visibility === 0).map((record) => `${record.frame} ${record.track_id}`),
        ),
      );
      expect(hidden.size).toBeGreaterThan(0);
      for (const { frame, track_id, iscrowd, bbox, area, segmentation } of written({ masks }).annotations) {
        expect(iscrowd).toBe(hidden.has(`${frame} ${track_id}`) ? 1 : 0);
        if (iscrowd === 0) continue;
        const runs = decompressRuns(Array.isArray(segmentation) ? "" : segmentation.counts) ?? [];
        expect(runs.reduce((sum, run) => sum + run, 0)).toBe(640 * 360);
        expect([runsArea(runs), area]).toEqual([bbox[2] * bbox[3], bbox[2] * bbox[3]]);
      }
    },
  );

  test("for Datumaro it exists a second time next to YOLO's images, with the same bytes", () => {
    const files = filesWith({ layout: "datumaro" });
    expect([...files.keys()]).toEqual(["annotations/coco.json", "annotations/yolo/annotations/instances_train.json"]);
    expect(new Set(files.values()).size).toBe(1);
    expect([...filesWith({}).keys()]).toEqual(["annotations/coco.json"]);
  });

  test("a region to ignore is a crowd of its class, or of every class, without a track", () => {
    const at = { frames: [3, 5] as [number, number], bounding_box: { x: -4.5, y: 10.2, width: 20, height: 30 } };
    const source = {
      ...busyScene(),
      ignoreRegions: [
        { ...at, object_type: null },
        { ...at, object_type: "vehicle" as const },
      ],
    };
    const { annotations } = JSON.parse(writtenFile(source, "coco", "coco.json")) as Coco;
    const regions = annotations.filter(({ track_id }) => track_id === undefined);
    expect(regions.map(({ image_id, category_id }) => [image_id, category_id])).toEqual(
      [4, 5].flatMap((image) => [1, 2, 3, 4, 3].map((category) => [image, category])),
    );
    for (const { iscrowd, bbox } of regions) expect([iscrowd, bbox]).toEqual([1, [0, 10, 16, 31]]);
  });

  test("masks on request, for the whole frame and with the stated area", () => {
    for (const { segmentation, area } of written({ masks: true }).annotations) {
      if (Array.isArray(segmentation)) throw new Error("an annotation has no mask");
      const runs = decompressRuns(segmentation.counts) ?? [];
      expect(segmentation.size).toEqual([360, 640]);
      expect(runs.reduce((sum, run) => sum + run, 0)).toBe(640 * 360);
      expect(runsArea(runs)).toBe(area);
    }
  });
});

describe("COCO run lengths", () => {
  /** Masks row by row, and what pycocotools 2.0.11 makes of them. */
  test.each([
    [3, 4, "110010010110", "021O0010O00"],
    [5, 7, "00001001101100001011001010010000000", "1140M02000N0023N10L"],
  ])("%i × %i pixels are as pycocotools writes them", (height, width, pixels, counts) => {
    const data = Uint8Array.from(pixels, Number);
    expect(compressRuns(maskRuns({ x: 0, y: 0, width, height, data }, width, height))).toBe(counts);
  });

  test("a filled block and one missing corner are encoded as by pycocotools", () => {
    const block = { x: 4, y: 5, width: 16, height: 28, data: new Uint8Array(16 * 28).fill(1) };
    expect(compressRuns(maskRuns(block, 30, 40))).toBe("U5l0<00000000000000000000000000000[<");
    const all = { x: 0, y: 0, width: 120, height: 7, data: new Uint8Array(120 * 7).fill(1) };
    all.data[0] = 0;
    expect(compressRuns(maskRuns(all, 120, 7))).toBe("1Wj0");
  });

  test("a box is the mask that is full of ones", () => {
    const from = fc.integer({ min: 0, max: 8 });
    const long = fc.integer({ min: 1, max: 8 });
    fc.assert(
      fc.property(from, from, long, long, from, from, (x, y, width, height, right, below) => {
        const [columns, rows] = [x + width + right, y + height + below];
        const full = { x, y, width, height, data: new Uint8Array(width * height).fill(1) };
        expect(boxRuns({ x, y, width, height }, columns, rows)).toEqual(maskRuns(full, columns, rows));
      }),
    );
  });

  test("a mask anywhere, even across the frame's edges, decodes to the same pixels", () => {
    const at = fc.integer({ min: -6, max: 12 });
    const side = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(at, at, side, side, side, side, fc.infiniteStream(fc.boolean()), (x, y, width, height, frameWidth, frameHeight, bits) => {
        const data = Uint8Array.from({ length: width * height }, () => Number(bits.next().value));
        const runs = decompressRuns(compressRuns(maskRuns({ x, y, width, height, data }, frameWidth, frameHeight))) ?? [];
        const unfolded = runs.flatMap((run, index) => new Array<number>(run).fill(index % 2));
        const expected: number[] = [];
        for (let column = 0; column < frameWidth; column++)
          for (let row = 0; row < frameHeight; row++) {
            const inside = column >= x && column < x + width && row >= y && row < y + height;
            expected.push(inside ? (data[(row - y) * width + column - x] ?? 0) : 0);
          }
        expect(unfolded).toEqual(expected);
      }),
    );
  });

  test("gives null for any other text", () => {
    for (const text of ["\u0001", "ooooooooooo", "é", "0000N"]) expect(decompressRuns(text)).toBeNull();
  });
});

describe("COCO of other tools", () => {
  const file = (videoIds: number[], extra: object = {}) =>
    textFile(
      "a.json",
      JSON.stringify({
        videos: [
          { id: 1, name: "north", fps: 12.5 },
          { id: 2, name: "south", fps: 12.5 },
        ],
        images: videoIds.map((video_id, index) => ({
          id: index + 1,
          video_id,
          frame: index,
          width: 64,
          height: 64,
          file_name: `${index}.png`,
        })),
        categories: [{ id: 1, name: "car" }],
        annotations: videoIds.map((_, index) => ({
          id: index + 1,
          image_id: index + 1,
          category_id: 1,
          track_id: 1,
          bbox: [1, 2, 3, 4],
          ...extra,
        })),
      }),
    );

  test("what an actor cannot keep is listed once per kind, with its count; an unsupported frame rate is rounded with a note", async () => {
    const extra = {
      segmentation: [[1, 1, 2, 2, 3, 3]],
      keypoints: [1, 2, 2],
      attributes: { occluded: true, visibility: 0.5, confidence: 0.9 },
    };
    const { tracks, video, problems } = await readAnnotations([file([1, 1], extra)]);
    expect([tracks[0]?.boxes.length, video.fps]).toEqual([2, 13]);
    expect(problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      "warning: the frame rate 12.5 was rounded to 13",
      "info: not kept: segmentation, 2 times",
      "info: not kept: keypoints, 2 times",
      "info: not kept: occluded of 2 boxes, visibility of 2 boxes, confidence of 2 boxes",
    ]);
  });

  const left = ({ tracks }: ImportedAnnotations) => tracks.map(({ boxes }) => boxes.map(({ frame, x }) => [frame, x]));

  test("from several videos in one file the user chooses one, by its name", async () => {
    const { tracks, questions, problems } = await readAnnotations([file([1, 2, 2])]);
    expect([tracks, problems]).toEqual([[], []]);
    expect(questions).toEqual([
      {
        topic: "video",
        question: "The images are of 2 videos",
        readings: [
          { value: "1", label: "north", gives: "1 image" },
          { value: "2", label: "south", gives: "2 images" },
        ],
        chosen: null,
      },
    ]);
    const south = await readAnnotations([file([1, 2, 2])], { readings: { video: "2" } });
    expect([left(south), south.video.name]).toEqual([
      [
        [
          [1, 1],
          [2, 1],
        ],
      ],
      "south",
    ]);
  });

  /** Two images of each frame, distinguished by what `image` adds. */
  const twice = (image: (camera: number, frame: number) => object) => {
    const all = [0, 1, 2].flatMap((frame) => [0, 1].map((camera) => ({ id: frame * 2 + camera, frame, ...image(camera, frame) })));
    const annotations = all.map(({ id }) => ({ image_id: id, category_id: 1, bbox: [Math.floor(id / 2) + 100 * (id % 2), 2, 30, 40] }));
    return textFile("two.json", JSON.stringify({ images: all, categories: [{ id: 1, name: "car" }], annotations }));
  };

  test.each([
    ["camera", "rear", (camera: number) => ({ camera: ["front", "rear"][camera] })],
    [
      "video",
      "rear",
      (camera: number, frame: number) => ({ file_name: `${["front", "rear"][camera] ?? ""}/${String(frame).padStart(4, "0")}.png` }),
    ],
    ["video", "rear", (camera: number, frame: number) => ({ file_name: `${["front", "rear"][camera] ?? ""}_${frame}.png` })],
    [
      "video",
      "rear",
      (camera: number, frame: number) => ({
        file_name: `train/${["front", "rear"][camera] ?? ""}_mp4-${frame}_jpg.rf.0a1b2c3d4e5f60718293a4b5c6d7e8f9.jpg`,
        frame: undefined,
      }),
    ],
  ] as const)("two cameras in one file are never joined: %s %s is asked for", async (topic, value, image) => {
    const open = await readAnnotations([twice(image)]);
    expect([open.tracks, open.questions.map(({ topic: asked, chosen }) => [asked, chosen])]).toEqual([[], [[topic, null]]]);
    expect(left(await readAnnotations([twice(image)], { readings: { [topic]: value } }))).toEqual([
      [
        [0, 100],
        [1, 101],
        [2, 102],
      ],
    ]);
  });

  test("two images of one frame that nothing distinguishes are refused by their places", async () => {
    const { tracks, problems } = await readAnnotations([twice(() => ({}))]);
    expect([tracks, problems[0]]).toMatchObject([
      [],
      {
        severity: "error",
        place: "images[1]",
        message: "it has the same frame number, 0, as images[0], and neither says which video or camera it belongs to",
      },
    ]);
  });

  test("YouTube-VIS: an annotation is a track, its boxes by frame, null where it is absent; masks alone give their boxes", async () => {
    const videos = [{ id: 1, name: "clip", width: 64, height: 48, file_names: ["a/0.jpg", "a/5.jpg", "a/10.jpg"] }];
    const mask = { size: [48, 64], counts: [48 * 3 + 5, 10, 38, 10, 48 * 59 - 15] };
    const annotations = [
      { id: 7, video_id: 1, category_id: 1, bboxes: [[1, 2, 3, 4], null, [5, 2, 3, 4]] },
      { id: 9, video_id: 1, category_id: 1, bboxes: null, segmentations: [null, mask, null] },
    ];
    const { tracks, video } = await readAnnotations([
      textFile("vis.json", JSON.stringify({ videos, categories: [{ id: 1, name: "car" }], annotations })),
    ]);
    expect(video).toEqual({ name: "clip", width: 64, height: 48, totalFrames: 3 });
    expect(tracks.map(({ trackId, boxes }) => [trackId, boxes])).toEqual([
      [
        7,
        [
          { frame: 0, x: 1, y: 2, width: 3, height: 4 },
          { frame: 2, x: 5, y: 2, width: 3, height: 4 },
        ],
      ],
      [9, [{ frame: 1, x: 3, y: 5, width: 2, height: 10 }]],
    ]);
  });

  test("ids of 19 digits that differ in the last stay distinct, and KWCOCO's polygons are read by their extent", async () => {
    const text = `{"images": [{"id": 1234567890123456788, "frame_index": 0}, {"id": 1234567890123456789, "frame_index": 1}],
      "categories": [{"id": 1, "name": "car"}], "annotations": [
      {"image_id": 1234567890123456789, "category_id": 1, "track_id": 1,
        "segmentation": [{"exterior": [[1, 2], [4, 2], [4, 6]], "interiors": []}]},
      {"image_id": 1234567890123456788, "category_id": 1, "track_id": 1, "bbox": [0.1234567890123456789, 2, 3, 4]}]}`;
    expect((await readAnnotations([textFile("a.json", text)])).tracks[0]?.boxes).toEqual([
      { frame: 0, x: 0.123_456_789_012_345_68, y: 2, width: 3, height: 4 },
      { frame: 1, x: 1, y: 2, width: 3, height: 4 },
    ]);
  });
});
