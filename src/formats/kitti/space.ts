import { toCameraFrame, type Matrix3 } from "@/core/camera";
import { levelled, type GroundTruthRecord } from "@/core/truth";
import { poseAt } from "../space";
import type { SourceCamera } from "../types";

/** No 3-D is known: KITTI's own marks for that (alpha; height, width, length; x, y, z; rotation). */
export const UNKNOWN_ALPHA = "-10";
export const UNKNOWN_3D = "-1 -1 -1 -1000 -1000 -1000 -10";

/** The columns of a label that tell of space. */
export type SpaceColumns = { readonly alpha: string; readonly rest: string };

/**
 * A record's angle and its seven values of space: height, width, length; the middle of the box's lower face in the frame of the levelled
 * camera, as KITTI has no pitch; rotation_y. KITTI's marks for unknown ones where the record has none.
 */
export function spaceColumns(record: GroundTruthRecord, camera: SourceCamera | undefined): SpaceColumns {
  const { box_3d: box, alpha, rotation_y: rotation } = record;
  const pose = camera && poseAt(camera.truth, record.frame);
  if (!box || !pose || alpha === undefined || rotation === undefined) return { alpha: UNKNOWN_ALPHA, rest: UNKNOWN_3D };
  const [x, y, z] = box.center;
  const { length, width, height } = box.dimensions;
  const place = toCameraFrame(levelled(pose), { x, y, z: z - height / 2 });
  const values = [height, width, length, place.x, place.y, place.z, rotation];
  return { alpha: alpha.toFixed(4), rest: values.map((value) => value.toFixed(4)).join(" ") };
}

/** What KITTI calls the matrices after rectification: in files for objects, and in those for tracking. */
const NAMES = {
  object: { rectification: "R0_rect:", velodyne: "Tr_velo_to_cam:", imu: "Tr_imu_to_velo:" },
  tracking: { rectification: "R_rect", velodyne: "Tr_velo_cam", imu: "Tr_imu_velo" },
} as const;

/**
 * A calibration file. There is one camera, so that P0 to P3 are the same. P takes the levelled camera's frame to pixels, whose centres
 * are whole numbers as in KITTI. The scanner's frame is that of what carries the camera: the middle of the ego's footprint, or the
 * ground frame. Null for a fisheye, which no matrix describes.
 */
export function calibration({ truth, mounted }: SourceCamera, kind: keyof typeof NAMES): string | null {
  if (truth.model === "fisheye") return null;
  const level = levelled(mounted);
  const tilt = product(mounted.rotation, transposed(level.rotation));
  const [cx, cy] = [truth.cx - 0.5, truth.cy - 0.5];
  const intrinsics: Matrix3 = [
    [truth.fx, 0, cx],
    [0, truth.fy, cy],
    [0, 0, 1],
  ];
  const projection = product(intrinsics, tilt).flatMap((row) => [...row, 0]);
  const { x, y, z } = toCameraFrame(level, { x: 0, y: 0, z: 0 });
  const offset = [x, y, z];
  const names = NAMES[kind];
  const rows: [name: string, values: number[]][] = [
    ...["P0:", "P1:", "P2:", "P3:"].map((name): [string, number[]] => [name, projection]),
    [names.rectification, IDENTITY.flat()],
    [names.velodyne, level.rotation.flatMap((row, index) => [...row, offset[index] ?? 0])],
    [names.imu, IDENTITY.flatMap((row) => [...row, 0])],
  ];
  return rows.map(([name, values]) => `${name} ${values.map(scientific).join(" ")}\n`).join("");
}

const IDENTITY: Matrix3 = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

const transposed = ([a, b, c]: Matrix3): Matrix3 => [
  [a[0], b[0], c[0]],
  [a[1], b[1], c[1]],
  [a[2], b[2], c[2]],
];

function product(left: Matrix3, right: Matrix3): Matrix3 {
  const row = ([a, b, c]: readonly [number, number, number]): [number, number, number] => [
    a * right[0][0] + b * right[1][0] + c * right[2][0],
    a * right[0][1] + b * right[1][1] + c * right[2][1],
    a * right[0][2] + b * right[1][2] + c * right[2][2],
  ];
  return [row(left[0]), row(left[1]), row(left[2])];
}

/** As KITTI writes numbers: 7.215377000000e+02. */
const scientific = (value: number): string => value.toExponential(12).replace(/e([+-])(\d)$/, "e$10$2");

/** What readers of the files have to know, for README.txt. */
export function kittiNotes({ truth, carrier }: SourceCamera): string {
  const scanner = carrier === "ego" ? "the middle of the ego's footprint on the ground: x ahead, y left, z up" : "the ground frame";
  const lines = [
    "Locations are in metres, in the frame of the camera without its pitch and roll (x right, y down, z ahead): KITTI's labels know no",
    "pitch. A location is the middle of the box's lower face. Boxes in pixels are half-open; the picture's upper left corner is at 0, 0.",
  ];
  if (truth.model === "fisheye")
    lines.push(
      "The camera is a fisheye, which KITTI's calibration files cannot describe: there are none. Its parameters are in ground_truth.json.",
    );
  else {
    lines.push(
      "P0 to P3 are the same: there is one camera. They contain its pitch and roll, and pixel centres are whole numbers, so that cx and cy",
      "are less by 0.5 than in ground_truth.json. R0_rect and Tr_imu_to_velo change nothing.",
      `Tr_velo_to_cam starts from ${scanner}.`,
    );
    if (truth.distortion.some((coefficient) => coefficient !== 0))
      lines.push(
        "The picture is distorted, which KITTI's files cannot say:",
        `k1 k2 p1 p2 k3 = ${truth.distortion.join(" ")} (OpenCV's cv2.projectPoints).`,
      );
  }
  return `${lines.join("\n")}\n`;
}
