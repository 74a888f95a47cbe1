import { McapIndexedReader } from "@mcap/core";
import protobuf from "protobufjs";
import "protobufjs/ext/descriptor";
import { expect, test } from "vitest";
import type { GroundTruthPose } from "@/core/truth";
import { scenarioSource } from "@/formats";
import { roadScene } from "@/formats/testing/roadScene";
import { busyScene } from "@/formats/testing/scene";
import { McapFile } from "./mcapFile";
import { orientationOf } from "./messagesOfFrame";

type Read = { topic: string; time: bigint; message: Record<string, unknown> };

/** All messages of a file in order of time, by a reader and a decoder that are not ours. */
async function readAll(bytes: Uint8Array): Promise<Read[]> {
  const reader = await McapIndexedReader.Initialize({
    readable: {
      size: () => Promise.resolve(BigInt(bytes.length)),
      read: (offset, length) => Promise.resolve(bytes.slice(Number(offset), Number(offset + length))),
    },
  });
  const types = new Map<number, (data: Uint8Array) => Record<string, unknown>>();
  for (const [id, channel] of reader.channelsById) {
    const schema = reader.schemasById.get(channel.schemaId);
    if (!schema) throw new Error(`${channel.topic} has no schema`);
    if (channel.messageEncoding === "json") {
      types.set(id, (data) => JSON.parse(new TextDecoder().decode(data)) as Record<string, unknown>);
      continue;
    }
    const type = fromDescriptor(schema.data).lookupType(schema.name);
    types.set(id, (data) => type.toObject(type.decode(data), { arrays: true, bytes: Array, enums: String, longs: Number, defaults: true }));
  }
  const read: Read[] = [];
  for await (const { channelId, logTime, data } of reader.readMessages()) {
    const topic = reader.channelsById.get(channelId)?.topic ?? "";
    read.push({ topic, time: logTime, message: types.get(channelId)?.(data) ?? {} });
  }
  return read;
}

function fromDescriptor(data: Uint8Array): protobuf.Root {
  const root: unknown = protobuf.Root;
  if (!hasDescriptors(root)) throw new Error("the decoder cannot read descriptors");
  return root.fromDescriptor(data);
}

function hasDescriptors(root: unknown): root is { fromDescriptor(data: Uint8Array): protobuf.Root } {
  return typeof root === "function" && "fromDescriptor" in root;
}

async function recorded(source: Parameters<typeof McapFile.begin>[1], packetOf?: (frame: number) => Uint8Array): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const file = await McapFile.begin((bytes) => pieces.push(bytes.slice()), source, { box: "amodal", hasVideo: packetOf !== undefined });
  const truth = (async () => {
    for (const frame of source.frames()) await file.addFrame(frame);
  })();
  if (packetOf) for (let frame = 0; frame < source.video.totalFrames; frame++) await file.addPacket(packetOf(frame));
  await truth;
  await file.end();
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}

const PARAMETERS = [0, 0, 0, 1, 0x67, 1, 2, 0, 0, 0, 1, 0x68, 3];
/** A key frame every ten frames, with parameter sets only at the first, as some encoders write them. */
const packetOf = (frame: number) =>
  Uint8Array.from([...(frame === 0 ? PARAMETERS : []), 0, 0, 0, 1, frame % 10 === 0 ? 0x65 : 0x41, 0x80 + (frame % 100)]);

test("a recording of a road holds every frame of the video, every box, place and pose", async () => {
  const source = scenarioSource(roadScene("dashcam"));
  const frames = [...source.frames()];
  const read = await readAll(await recorded(source, packetOf));
  const of = (topic: string) => read.filter((entry) => entry.topic === topic);
  expect(of("/camera/video").map(({ time }) => Number(time))).toEqual(frames.map(({ frame }) => frame * 100_000_000));
  expect(of("/camera/video").map(({ message }) => message["data"])).toEqual(
    frames.map(({ frame }) => [...(frame % 10 === 0 && frame > 0 ? PARAMETERS : []), ...packetOf(frame)]),
  );
  expect(of("/camera/video")[0]?.message).toMatchObject({ format: "h264", frame_id: "camera", timestamp: { seconds: 0, nanos: 0 } });
  expect(of("/camera/annotations")).toHaveLength(frames.length);
  for (const [index, { records }] of frames.entries()) {
    const boxes = records.map(({ bounding_box: { x, y, width, height } }) => [x, y, x + width, y + height]);
    const { points } = of("/camera/annotations")[index]?.message ?? {};
    const lines = points as { type: string; points: { x: number; y: number }[]; metadata: { key: string; value: string }[] }[];
    expect(lines.map((line) => [line.points[0]?.x, line.points[0]?.y, line.points[2]?.x, line.points[2]?.y])).toEqual(boxes);
    expect(lines.map(({ type, metadata }) => [type, metadata[0]])).toEqual(
      records.map(({ track_id }) => ["LINE_LOOP", { key: "track_id", value: String(track_id) }]),
    );
    const entities = of("/scene")[index]?.message["entities"] as { id: string; cubes: { size: object; pose: { position: object } }[] }[];
    expect(entities.map(({ id, cubes }) => [id, cubes[0]?.size, cubes[0]?.pose.position])).toEqual(
      records.flatMap(({ track_id, box_3d: box }) => {
        if (!box) return [];
        const [x, y, z] = box.center;
        const { length, width, height } = box.dimensions;
        return [[String(track_id), { x: length, y: width, z: height }, { x, y, z }]];
      }),
    );
    expect(of("/ground_truth")[index]?.message).toEqual({
      frame: index,
      timestamp: index / 10,
      annotations: JSON.parse(JSON.stringify(records)) as unknown,
    });
  }
  const truth = source.camera?.truth;
  expect(of("/camera/calibration")[3]?.message).toMatchObject({
    width: 640,
    height: 360,
    distortion_model: "plumb_bob",
    K: [truth?.fx, 0, (truth?.cx ?? 0) - 0.5, 0, truth?.fy, (truth?.cy ?? 0) - 0.5, 0, 0, 1],
  });
  const transforms = of("/tf")[5]?.message["transforms"] as {
    translation: object;
    rotation: { x: number; y: number; z: number; w: number };
  }[];
  const pose = truth?.poses[5];
  expect(transforms[0]?.translation).toEqual({ x: pose?.position[0], y: pose?.position[1], z: pose?.position[2] });
  // The camera's z axis, turned by the quaternion, points ahead.
  const { x = 0, y = 0, z = 0, w = 1 } = transforms[0]?.rotation ?? {};
  const ahead = [2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)];
  ahead.forEach((value, axis) => expect(value).toBeCloseTo(pose?.rotation[2][axis] ?? Number.NaN, 8));
});

test("a picture's recording has boxes without a camera, and none of the video where there is none", async () => {
  const source = busyScene();
  const read = await readAll(await recorded(source));
  expect(new Set(read.map(({ topic }) => topic))).toEqual(new Set(["/camera/annotations", "/ground_truth"]));
  const boxes = read.filter(({ topic }) => topic === "/camera/annotations").flatMap(({ message }) => message["points"] as unknown[]);
  expect(boxes).toHaveLength([...source.frames()].reduce((sum, { records }) => sum + records.length, 0));
  expect(await recorded(source)).toEqual(await recorded(source));
});

test("quaternions of all axes agree with their matrices", () => {
  const all: GroundTruthPose["rotation"][] = [
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    [
      [1, 0, 0],
      [0, -1, 0],
      [0, 0, -1],
    ],
    [
      [-1, 0, 0],
      [0, 1, 0],
      [0, 0, -1],
    ],
    [
      [-1, 0, 0],
      [0, -1, 0],
      [0, 0, 1],
    ],
    [
      [0, -1, 0],
      [0, 0, -1],
      [1, 0, 0],
    ],
  ];
  for (const rotation of all) {
    const { x, y, z, w } = orientationOf(rotation);
    expect(x * x + y * y + z * z + w * w).toBeCloseTo(1, 12);
    const right = [1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)];
    const down = [2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)];
    [...right, ...down].forEach((value, index) => expect(value).toBeCloseTo([...rotation[0], ...rotation[1]][index] ?? Number.NaN, 12));
  }
});
