import { cosDegrees, sinDegrees } from "@/core/exact";
import { SPECIFIED_COLORS, type ActorType } from "@/core/document/constants";
import type { Box } from "@/core/scene";
import type { GroundTruthCamera, GroundTruthPose, GroundTruthRecord } from "@/core/truth";
import type { AnnotatedFrame } from "@/formats";
import type { Value } from "./protobuf";

type Fields = { readonly [field: string]: Value | undefined };

/** The frames of reference: the ground, as in ISO 8855, and the camera's (x right, y down, z ahead). */
export const GROUND = "ground";
export const CAMERA = "camera";

const THICKNESS = 2;
const FONT_SIZE = 14;
/** Fully opaque, and see-through enough for what is inside a box. */
const LINE = 1;
const BODY = 0.4;

export type Time = { readonly seconds: bigint; readonly nanos: number };

/** Every actor in the picture: its box with its class, track and what was measured of it, and its name above. */
export function imageAnnotations({ records }: AnnotatedFrame, boxOf: (record: GroundTruthRecord) => Box | null, timestamp: Time): Fields {
  const shown = records.flatMap((record) => {
    const box = boxOf(record);
    return box ? [{ record, box }] : [];
  });
  return {
    timestamp,
    points: shown.map(({ record, box: { x, y, width, height } }) => ({
      timestamp,
      type: 2,
      points: [
        { x, y },
        { x: x + width, y },
        { x: x + width, y: y + height },
        { x, y: y + height },
      ],
      outline_color: colorOf(record.object_type, LINE),
      thickness: THICKNESS,
      metadata: metadataOf(record),
    })),
    texts: shown.map(({ record, box }) => ({
      timestamp,
      position: { x: box.x, y: box.y },
      text: `${record.object_type} ${record.track_id}`,
      font_size: FONT_SIZE,
      text_color: { r: 1, g: 1, b: 1, a: 1 },
      background_color: colorOf(record.object_type, LINE),
    })),
  };
}

/** The boxes in space; those of the frame before are deleted first. */
export function sceneUpdate({ records }: AnnotatedFrame, timestamp: Time): Fields {
  return {
    deletions: [{ timestamp, type: 1 }],
    entities: records.flatMap((record) => {
      const { box_3d: box } = record;
      if (!box) return [];
      const { length, width, height } = box.dimensions;
      const [x, y, z] = box.center;
      const half = box.heading / 2;
      return {
        timestamp,
        frame_id: GROUND,
        id: String(record.track_id),
        metadata: metadataOf(record),
        cubes: [
          {
            pose: { position: { x, y, z }, orientation: { x: 0, y: 0, z: sinDegrees(half), w: cosDegrees(half) } },
            size: { x: length, y: width, z: height },
            color: colorOf(record.object_type, BODY),
          },
        ],
      };
    }),
  };
}

/** Where the camera is. */
export function frameTransforms({ position: [x, y, z], rotation }: GroundTruthPose, timestamp: Time): Fields {
  const transform = {
    timestamp,
    parent_frame_id: GROUND,
    child_frame_id: CAMERA,
    translation: { x, y, z },
    rotation: orientationOf(rotation),
  };
  return { transforms: [transform] };
}

/** Pixel centres are whole numbers, as in OpenCV: 0.5 less than in boxes, whose coordinates are borders between pixels. */
export function cameraCalibration({ model, width, height, fx, fy, cx, cy, distortion }: GroundTruthCamera, timestamp: Time): Fields {
  const [x, y] = [cx - 0.5, cy - 0.5];
  return {
    timestamp,
    frame_id: CAMERA,
    width,
    height,
    distortion_model: model === "pinhole" ? "plumb_bob" : "kannala_brandt",
    D: [...distortion],
    K: [fx, 0, x, 0, fy, y, 0, 0, 1],
    R: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    P: [fx, 0, x, 0, 0, fy, y, 0, 0, 0, 1, 0],
  };
}

/** The quaternion of a frame whose axes these are; the largest part is computed first, so that nothing is lost. */
export function orientationOf([a, b, c]: GroundTruthPose["rotation"]): { x: number; y: number; z: number; w: number } {
  // Columns of the matrix that takes the frame's points to the ground are its axes.
  const [[xx, yx, zx], [xy, yy, zy], [xz, yz, zz]] = [a, b, c];
  const parts = {
    w: Math.sqrt(Math.max(0, 1 + xx + yy + zz)) / 2,
    x: Math.sqrt(Math.max(0, 1 + xx - yy - zz)) / 2,
    y: Math.sqrt(Math.max(0, 1 - xx + yy - zz)) / 2,
    z: Math.sqrt(Math.max(0, 1 - xx - yy + zz)) / 2,
  };
  const largest = Math.max(parts.w, parts.x, parts.y, parts.z);
  const quarter = 4 * largest;
  if (largest === parts.w) return { w: largest, x: (zy - yz) / quarter, y: (xz - zx) / quarter, z: (yx - xy) / quarter };
  if (largest === parts.x) return { x: largest, w: (zy - yz) / quarter, y: (xy + yx) / quarter, z: (xz + zx) / quarter };
  if (largest === parts.y) return { y: largest, w: (xz - zx) / quarter, x: (xy + yx) / quarter, z: (yz + zy) / quarter };
  return { z: largest, w: (yx - xy) / quarter, x: (xz + zx) / quarter, y: (yz + zy) / quarter };
}

function metadataOf({ track_id, object_type, visibility, confidence, truncation, occluded_by }: GroundTruthRecord) {
  const values = { track_id, object_type, visibility, confidence, truncation, occluded_by: occluded_by.join(" ") };
  return Object.entries(values).map(([key, value]) => ({ key, value: String(value) }));
}

function colorOf(type: ActorType, a: number): { r: number; g: number; b: number; a: number } {
  const [r, g, b] = SPECIFIED_COLORS[type];
  return { r: r / 255, g: g / 255, b: b / 255, a };
}
