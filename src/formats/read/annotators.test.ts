import { expect, test } from "vitest";
import { textFile } from "../testing/bundle";
import type { ImportedAnnotations, InputFile } from "./imported";
import { readAnnotations } from "./readAnnotations";

/** Format, and of each track its id, class, and boxes as frame, left, top, width, height. */
function contents({ format, tracks }: ImportedAnnotations): unknown[] {
  return [
    format,
    ...tracks.map(({ trackId, label, boxes }) => [
      trackId,
      label,
      ...boxes.map(({ frame, x, y, width, height }) => [frame, x, y, width, height].join(" ")),
    ]),
  ];
}

const messagesOf = ({ problems }: ImportedAnnotations) => problems.map(({ severity, message }) => `${severity}: ${message}`);
const json = (path: string, value: unknown): InputFile => textFile(path, JSON.stringify(value));
const SIZE = { frameSize: { width: 640, height: 480 } };

const voc = (object: string, head = "<size><width>640</width><height>480</height><depth>3</depth></size>") =>
  `<annotation verified="yes">\n<folder>images</folder><filename>whatever.jpg</filename>${head}` +
  `<segmented>0</segmented>\n${object}</annotation>`;
const vocObject = (name: string, edges: readonly number[], more = "") =>
  `<object><name>${name}</name><pose>Unspecified</pose><truncated>0</truncated>${more}<bndbox>` +
  `<xmin>${edges[0]}</xmin><ymin>${edges[1]}</ymin><xmax>${edges[2]}</xmax><ymax>${edges[3]}</ymax></bndbox></object>\n`;

test("Pascal VOC of LabelImg, of the benchmark, of ImageNet VID and of roLabelImg", async () => {
  const labelImg = [0, 1, 2].map((frame) =>
    textFile(`Annotations/clip_00000${frame}.xml`, voc(vocObject("person", [100 + 10 * frame, 200, 140 + 10 * frame, 300]))),
  );
  const read = await readAnnotations(labelImg);
  expect(contents(read)).toEqual(["voc", [0, "person", "0 100 200 40 100", "1 110 200 40 100", "2 120 200 40 100"]]);
  expect(read.video).toEqual({ width: 640, height: 480, totalFrames: 3 });
  expect(read.questions.map(({ topic, chosen }) => [topic, chosen])).toEqual([["first-pixel", "0"]]);
  expect(contents(await readAnnotations(labelImg, { readings: { "first-pixel": "1" } }))[1]).toContain("0 99 199 41 101");
  // In the benchmark's own files pixels count from 1; people have parts with boxes of their own; difficult objects are not scored.
  const source = "<source><database>The VOC2007 Database</database></source><size><width>500</width><height>375</height></size>";
  const part = "<part><name>head</name><bndbox><xmin>9</xmin><ymin>9</ymin><xmax>20</xmax><ymax>20</ymax></bndbox></part>";
  const person = `<object><name>person</name><bndbox><xmin>1</xmin><ymin>11</ymin><xmax>40</xmax><ymax>110</ymax></bndbox>${part}</object>`;
  const hard = vocObject("car", [1, 1, 50, 50], "<difficult>1</difficult>");
  const benchmark = await readAnnotations([textFile("000007.xml", voc(person + hard, source)), textFile("000008.xml", voc("", source))]);
  expect(contents(benchmark)).toEqual(["voc", [0, "person", "7 0 10 40 100"]]);
  expect(benchmark.ignored).toEqual([{ frame: 7, x: 0, y: 0, width: 50, height: 50, label: "car" }]);
  const vid = [0, 1].map((frame) =>
    textFile(`ILSVRC2015_val_1/00000${frame}.xml`, voc(`<object><trackid>3</trackid>${vocObject("n02958343", [0, 0, 10, 10]).slice(8)}`)),
  );
  expect(contents(await readAnnotations(vid))).toEqual(["voc", [3, "n02958343", "0 0 0 10 10", "1 0 0 10 10"]]);
  const rotated =
    "<object><type>robndbox</type><name>ship</name>" +
    "<robndbox><cx>100</cx><cy>100</cy><w>80</w><h>20</h><angle>1.570796</angle></robndbox></object>";
  const ship = (await readAnnotations([textFile("a.xml", voc(rotated))])).tracks[0]?.boxes[0];
  expect([ship?.x, ship?.y, ship?.width, ship?.height].map((value) => Math.round(value ?? 0))).toEqual([90, 60, 20, 80]);
});

test("one broken file of Pascal VOC does not lose the others, and an object without a box is named", async () => {
  const good = (name: string) => textFile(name, voc(vocObject("car", [0, 0, 10, 10])));
  const read = await readAnnotations([
    good("a/000000.xml"),
    textFile("a/000001.xml", "<annotation><object><bndbox><xmin>"),
    good("a/000002.xml"),
    textFile("a/000003.xml", voc("<object><name>car</name></object>")),
  ]);
  expect(read.tracks.flatMap(({ boxes }) => boxes.map(({ frame }) => frame)).sort()).toEqual([0, 2]);
  expect(read.problems.filter(({ severity }) => severity === "error").map(({ file, place }) => `${file}, ${place}`)).toEqual([
    "a/000001.xml, line 1",
    "a/000003.xml, line 3",
  ]);
});

test("LabelMe's rectangles, polygons and circles; groups are the parts of an object, or tracks", async () => {
  const image = (frame: number, shapes: object[]) =>
    json(`clip/frame_${frame}.json`, {
      ...{ version: "5.2.1", flags: {}, shapes, imagePath: `frame_${frame}.jpg`, imageData: null, imageHeight: 480, imageWidth: 640 },
    });
  const shape = (label: string, shape_type: string, points: number[][], group_id: number | null = null) => ({
    ...{ label, points, group_id, description: "", shape_type, flags: {} },
  });
  const files = [0, 1].map((frame) =>
    image(frame, [
      // Drawn from the lower right corner to the upper left one.
      shape(
        "person",
        "rectangle",
        [
          [140, 300],
          [100, 200],
        ],
        5,
      ),
      shape(
        "car",
        "polygon",
        [
          [300, 100],
          [400, 120],
          [350, 200],
        ],
        7,
      ),
      shape(
        "car",
        "polygon",
        [
          [500, 100],
          [510, 120],
          [505, 200],
        ],
        7,
      ),
      shape("sign", "circle", [
        [50, 50],
        [60, 50],
      ]),
      shape("sign", "point", [[50, 50]]),
    ]),
  );
  const read = await readAnnotations(files);
  expect(contents(read)).toEqual([
    "labelme",
    [0, "sign", "0 40 40 20 20", "1 40 40 20 20"],
    [5, "person", "0 100 200 40 100", "1 100 200 40 100"],
    [7, "car", "0 300 100 210 100", "1 300 100 210 100"],
  ]);
  expect(read.video).toEqual({ width: 640, height: 480, totalFrames: 2 });
  expect(messagesOf(read)).toContain("info: not kept: points and lines (point), twice".replace("twice", "2 times"));
  expect(read.questions.map(({ topic, chosen }) => [topic, chosen])).toEqual([["tracks", "group-id"]]);
  const byOverlap = await readAnnotations(files, { readings: { tracks: "overlap" } });
  expect(byOverlap.tracks.map(({ boxes }) => boxes.length)).toEqual([2, 2, 2]);
});

test("Label Studio's tracks: keyframes in per cent from frame 1, straight lines between them, ends and gaps", async () => {
  const key = (frame: number, x: number, enabled = true) => ({
    frame,
    enabled,
    rotation: 0,
    x,
    y: 50,
    width: 10,
    height: 20,
    time: frame / 25,
  });
  const track = (id: string, label: string, sequence: object[]) => ({
    ...{ value: { framesCount: 12, duration: 0.48, sequence, labels: [label] }, id, from_name: "box", to_name: "video" },
    ...{ type: "videorectangle", origin: "manual" },
  });
  const result = [track("a1", "Car", [key(1, 0), key(5, 20, false), key(8, 50), key(9, 50, false)]), track("b2", "Person", [key(10, 10)])];
  const task = {
    id: 7,
    annotations: [{ id: 3, result, was_cancelled: false }],
    data: { video: "/data/upload/1/clip.mp4" },
    predictions: [],
  };
  const open = await readAnnotations([json("project.json", [task])]);
  expect([open.format, open.tracks, messagesOf(open)]).toEqual([
    "label_studio",
    [],
    ["error: boxes are relative to the frame size, which is unknown"],
  ]);
  const read = await readAnnotations([json("project.json", [task])], SIZE);
  expect(contents(read)).toEqual([
    "label_studio",
    [
      0,
      "Car",
      "0 0 240 64 96",
      "1 32 240 64 96",
      "2 64 240 64 96",
      "3 96 240 64 96",
      "4 128 240 64 96",
      "7 320 240 64 96",
      "8 320 240 64 96",
    ],
    [1, "Person", "9 64 240 64 96", "10 64 240 64 96", "11 64 240 64 96"],
  ]);
  expect(read.video).toEqual({ width: 640, height: 480, totalFrames: 12, fps: 25 });
  expect(messagesOf(read)).toContain("info: 1 track continues to the last frame, since the last keyframe is enabled");
  // Two videos in one export, two annotators of one video: both are asked about.
  const second = { ...task, id: 8, data: { video: "b.mp4" }, annotations: [task.annotations[0], { id: 4, result: [result[0]] }] };
  const asked = await readAnnotations([json("project.json", [task, second])], SIZE);
  expect(asked.questions.map(({ topic, readings }) => [topic, ...readings.map(({ label }) => label)])).toEqual([
    ["video", "/data/upload/1/clip.mp4", "b.mp4"],
  ]);
  const chosen = await readAnnotations([json("project.json", [task, second])], { ...SIZE, readings: { video: "2", annotation: "4" } });
  expect(chosen.tracks.map(({ label }) => label)).toEqual(["Car"]);
  // JSON-MIN has the same beside its data.
  const short = [{ video: "clip.mp4", id: 7, box: result.map(({ value }) => value), annotator: 1, annotation_id: 3 }];
  expect((await readAnnotations([json("min.json", short)], SIZE)).tracks.map(({ boxes }) => boxes.length)).toEqual([7, 3]);
});

test("Label Studio's images, with labels in results of their own and rotation about the top left corner", async () => {
  const size = { original_width: 640, original_height: 480, image_rotation: 0 };
  const rectangle = { x: 50, y: 50, width: 10, height: 25, rotation: 90, rectanglelabels: ["Car"] };
  const task = (frame: number) => ({
    data: { image: `/data/upload/frame_${frame}.png` },
    annotations: [
      {
        id: frame,
        result: [
          { ...size, value: rectangle, id: "x", type: "rectanglelabels" },
          {
            ...size,
            value: {
              points: [
                [10, 10],
                [20, 10],
                [20, 30],
              ],
            },
            id: "y",
            type: "polygon",
          },
          {
            ...size,
            value: {
              points: [
                [10, 10],
                [20, 10],
                [20, 30],
              ],
              labels: ["Person"],
            },
            id: "y",
            type: "labels",
          },
          { value: { choices: ["day"] }, id: "z", type: "choices" },
        ],
      },
    ],
  });
  const read = await readAnnotations([json("a.json", [task(0), task(1)])]);
  expect(contents(read)).toEqual([
    "label_studio",
    [0, "Car", "0 200 240 120 64", "1 200 240 120 64"],
    [1, "Person", "0 64 48 64 96", "1 64 48 64 96"],
  ]);
  expect(messagesOf(read)).toContain("info: not kept: results that are not shapes (choices), 2 times");
});

test("BDD100K: the tracking set, the detection set, and its first files; the last pixel of a box is inside it", async () => {
  const box2d = (x: number) => ({ x1: x, y1: 200, x2: x + 39, y2: 299 });
  const attributes = { occluded: false, truncated: false, crowd: false };
  const tracking = [2, 0, 1].map((frameIndex) => ({
    name: `b1c66a42-6f7d68ca-000000${frameIndex}.jpg`,
    videoName: "b1c66a42-6f7d68ca",
    frameIndex,
    labels: [
      { id: "00091078", category: "pedestrian", attributes, box2d: box2d(100 + 10 * frameIndex) },
      { id: "00091079", category: "car", attributes: { ...attributes, crowd: true }, box2d: box2d(300) },
    ],
  }));
  const read = await readAnnotations([json("b1c66a42-6f7d68ca.json", tracking)]);
  expect(contents(read)).toEqual(["bdd100k", [0, "pedestrian", "0 100 200 40 100", "1 110 200 40 100", "2 120 200 40 100"]]);
  expect([read.ignored.length, read.video]).toEqual([3, { name: "b1c66a42-6f7d68ca", totalFrames: 3 }]);
  // Ids that number the labels of each image are no tracks.
  const detection = ["0000", "0001"].map((name) => ({
    name: `${name}.jpg`,
    attributes: { weather: "clear" },
    labels: [
      { id: 0, category: "traffic sign", box2d: box2d(10) },
      {
        id: 1,
        category: "lane",
        poly2d: [
          {
            vertices: [
              [0, 0],
              [5, 5],
            ],
            types: "LL",
            closed: false,
          },
        ],
      },
      { id: 2, category: "car", box3d: {} },
    ],
  }));
  const images = await readAnnotations([
    json("det_train.json", { frames: detection, config: { imageSize: { width: 1280, height: 720 } } }),
  ]);
  expect(images.questions.map(({ topic, chosen }) => [topic, chosen])).toEqual([["tracks", "overlap"]]);
  expect([images.tracks.map(({ label }) => label), images.video]).toEqual([
    ["traffic sign", "lane"],
    { width: 1280, height: 720, totalFrames: 2 },
  ]);
  const first = (frame: number) => ({
    ...{ name: `c-${frame}`, attributes: {}, frames: [{ timestamp: 10000, objects: [{ id: 0, category: "car", box2d: box2d(frame) }] }] },
  });
  const old = await readAnnotations([json("labels/c-0.json", first(0)), json("labels/c-1.json", first(1))]);
  expect(contents(old)).toEqual(["bdd100k", [0, "car", "0 0 200 40 100", "1 1 200 40 100"]]);
  const two = await readAnnotations([json("all.json", [...tracking, { ...tracking[0], videoName: "other" }])]);
  expect(two.questions.map(({ topic, chosen }) => [topic, chosen])).toEqual([["video", null]]);
});

const VIAME = [
  "# 1: Detection or Track-id,2: Video or Image Identifier,3: Unique Frame Identifier,4-7: Img-bbox(TL_x,TL_y,BR_x,BR_y),8: …",
  '# metadata,fps: 10,"exported_by: ""dive:python""","exported_time: ""…"""',
  "0,00:00:00.000000,0,100,200,140,300,0.9,-1,pedestrian,0.6,car,0.3,(kp) head 1 2,(atr) occluded true",
  "0,00:00:00.100000,1,110,200,150,300,0.9,-1,car,0.2,pedestrian,0.7",
  "4,00:00:00.100000,1,10,20,30,40,1.0,0,fish,1.0",
];

test("VIAME CSV: corners, the most confident species, its frame rate, and fields in brackets", async () => {
  const read = await readAnnotations([textFile("result_clip.csv", VIAME.join("\r\n"))]);
  expect(contents(read)).toEqual(["viame", [0, "pedestrian", "0 100 200 40 100", "1 110 200 40 100"], [4, "fish", "1 10 20 20 20"]]);
  expect([read.video.fps, messagesOf(read).filter((message) => message.includes("brackets"))]).toEqual([
    10,
    ["info: not kept: fields in brackets (kp), once"],
  ]);
  // Older files have no comments; one frame of two images is of two cameras.
  const row = (camera: string, frame: number) => `1,${camera}_000${frame}.png,${frame},0,0,10,10,1,-1,car,1`;
  const cameras = [row("left", 0), row("right", 0), row("left", 1), row("right", 1)].join("\n");
  const asked = await readAnnotations([textFile("a.csv", cameras)]);
  expect(asked.questions.map(({ topic, readings }) => [topic, ...readings.map(({ value }) => value)])).toEqual([
    ["video", "left", "right", "all"],
  ]);
  expect(contents(await readAnnotations([textFile("a.csv", cameras)], { readings: { video: "right" } }))).toEqual([
    "viame",
    [1, "car", "0 0 0 10 10", "1 0 0 10 10"],
  ]);
});

test("DIVE JSON of both versions: straight lines where the earlier keyframe says so, and the rate beside it", async () => {
  const feature = (frame: number, left: number, interpolate: boolean) => ({
    ...{ frame, bounds: [left, 200, left + 40, 300], keyframe: true, interpolate },
  });
  const features = [feature(0, 100, true), feature(4, 140, false), feature(7, 170, true)];
  const track = {
    id: 12,
    begin: 0,
    end: 7,
    confidencePairs: [
      ["car", 0.2],
      ["pedestrian", 0.9],
    ],
    attributes: {},
    features,
    meta: {},
  };
  const expected = [
    "dive",
    [
      12,
      "pedestrian",
      "0 100 200 40 100",
      "1 110 200 40 100",
      "2 120 200 40 100",
      "3 130 200 40 100",
      "4 140 200 40 100",
      "7 170 200 40 100",
    ],
  ];
  const meta = json("meta.json", { version: 1, type: "video", fps: 15, name: "clip" });
  const second = await readAnnotations([json("annotations.json", { tracks: { 12: track }, groups: {}, version: 2 }), meta]);
  expect([contents(second), second.video.fps]).toEqual([expected, 15]);
  const { id, ...first } = track;
  expect(contents(await readAnnotations([json("result.json", { 12: { trackId: id, ...first } })]))).toEqual(expected);
});

test("tables with a header: names of columns as many tools write them", async () => {
  const table = (...lines: string[]) => textFile("boxes.csv", lines.join("\n"));
  const tables: [InputFile, unknown[]][] = [
    // TensorFlow's, also of Roboflow: sizes are the image's.
    [
      table("filename,width,height,class,xmin,ymin,xmax,ymax", "f_0.jpg,640,480,car,1,2,11,22", "f_1.jpg,640,480,car,2,2,12,22"),
      ["csv", [0, "car", "0 1 2 10 20", "1 2 2 10 20"]],
    ],
    [
      table("frame;track_id;label;x;y;w;h", "0;4;car;1,5;2;10;200", "1;4;car;2,5;2;10;200"),
      ["csv", [4, "car", "0 1.5 2 10 200", "1 2.5 2 10 200"]],
    ],
    // VoTT.
    [
      table('"image","xmin","ymin","xmax","ymax","label"', '"a 0.png",1.25,2,111.5,22,"big, red car"'),
      ["csv", [0, "big, red car", "0 1.25 2 110.25 20"]],
    ],
    [
      table("Frame Number\tObject ID\tClass Name\tCenter X\tCenter Y\tWidth\tHeight", "3\t9\tcar\t150\t60\t100\t20"),
      ["csv", [9, "car", "3 100 50 100 20"]],
    ],
    // A column `id` that only numbers rows.
    [
      table("id,frame,class,left,top,width,height", "1,0,car,0,0,200,20", "2,1,car,1,0,200,20"),
      ["csv", [0, "car", "0 0 0 200 20", "1 1 0 200 20"]],
    ],
    [
      table("image_id,width,height,bbox,class", 'a1,1024,1024,"[834.0, 222.0, 56.0, 36.0]",wheat'),
      ["csv", [0, "wheat", "1 834 222 56 36"]],
    ],
  ];
  for (const [file, expected] of tables) expect(contents(await readAnnotations([file]))).toEqual(expected);
  const openImages = table("ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax", "000a,xclick,/m/0k4j,1,0.25,0.5,0.1,0.2");
  expect(contents(await readAnnotations([openImages], SIZE))[1]).toContain("0 160 48 160 48".replace("0 160", "0 160"));
});

test("tables ask for what they cannot tell: pixels or shares, corners or sizes, cameras; they need boxes and frames", async () => {
  const questions = async (...lines: string[]) => {
    const read = await readAnnotations([textFile("a.csv", lines.join("\n"))], SIZE);
    const [fault] = read.problems.filter(({ severity }) => severity === "error");
    return [...read.questions.map(({ topic, chosen }) => [topic, chosen]), ...(fault ? [fault.message] : [])];
  };
  expect(await questions("frame,class,left,top,width,height", "0,car,0.5,0.5,0.1,0.1")).toEqual([
    ["position", "corner"],
    ["units", "shares"],
  ]);
  expect(await questions("frame,class,left,top,width,height", "0,car,50.5,50,10,10")).toEqual([
    ["position", "corner"],
    ["units", null],
  ]);
  expect(await questions("frame,class,bbox", '0,car,"10 10 50 50"')).toEqual([["box", null]]);
  expect(await questions("frame,camera,class,xmin,ymin,xmax,ymax", "0,front,car,1,1,200,200", "0,rear,car,1,1,200,200")).toEqual([
    ["camera", null],
  ]);
  expect(await questions("class,xmin,ymin,xmax,ymax", "car,1,1,200,200")).toEqual(["no column says which frame a box is in"]);
  expect(await questions("frame,class,xmin,ymin,xmax,ymax", "0,car,1,5,1,2,3,4")).toEqual(["8 columns, but the header has 6"]);
  const timed = await readAnnotations([
    textFile("a.csv", "timestamp,class,xmin,ymin,xmax,ymax\n0.00,car,1,1,200,200\n0.04,car,2,1,201,200"),
  ]);
  expect([contents(timed)[1], timed.video.fps]).toEqual([[0, "car", "0 1 1 199 199", "1 2 1 199 199"], 25]);
  expect(messagesOf(timed)).toContain("warning: frames were numbered in the order of their times");
});
