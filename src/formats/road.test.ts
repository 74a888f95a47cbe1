import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import type { CameraPresetId, Scenario } from "@/core/document";
import { roadStateOf } from "@/core/scene";
import type { GroundTruthRecord } from "@/core/truth";
import { criticalityTold } from "@/core/truth/testing/criticality";
import schema from "./openlabel/openlabel.schema.json";
import { readAnnotations } from "./read/readAnnotations";
import { scenarioSource } from "./scenarioSource";
import { inputFiles, written } from "./testing/bundle";
import { roadScene } from "./testing/roadScene";

type Rows = number[][];

const multiply = (matrix: Rows, vector: number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, index) => sum + value * (vector[index] ?? 0), 0));

function recordsOf(scenario: Scenario): Map<string, GroundTruthRecord> {
  const frames = [...scenarioSource(scenario).frames()];
  return new Map(frames.flatMap(({ frame, records }) => records.map((record) => [`${frame} ${record.track_id}`, record] as const)));
}

/** The matrices of a calibration file, by name; three rows each. */
function matricesOf(text: string | undefined): Map<string, Rows> {
  const lines = (text ?? "").trim().split("\n");
  return new Map(
    lines.map((line) => {
      const [name = "", ...numbers] = line.split(" ");
      const values = numbers.map(Number);
      const columns = values.length / 3;
      return [name.replace(":", ""), [0, 1, 2].map((row) => values.slice(row * columns, (row + 1) * columns))];
    }),
  );
}

/** The eight corners of a KITTI label in its camera's frame, as in the devkit's `computeBox3D`, in the order of `corners_px`. */
function kittiCorners([h = 0, w = 0, l = 0, x = 0, y = 0, z = 0, rotation = 0]: number[]): number[][] {
  const [c, s] = [Math.cos(rotation), Math.sin(rotation)];
  return [0, -h].flatMap((up) =>
    [
      [l / 2, w / 2],
      [-l / 2, w / 2],
      [-l / 2, -w / 2],
      [l / 2, -w / 2],
    ].map(([along = 0, across = 0]) => [x + c * along + s * across, y + up, z - s * along + c * across]),
  );
}

describe.each<CameraPresetId>(["dashcam", "roadside"])("KITTI of a road scenario seen by the camera %s", (camera) => {
  const scenario = roadScene(camera);
  const files = written(scenarioSource(scenario), "kitti");
  const records = recordsOf(scenario);
  const rows = (files.get("annotations/kitti/label_02/0000.txt") ?? "")
    .trim()
    .split("\n")
    .map((row) => row.split(" "))
    // Parked vehicles are regions to ignore.
    .filter(([, , type]) => type !== "DontCare");

  test("has boxes in space that P2 projects onto the corners of the ground truth, with a pitched and rolled camera", () => {
    const projection = matricesOf(files.get("annotations/kitti/calib/0000.txt")).get("P2") ?? [];
    let compared = 0;
    for (const [frame = "", track = "", ...label] of rows) {
      const record = records.get(`${frame} ${track}`);
      const corners = record?.box_3d?.corners_px;
      if (!corners) continue;
      kittiCorners(label.slice(8).map(Number)).forEach((corner, index) => {
        const [u = 0, v = 0, w = 1] = multiply(projection, [...corner, 1]);
        const [x = 0, y = 0] = corners[index] ?? [];
        // Labels have four digits after the point: a tenth of a millimetre. Corners near the camera lie far out.
        if (w < 1) return;
        expect(Math.abs(u / w + 0.5 - x)).toBeLessThan(0.2);
        expect(Math.abs(v / w + 0.5 - y)).toBeLessThan(0.2);
        compared++;
      });
    }
    expect(compared).toBeGreaterThan(100);
  });

  test("has alpha = rotation_y − atan2(x, z), and a size in the order height, width, length", () => {
    for (const [frame = "", track = "", , , , alpha, , , , , ...space] of rows) {
      const [height = 0, width = 0, length = 0, x = 0, , z = 0, rotation = 0] = space.map(Number);
      const difference = Number(alpha) - rotation + Math.atan2(x, z);
      expect(Math.abs(Math.atan2(Math.sin(difference), Math.cos(difference)))).toBeLessThan(0.001);
      const dimensions = records.get(`${frame} ${track}`)?.box_3d?.dimensions;
      expect([length, width, height]).toEqual([dimensions?.length, dimensions?.width, dimensions?.height]);
    }
  });

  test("takes points of what carries the camera to the labels' frame by Tr_velo_to_cam", () => {
    const calibration = matricesOf(files.get("annotations/kitti_object/calib/000012.txt"));
    const road = scenario.road;
    const ego = scenario.actors.find(({ id }) => id === "ego");
    if (!road || !ego) throw new Error("no ego");
    const pose = camera === "roadside" ? { x: 0, y: 0, heading: 0 } : roadStateOf(scenario, road, ego, 12).footprint;
    const [c, s] = [Math.cos((pose.heading * Math.PI) / 180), Math.sin((pose.heading * Math.PI) / 180)];
    const at12 = rows.filter(([frame]) => frame === "12");
    expect(at12.length).toBeGreaterThan(0);
    for (const [, track = "", ...label] of at12) {
      const [x = 0, y = 0, z = 0] = records.get(`12 ${track}`)?.box_3d?.center ?? [];
      const height = Number(label[8]);
      const [dx, dy] = [x - pose.x, y - pose.y];
      const scanned = [c * dx + s * dy, -s * dx + c * dy, z - height / 2, 1];
      const place = multiply(calibration.get("Tr_velo_to_cam") ?? [], scanned);
      place.forEach((value, axis) => expect(value).toBeCloseTo(Number(label[11 + axis]), 3));
    }
    expect([...calibration.keys()]).toEqual(["P0", "P1", "P2", "P3", "R0_rect", "Tr_velo_to_cam", "Tr_imu_to_velo"]);
    expect(calibration.get("R0_rect")?.flat()).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  test("has labels of the object benchmark for each picture, with the same boxes, which are read back", async () => {
    const objects = new Map([...files].filter(([path]) => path.startsWith("annotations/kitti_object/label_2/")));
    expect(objects.size).toBe(scenario.video.durationFrames);
    const read = await readAnnotations(inputFiles(objects), { format: "kitti_object" });
    expect(read.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(read.tracks.flatMap(({ boxes }) => boxes)).toHaveLength(rows.length);
    const tracking = await readAnnotations(inputFiles(files), { format: "kitti" });
    expect(tracking.tracks.map(({ trackId }) => trackId)).toEqual([...new Set([...records.values()].map(({ track_id: id }) => id))].sort());
  });
});

test("KITTI of a fisheye has places in space, but no calibration, as no matrix describes it; the notes say so", () => {
  const files = written(scenarioSource(roadScene("surround_front")), "kitti");
  expect([...files.keys()].sort()).toEqual([
    "annotations/kitti/README.txt",
    "annotations/kitti/evaluate_tracking.seqmap.training",
    "annotations/kitti/label_02/0000.txt",
  ]);
  expect(files.get("annotations/kitti/README.txt")).toMatch(/fisheye, which KITTI's calibration files cannot describe/);
  const labels = (files.get("annotations/kitti/label_02/0000.txt") ?? "").split("\n");
  expect(labels.filter((row) => !row.includes("DontCare")).join("\n")).not.toMatch(/-1000/);
  expect(written(scenarioSource(roadScene("dashcam", true)), "kitti").get("annotations/kitti/README.txt")).toMatch(
    /k1 k2 p1 p2 k3 = -0\.1 /,
  );
});

type Frame = {
  frame_properties: { transforms?: Record<string, { transform_src_to_dst: { matrix4x4: number[] } }> };
  objects?: Record<string, { object_data: { cuboid: { val: number[] }[] } }>;
};
type OpenLabel = {
  openlabel: {
    coordinate_systems: Record<string, { pose_wrt_parent?: { matrix4x4: number[] } }>;
    streams: { camera: { stream_properties: Record<string, { camera_matrix_3x4?: number[]; lens_coeffs_1xN?: number[] }> } };
    frames: Record<string, Frame>;
    objects: Record<string, { object_data_pointers: Record<string, { type: string }> }>;
  };
};

test.each<[CameraPresetId, boolean]>([
  ["dashcam", true],
  ["roadside", false],
])("OpenLABEL has cuboids, coordinate systems and the camera %s, which project onto the corners of the ground truth", (camera, moves) => {
  const scenario = roadScene(camera);
  const text = written(scenarioSource(scenario), "openlabel").get("annotations/openlabel.json") ?? "";
  const document = JSON.parse(text) as OpenLabel;
  const conforms = new Ajv({ strict: false, allErrors: true }).compile(schema);
  expect(conforms(document) ? null : conforms.errors).toBeNull();
  const { coordinate_systems: systems, streams, frames, objects } = document.openlabel;
  const fixed = systems["camera"]?.pose_wrt_parent?.matrix4x4;
  expect(fixed === undefined).toBe(moves);
  const matrix = streams.camera.stream_properties["intrinsics_pinhole"]?.camera_matrix_3x4 ?? [];
  const records = recordsOf(scenario);
  let compared = 0;
  for (const [frame, { frame_properties: properties, objects: present = {} }] of Object.entries(frames)) {
    const pose = fixed ?? properties.transforms?.["camera_to_ground"]?.transform_src_to_dst.matrix4x4 ?? [];
    for (const [id, { object_data: data }] of Object.entries(present)) {
      expect(objects[id]?.object_data_pointers["box_3d"]?.type).toBe("cuboid");
      const corners = records.get(`${frame} ${id}`)?.box_3d?.corners_px;
      cuboidCorners(data.cuboid[0]?.val ?? []).forEach((corner, index) => {
        const seen = seenBy(matrix, pose, corner);
        const [u = 0, v = 0] = corners?.[index] ?? [];
        if (!seen || !corners || Math.abs(u) > 3000 || Math.abs(v) > 3000) return;
        expect(Math.abs(seen.u + 0.5 - u)).toBeLessThan(0.01);
        expect(Math.abs(seen.v + 0.5 - v)).toBeLessThan(0.01);
        compared++;
      });
    }
  }
  expect(compared).toBeGreaterThan(100);
});

/** Corners of a cuboid by its quaternion, in the order of `corners_px`. */
function cuboidCorners([x = 0, y = 0, z = 0, qx = 0, qy = 0, qz = 0, qw = 1, l = 0, w = 0, h = 0]: number[]): number[][] {
  expect([qx, qy]).toEqual([0, 0]);
  const [c, s] = [qw * qw - qz * qz, 2 * qw * qz];
  return [-h / 2, h / 2].flatMap((up) =>
    [
      [l / 2, w / 2],
      [-l / 2, w / 2],
      [-l / 2, -w / 2],
      [l / 2, -w / 2],
    ].map(([along = 0, across = 0]) => [x + c * along - s * across, y + s * along + c * across, z + up]),
  );
}

function seenBy(intrinsics: number[], pose: number[], [x = 0, y = 0, z = 0]: number[]): { u: number; v: number } | null {
  // The inverse of a rotation is its transpose.
  const moved = [x - (pose[3] ?? 0), y - (pose[7] ?? 0), z - (pose[11] ?? 0)];
  const inCamera = [0, 1, 2].map((axis) => moved.reduce((sum, value, row) => sum + value * (pose[row * 4 + axis] ?? 0), 0));
  const rows = [0, 4, 8].map((start) => intrinsics.slice(start, start + 4));
  const [u = 0, v = 0, depth = 0] = multiply(rows, [...inCamera, 1]);
  return depth > 0.1 ? { u: u / depth, v: v / depth } : null;
}

test("OpenLABEL of a fisheye has its coefficients", () => {
  const text = written(scenarioSource(roadScene("surround_front")), "openlabel").get("annotations/openlabel.json") ?? "";
  const { streams } = (JSON.parse(text) as OpenLabel).openlabel;
  expect(streams.camera.stream_properties["intrinsics_fisheye"]?.lens_coeffs_1xN).toEqual([-0.02, 0.002, 0, 0]);
});

test("the ego is no track of its own camera, but one of a camera on a pole", () => {
  expect(scenarioSource(roadScene("dashcam")).tracks.map(({ trackId }) => trackId)).toEqual([3, 7, 9]);
  expect(scenarioSource(roadScene("roadside")).tracks.map(({ trackId }) => trackId)).toEqual([0, 3, 7, 9]);
  expect(Object.keys(criticalityTold(roadScene("roadside"), { start: 0, end: 5 }))).toEqual(["3", "7", "9"]);
});
