import { Ajv } from "ajv";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readAnnotations } from "../read/readAnnotations";
import { textFile, writtenFile } from "../testing/bundle";
import { caseFiles } from "../testing/cases";
import { anySource } from "../testing/randomSource";
import { busyScene } from "../testing/scene";
import schema from "./openlabel.schema.json";

type Interval = { frame_start: number; frame_end: number };
type Root = {
  openlabel: {
    frames: Record<
      string,
      { objects?: Record<string, { object_data: { bbox: { name: string; val: number[] }[] } }>; contexts?: Record<string, unknown> }
    >;
    objects: Record<string, { frame_intervals: Interval[]; object_data_pointers: Record<string, { frame_intervals: Interval[] }> }>;
    contexts: Record<string, { name: string; frame_intervals: Interval[] }>;
  };
};
const conforms = new Ajv({ strict: false, allErrors: true }).compile(schema);
const framesIn = (intervals: Interval[]) =>
  intervals.flatMap(({ frame_start, frame_end }) => Array.from({ length: frame_end - frame_start + 1 }, (_, index) => frame_start + index));

test("OpenLABEL obeys the standard's rules, and its intervals, inclusive at both ends, agree with the frames", () => {
  fc.assert(
    fc.property(anySource, fc.constantFrom("amodal" as const, "visible" as const), (source, box) => {
      const root = JSON.parse(writtenFile(source, "openlabel", "openlabel.json", { box })) as Root;
      expect(conforms(root) ? null : conforms.errors).toBeNull();
      const { frames, objects, contexts } = root.openlabel;
      const having = (test: (frame: Root["openlabel"]["frames"][string]) => boolean) =>
        Object.keys(frames)
          .filter((key) => frames[key] && test(frames[key]))
          .map(Number);
      for (const [id, object] of Object.entries(objects)) {
        expect(framesIn(object.frame_intervals)).toEqual(having(({ objects: at }) => at?.[id] !== undefined));
        for (const [name, { frame_intervals }] of Object.entries(object.object_data_pointers))
          expect(framesIn(frame_intervals)).toEqual(
            having(({ objects: at }) => at?.[id]?.object_data.bbox.some((entry) => entry.name === name) ?? false),
          );
      }
      for (const [id, context] of Object.entries(contexts))
        expect(framesIn(context.frame_intervals)).toEqual(having(({ contexts: at }) => at?.[id] !== undefined));
      for (const frame of Object.values(frames)) for (const id of Object.keys(frame.objects ?? {})) expect(objects[id]).toBeDefined();
    }),
    { numRuns: 60 },
  );
});

test("the value of a box is its centre and size; weather is a context", () => {
  const { openlabel } = JSON.parse(writtenFile(busyScene(), "openlabel", "openlabel.json")) as Root;
  // The pedestrian is at 80, 310 with 30 × 80 pixels at frame 0.
  expect(openlabel.frames["0"]?.objects?.["0"]?.object_data.bbox[0]).toMatchObject({ name: "bounding_box", val: [80, 270, 30, 80] });
  expect(Object.values(openlabel.contexts).map(({ name, frame_intervals }) => [name, frame_intervals])).toEqual([
    ["sunny", [{ frame_start: 0, frame_end: 39 }]],
    ["fog", [{ frame_start: 40, frame_end: 59 }]],
  ]);
});

test("files of other tools: objects that do not move, ids that are not numbers, and a list of what cannot be mapped", async () => {
  const id = "5f2a1f0e-0000-4000-8000-000000000001";
  const root = {
    openlabel: {
      metadata: { schema_version: "1.0.0" },
      streams: {
        front: { type: "camera", stream_properties: { intrinsics_pinhole: { width_px: 100, height_px: 80, camera_matrix: [] } } },
      },
      objects: {
        [id]: {
          name: "bus 12",
          type: "Bus",
          frame_intervals: [{ frame_start: 2, frame_end: 4 }],
          object_data: { bbox: [{ name: "shape", val: [50, 40, 20, 10] }] },
        },
        "7": { name: "", type: "car" },
      },
      frames: { "1": { objects: { "7": { object_data: { bbox: [{ name: "a", val: [10, 10, 4, 4] }], poly2d: [] } } }, actions: {} } },
      actions: { "0": { name: "stop", type: "stop" } },
    },
  };
  const { tracks, video, problems } = await readAnnotations([textFile("x.json", JSON.stringify(root))]);
  expect(video).toEqual({ width: 100, height: 80, totalFrames: 5 });
  expect(tracks).toEqual([
    { trackId: 0, label: "Bus", name: "bus 12", boxes: [2, 3, 4].map((frame) => ({ frame, x: 40, y: 35, width: 20, height: 10 })) },
    { trackId: 7, label: "car", boxes: [{ frame: 1, x: 8, y: 8, width: 4, height: 4 }] },
  ]);
  expect(problems.map(({ place, message }) => `${place}: ${message}`)).toEqual([
    'frames["1"].objects["7"]: poly2d cannot become part of an actor',
    'frames["1"]: actions cannot become part of an actor',
    "actions: actions cannot become part of an actor",
    `: track "${id}" became track id 0`,
  ]);
});

test("a box of an object without intervals is present at every frame of the file; other shapes are listed wherever they are", async () => {
  const root = {
    openlabel: {
      objects: {
        "1": { name: "a", type: "car", object_data: { bbox: [{ name: "a", val: [10, 10, 4, 4] }] } },
        "2": { name: "b", type: "car", object_data: { cuboid: [], poly2d: [] } },
      },
      frames: { "0": {}, "1": { objects: { "1": { object_data: { bbox: [{ name: "a", val: [20, 10, 4, 4] }] } } } }, "2": {} },
    },
  };
  const { tracks, problems } = await readAnnotations([textFile("x.json", JSON.stringify(root))]);
  expect(tracks.map(({ boxes }) => boxes.map(({ frame, x }) => [frame, x]))).toEqual([
    [
      [0, 8],
      [1, 18],
      [2, 8],
    ],
  ]);
  expect(problems.map(({ place, message }) => `${place}: ${message}`)).toEqual([
    'objects["2"]: cuboid cannot become part of an actor',
    'objects["2"]: poly2d cannot become part of an actor',
  ]);
  const nowhere = { openlabel: { objects: { "1": root.openlabel.objects["1"] } } };
  expect((await readAnnotations([textFile("x.json", JSON.stringify(nowhere))])).problems[0]).toMatchObject({
    severity: "error",
    place: 'objects["1"]',
  });
});

const file = (openlabel: unknown) => textFile("labels.json", JSON.stringify({ openlabel }));
const boxesOf = ({ tracks }: Awaited<ReturnType<typeof readAnnotations>>) =>
  tracks.map(({ label, boxes }) => [label, boxes.map(({ frame, x, y, width, height }) => [frame, x, y, width, height])]);
const camera = (width: number, height: number) => ({
  type: "camera",
  stream_properties: { intrinsics_pinhole: { width_px: width, height_px: height } },
});

test("VCD's style: boxes by any name, gaps kept, objects without intervals in every frame, no size without a stream", async () => {
  const read = await readAnnotations(caseFiles("40-openlabel-pointers-only"));
  expect(boxesOf(read)).toEqual([
    ["Pedestrian", [0, 1, 3, 4].map((frame) => [frame, 100 + 10 * frame, 200, 40, 100])],
    ["TrafficSign", [0, 1, 2, 3, 4].map((frame) => [frame, 590, 90, 20, 20])],
  ]);
  expect([read.video, read.problems]).toEqual([{ totalFrames: 5 }, []]);
});

test("if there are several streams, the import asks for one, and only its size and boxes are used", async () => {
  const box = (centre: number, rest: Record<string, unknown>) => ({ name: "shape", val: [centre, 50, 20, 10], ...rest });
  const files = (first: Record<string, unknown>, second: Record<string, unknown>) => [
    file({
      streams: { front: camera(1920, 1080), rear: camera(1280, 720), lidar: { type: "lidar" } },
      objects: {
        "1": { name: "a", type: "car" },
        "2": { name: "sign", type: "sign", coordinate_system: "rear", object_data: { bbox: [box(30, {})] } },
      },
      frames: { "0": { objects: { "1": { object_data: { bbox: [box(10, first), box(200, second)] } } } } },
    }),
  ];
  const text = (val: string) => ({ attributes: { text: [{ name: "camera", val }] } });
  for (const [first, second] of [
    [{ stream: "front" }, { stream: "rear" }],
    [{ coordinate_system: "front" }, { coordinate_system: "rear" }],
    [text("front"), text("rear")],
    [{ name: "front_bbox" }, { name: "rear_bbox" }],
  ] as const) {
    const open = await readAnnotations(files(first, second));
    expect([
      open.tracks,
      open.questions.map(({ topic, chosen, readings }) => [topic, chosen, readings.map(({ value, gives }) => `${value}: ${gives}`)]),
    ]).toEqual([[], [["stream", null, ["front: 1 box, 1920 × 1080", "rear: 2 boxes, 1280 × 720"]]]]);
    const rear = await readAnnotations(files(first, second), { readings: { stream: "rear" } });
    expect([boxesOf(rear), rear.video]).toEqual([
      [
        ["car", [[0, 190, 45, 20, 10]]],
        ["sign", [[0, 20, 45, 20, 10]]],
      ],
      { width: 1280, height: 720, totalFrames: 1 },
    ]);
    expect(rear.problems.map(({ message }) => message)).toEqual(["not kept: boxes of other streams (front), once"]);
    const front = await readAnnotations(files(first, second), { readings: { stream: "front" } });
    expect([boxesOf(front), front.video.width]).toEqual([[["car", [[0, 0, 45, 20, 10]]]], 1920]);
  }
});

test("if boxes do not name their stream, the import asks whose picture they are in; with one stream it does not", async () => {
  const content = (streams: unknown) => ({
    streams,
    objects: { "1": { name: "a", type: "car" } },
    frames: { "3": { objects: { "1": { object_data: { bbox: [{ name: "a", val: [10, 10, 4, 4] }] } } } } },
  });
  const two = [file(content({ front: camera(1920, 1080), rear: camera(1280, 720) }))];
  expect((await readAnnotations(two)).questions.map(({ topic, chosen }) => [topic, chosen])).toEqual([["stream", null]]);
  const read = await readAnnotations(two, { readings: { stream: "rear" } });
  expect([boxesOf(read), read.video]).toEqual([[["car", [[3, 8, 8, 4, 4]]]], { width: 1280, height: 720, totalFrames: 4 }]);
  expect(read.problems.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    "warning: boxes do not say which of 2 cameras they belong to",
  ]);
  const one = await readAnnotations([file(content({ front: camera(1920, 1080), lidar: { type: "lidar" } }))]);
  expect([one.questions, one.problems, one.video.width]).toEqual([[], [], 1920]);
});

test("rotated boxes count as the upright box around them; a stream's own frame numbers are asked about if they differ", async () => {
  const sync = (frame: number) => ({ frame_properties: { streams: { front: { stream_properties: { sync: { frame_stream: frame } } } } } });
  const root = {
    streams: { front: camera(640, 480) },
    objects: { "1": { name: "a", type: "car" } },
    frames: { "0": { objects: { "1": { object_data: { rbbox: [{ name: "a", val: [100, 100, 80, 20, Math.PI / 2] }] } } }, ...sync(90) } },
  };
  expect((await readAnnotations([file(root)])).questions.map(({ topic, chosen }) => [topic, chosen])).toEqual([["frame-number", null]]);
  const read = await readAnnotations([file(root)], { readings: { "frame-number": "stream" } });
  expect([boxesOf(read), read.video.totalFrames]).toEqual([[["car", [[90, 90, 60, 20, 80]]]], 91]);
  expect(read.problems.map(({ message }) => message)).toEqual(["not kept: rotation, once"]);
});

test("an outline (poly2d) counts as the box around it if its object has no bbox there; one encoded as steps is listed", async () => {
  const at = (objectData: object) => ({ objects: { "7": { object_data: objectData } } });
  const outline = { name: "p", mode: "MODE_POLY2D_ABSOLUTE", closed: true, val: [100, 200, 140, 210, 120, 300] };
  const root = {
    openlabel: {
      objects: { "7": { name: "w", type: "Pedestrian" } },
      frames: {
        "0": at({ poly2d: [outline] }),
        "1": at({ poly2d: [outline], bbox: [{ name: "b", val: [50, 60, 20, 40] }] }),
        "2": at({ poly2d: [{ ...outline, mode: "MODE_POLY2D_SRF6DCC", val: ["5", "1", "mBIIOIII"] }] }),
      },
    },
  };
  const { tracks, problems } = await readAnnotations([textFile("o.json", JSON.stringify(root))]);
  expect(tracks[0]?.boxes).toEqual([
    { frame: 0, x: 100, y: 200, width: 40, height: 100 },
    { frame: 1, x: 40, y: 40, width: 20, height: 40 },
  ]);
  expect(problems.map(({ place, message }) => `${place}: ${message}`)).toEqual([
    'frames["1"].objects["7"]: poly2d cannot become part of an actor',
    'frames["2"].objects["7"]: poly2d cannot become part of an actor',
    ": not kept: outlines (poly2d), once",
  ]);
});
