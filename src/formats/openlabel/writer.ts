import { CONDITIONS, type Condition } from "@/core/document/constants";
import type { Box } from "@/core/scene";
import type { GroundTruthRecord } from "@/core/truth";
import type { AnnotatedFrame, AnnotationSource, WriteOptions } from "../types";
import { CUBOID, cameraTransforms, coordinateSystems, cuboidOf, intrinsics } from "./cuboids";
import type { FormatWriter, Piece } from "../write/format";
import { IntervalBuilder } from "./intervals";
import { secondsOf } from "@/core/timeline";

const PATH = "annotations/openlabel.json";
const BOX = "bounding_box";
const VISIBLE_BOX = "visible_box";

type Intervals = Map<string, IntervalBuilder>;
type ObjectSeen = { type: string; frames: IntervalBuilder; boxes: Intervals };

/**
 * ASAM OpenLABEL 1.0.0. Frames come first and objects and contexts after them, because their intervals are only known then; the order of
 * keys has no meaning in JSON. With amodal boxes, both kinds of box are written.
 */
export function createOpenLabelWriter({ video, tracks, camera }: AnnotationSource, options: WriteOptions): FormatWriter {
  const names = new Map(tracks.map((track) => [track.trackId, track.name]));
  const objects = new Map<number, ObjectSeen>();
  const cuboids = new Map<number, IntervalBuilder>();
  const weather = new Map<Condition, IntervalBuilder>();

  return {
    *frame(annotated) {
      if (annotated.frame === 0) yield piece(head());
      const separator = annotated.frame === 0 ? "\n" : ",\n";
      yield piece(`${separator}"${annotated.frame}":${JSON.stringify(describeFrame(annotated))}`);
    },
    *end() {
      yield piece(`\n},\n"objects":{`);
      let separator = "\n";
      for (const [trackId, seen] of objects) {
        yield piece(`${separator}"${trackId}":${JSON.stringify(describeObject(trackId, seen))}`);
        separator = ",\n";
      }
      const contexts = Object.fromEntries(
        [...weather].map(([condition, frames]) => [contextId(condition), describeWeather(condition, frames)]),
      );
      yield { path: PATH, text: `\n},\n"contexts":${JSON.stringify(contexts)}}}\n`, last: true };
    },
  };

  function head(): string {
    const { name, width, height, fps, totalFrames } = video;
    const opening = {
      metadata: {
        schema_version: "1.0.0",
        name,
        annotator: "Jaywalk",
        comment:
          "Synthetic video; val of a bbox is [centre x, centre y, width, height] in pixels" +
          (camera
            ? "; val of a cuboid is [x, y, z, quaternion x, y, z, w, length, width, height] in metres; camera matrices are OpenCV's: " +
              "a pixel's centre is a whole number, half a pixel less than in a bbox"
            : ""),
      },
      ...(camera ? { coordinate_systems: coordinateSystems(camera) } : {}),
      streams: {
        camera: {
          type: "camera",
          uri: "../video.mp4",
          stream_properties: {
            ...(camera ? intrinsics(camera.truth) : { intrinsics_custom: { width_px: width, height_px: height } }),
            frame_rate: fps,
            total_frames: totalFrames,
          },
        },
      },
      frame_intervals: [{ frame_start: 0, frame_end: totalFrames - 1 }],
    };
    return `{"openlabel":${JSON.stringify(opening).slice(0, -1)},\n"frames":{`;
  }

  function describeFrame({ frame, records, weather: layers }: AnnotatedFrame) {
    const seen = records.flatMap((record) => {
      const bbox = describeBoxes(record);
      if (bbox.length === 0) return [];
      const cuboid = cuboidOf(record);
      if (cuboid) builder(cuboids, record.track_id).add(frame);
      return [[String(record.track_id), { object_data: { bbox, ...(cuboid ? { cuboid: [cuboid] } : {}) } }] as const];
    });
    const transforms = camera ? cameraTransforms(camera, frame) : null;
    for (const { condition } of layers) builder(weather, condition).add(frame);
    return {
      frame_properties: { timestamp: secondsOf(frame, video.fps), ...(transforms ? { transforms } : {}) },
      ...(seen.length > 0 ? { objects: Object.fromEntries(seen) } : {}),
      ...(layers.length > 0
        ? {
            contexts: Object.fromEntries(
              layers.map(({ condition, intensity }) => [
                contextId(condition),
                { context_data: { num: [{ name: "intensity", val: intensity }] } },
              ]),
            ),
          }
        : {}),
    };
  }

  function describeBoxes(record: GroundTruthRecord) {
    const boxes: [name: string, box: Box][] = [];
    if (options.box === "amodal") boxes.push([BOX, record.bounding_box]);
    if (record.visible_box) boxes.push([VISIBLE_BOX, record.visible_box]);
    if (boxes.length === 0) return [];
    let object = objects.get(record.track_id);
    if (!object) objects.set(record.track_id, (object = { type: record.object_type, frames: new IntervalBuilder(), boxes: new Map() }));
    object.frames.add(record.frame);
    for (const [name] of boxes) builder(object.boxes, name).add(record.frame);
    return boxes.map(([name, { x, y, width, height }], index) => ({
      name,
      val: [x + width / 2, y + height / 2, width, height],
      ...(index === 0 ? { attributes: describeAttributes(record) } : {}),
    }));
  }

  function describeObject(trackId: number, { type, frames, boxes }: ObjectSeen) {
    const inSpace = cuboids.get(trackId);
    return {
      name: names.get(trackId) ?? `${type} ${trackId}`,
      type,
      frame_intervals: frames.intervals,
      object_data_pointers: {
        ...Object.fromEntries(
          [...boxes].map(([name, { intervals }], index) => [
            name,
            { type: "bbox", frame_intervals: intervals, ...(index === 0 ? { attribute_pointers: ATTRIBUTE_POINTERS } : {}) },
          ]),
        ),
        ...(inSpace ? { [CUBOID]: { type: "cuboid", frame_intervals: inSpace.intervals, attribute_pointers: CUBOID_POINTERS } } : {}),
      },
    };
  }
}

const ATTRIBUTE_POINTERS = { visibility: "num", confidence: "num", truncation: "num", visible: "boolean", occluded_by: "vec" };
const CUBOID_POINTERS = { distance: "num", velocity: "vec" };

function describeAttributes(record: GroundTruthRecord) {
  return {
    num: [
      { name: "visibility", val: record.visibility },
      { name: "confidence", val: record.confidence },
      { name: "truncation", val: record.truncation },
    ],
    boolean: [{ name: "visible", val: record.visible }],
    vec: [{ name: "occluded_by", val: record.occluded_by }],
  };
}

function describeWeather(condition: Condition, { intervals }: IntervalBuilder) {
  return {
    name: condition,
    type: "weather",
    frame_intervals: intervals,
    context_data_pointers: { intensity: { type: "num", frame_intervals: intervals } },
  };
}

function contextId(condition: Condition): string {
  return String(CONDITIONS.indexOf(condition));
}

function builder<Key>(builders: Map<Key, IntervalBuilder>, key: Key): IntervalBuilder {
  let found = builders.get(key);
  if (!found) builders.set(key, (found = new IntervalBuilder()));
  return found;
}

function piece(text: string): Piece {
  return { path: PATH, text };
}
