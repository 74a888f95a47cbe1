import { describe, expect, it } from "vitest";
import type { Scenario } from "@/core/document";
import { frameState, visibleMaskOf } from "@/core/scene";
import {
  groundTruthOccluders,
  groundTruthOf,
  groundTruthRoad,
  type Box3d,
  type GroundTruthCamera,
  type GroundTruthRecord,
} from "@/core/truth";
import { criticalityTold } from "@/core/truth/testing/criticality";
import { hullOf } from "@/core/world";
import { ROAD_PRESETS } from ".";

type Point = [x: number, y: number, z: number];

const dot = ([a, b, c]: Point, [x, y, z]: Point): number => a * x + b * y + c * z;

/** Where a camera as told in the file sees a point of the ground frame; written down anew after OpenCV's formulas. */
function seenBy(camera: GroundTruthCamera, frame: number, [x, y, z]: Point): { pixel: [number, number] | null; point: Point } {
  const pose = camera.poses[frame] ?? camera.poses[0];
  if (!pose) throw new Error("no pose");
  const [px, py, pz] = pose.position;
  const moved: Point = [x - px, y - py, z - pz];
  const point = pose.rotation.map((row) => dot(row, moved)) as Point;
  const [right, down, ahead] = point;
  const [k1 = 0, k2 = 0, c = 0, d = 0, k3 = 0] = camera.distortion;
  if (camera.model === "fisheye") {
    const radius = Math.hypot(right, down);
    const angle = Math.atan2(radius, ahead);
    const bent = angle * (1 + k1 * angle ** 2 + k2 * angle ** 4 + c * angle ** 6 + d * angle ** 8);
    const factor = radius === 0 ? 0 : bent / radius;
    return { pixel: [camera.fx * right * factor + camera.cx, camera.fy * down * factor + camera.cy], point };
  }
  if (ahead <= 0.05) return { pixel: null, point };
  const [u, v] = [right / ahead, down / ahead];
  const r = u * u + v * v;
  const radial = 1 + k1 * r + k2 * r * r + k3 * r * r * r;
  return {
    pixel: [
      camera.fx * (u * radial + 2 * c * u * v + d * (r + 2 * u * u)) + camera.cx,
      camera.fy * (v * radial + c * (r + 2 * v * v) + 2 * d * u * v) + camera.cy,
    ],
    point,
  };
}

/** The corners of a box as the file has it: the lower four, then the upper four, from front left counter-clockwise. */
function cornersOf({ center: [x, y, z], dimensions: { length, width, height }, heading }: Box3d): Point[] {
  const [c, s] = [Math.cos((heading * Math.PI) / 180), Math.sin((heading * Math.PI) / 180)];
  return [-height / 2, height / 2].flatMap((up) =>
    [
      [length / 2, width / 2],
      [-length / 2, width / 2],
      [-length / 2, -width / 2],
      [length / 2, -width / 2],
    ].map(([along = 0, across = 0]): Point => [x + along * c - across * s, y + along * s + across * c, z + up]),
  );
}

/** Points along all twelve edges: through a lens they are bowed. */
function outlineOf(corners: readonly Point[]): Point[] {
  const edges = [0, 1, 2, 3].flatMap((corner) => [
    [corner, (corner + 1) % 4],
    [corner + 4, ((corner + 1) % 4) + 4],
    [corner, corner + 4],
  ]);
  return edges.flatMap(([from = 0, to = 0]) =>
    Array.from({ length: 65 }, (_, step): Point => {
      const [a, b] = [corners[from] ?? [0, 0, 0], corners[to] ?? [0, 0, 0]];
      return [0, 1, 2].map((axis) => (a[axis] ?? 0) + (((b[axis] ?? 0) - (a[axis] ?? 0)) * step) / 64) as Point;
    }),
  );
}

type Pixel = [u: number, v: number];

/** Twice the area that three points enclose, positive if they turn right on a picture whose v grows downwards. */
const turn = ([au, av]: Pixel, [bu, bv]: Pixel, [cu, cv]: Pixel): number => (bu - au) * (cv - av) - (bv - av) * (cu - au);

/** The convex hull of points of a picture. */
const hullOfPixels = (points: readonly Pixel[]): Pixel[] => hullOf(points.map(([x, y]) => ({ x, y }))).map(({ x, y }): Pixel => [x, y]);

/** How many pixels a point lies outside a convex hull; not above 0 within. */
function outside(hull: readonly Pixel[], point: Pixel): number {
  return Math.max(
    ...hull.map((from, at) => {
      const to = hull[(at + 1) % hull.length] ?? from;
      return -turn(from, to, point) / Math.hypot(to[0] - from[0], to[1] - from[1]);
    }),
  );
}

/** Where what is seen of an actor begins and ends in each row, as centres of pixels. */
function seenEnds(scenario: Scenario, frame: number, trackId: number): Pixel[] {
  const seen = visibleMaskOf(frameState(scenario, frame), trackId);
  if (!seen) return [];
  const { box, mask } = seen;
  return Array.from({ length: mask.height }, (_, row) => {
    const pixels = [...mask.data.subarray(row * mask.width, (row + 1) * mask.width)];
    return [pixels.indexOf(1), pixels.lastIndexOf(1)].filter((at) => at >= 0).map((at): Pixel => [box.x + at + 0.5, box.y + row + 0.5]);
  }).flat();
}

function truthAt(scenario: Scenario, frame: number): (GroundTruthRecord & { box_3d: Box3d })[] {
  return groundTruthOf(frameState(scenario, frame)).map((record) => {
    if (!record.box_3d) throw new Error("a road record without a box in space");
    return { ...record, box_3d: record.box_3d };
  });
}

describe.each(ROAD_PRESETS.map(({ id, scenario }) => [id, scenario] as const))("the truth of the road preset %s", (_id, scenario) => {
  it("lists every occluder that an annotation names; with boxes where the camera stands", () => {
    const listed = groundTruthOccluders(scenario);
    for (const share of [0, 0.3, 0.6, 0.9]) {
      const records = groundTruthOf(frameState(scenario, Math.floor(share * scenario.video.durationFrames)));
      const named = records.flatMap(({ occluded_by }) => occluded_by.filter((id) => typeof id === "string"));
      expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining(named));
    }
    const stands = groundTruthRoad(scenario, { start: 0, end: 2 })?.camera.poses.length === 1 && scenario.road?.ego === undefined;
    expect(listed.every(({ bounding_box }) => (bounding_box !== null) === stands)).toBe(true);
  });

  const { durationFrames, fps } = scenario.video;
  const road = groundTruthRoad(scenario, { start: 0, end: durationFrames });
  const camera = road?.camera;
  if (!road || !camera) throw new Error("no road");

  it("has boxes in space whose projected corners are those told, and whose outline contains the silhouette and its box", () => {
    let compared = 0;
    for (const share of [0.1, 0.35, 0.6, 0.85])
      for (const { box_3d, bounding_box: box, track_id } of truthAt(scenario, Math.round(durationFrames * share))) {
        const frame = Math.round(durationFrames * share);
        const corners = cornersOf(box_3d);
        const pixels = corners.map((corner) => seenBy(camera, frame, corner).pixel);
        if (box_3d.corners_px)
          box_3d.corners_px.forEach(([u, v], corner) => {
            const place = pixels[corner];
            // Corners near the plane of the camera lie thousands of pixels out, where a millionth of a degree is more than this.
            if (!place || Math.abs(u) > 5000 || Math.abs(v) > 5000) return;
            expect(Math.abs(place[0] - u)).toBeLessThan(0.01);
            expect(Math.abs(place[1] - v)).toBeLessThan(0.01);
          });
        const outline = outlineOf(corners).map((point) => seenBy(camera, frame, point).pixel);
        if (outline.includes(null)) continue;
        const [us, vs] = [0, 1].map((axis) => outline.map((place) => place?.[axis] ?? 0));
        if (!us || !vs) throw new Error("no outline");
        const held = [
          box.x - Math.min(...us),
          box.y - Math.min(...vs),
          Math.max(...us) - box.x - box.width,
          Math.max(...vs) - box.y - box.height,
        ];
        const hull = hullOfPixels(outline.flatMap((place) => (place ? [place] : [])));
        const furthest = Math.max(0, ...seenEnds(scenario, frame, track_id).map((pixel) => outside(hull, pixel)));
        expect(furthest, `track ${track_id}, frame ${frame}`).toBeLessThan(0.75);
        expect(
          `track ${track_id}, frame ${frame}: ${Math.min(...held) >= -1 ? "within" : held.map((side) => side.toFixed(1)).join(" ")}`,
        ).toMatch(/within/);
        compared++;
      }
    expect(compared).toBeGreaterThan(3);
  });

  it("tells distances, velocities and angles that follow from poses a frame apart", () => {
    const frame = Math.round(durationFrames / 3);
    const [before, now, after] = [-1, 0, 1].map((step) => truthAt(scenario, frame + step));
    for (const record of now ?? []) {
      const { box_3d: box, track_id: id } = record;
      const [earlier, later] = [before, after].map((records) => records?.find(({ track_id }) => track_id === id)?.box_3d.center);
      const { point } = seenBy(camera, frame, box.center);
      box.camera_center.forEach((value, axis) => expect(value).toBeCloseTo(point[axis] ?? 0, 4));
      expect(record.distance).toBeCloseTo(Math.hypot(...point), 4);
      // Within a frame speeds may change by as much as hard braking changes them.
      if (earlier && later)
        record.velocity?.forEach((value, axis) =>
          expect(Math.abs(value - (((later[axis] ?? 0) - (earlier[axis] ?? 0)) * fps) / 2)).toBeLessThan(0.25),
        );
      const level = levelPoint(camera, frame, box.center);
      const heading = (box.heading * Math.PI) / 180;
      const ahead = levelPoint(camera, frame, [box.center[0] + Math.cos(heading), box.center[1] + Math.sin(heading), box.center[2]]);
      const rotation = Math.atan2(-(ahead.z - level.z), ahead.x - level.x);
      expect(turned((record.rotation_y ?? 0) - rotation)).toBeCloseTo(0, 5);
      expect(turned((record.alpha ?? 0) - (rotation - Math.atan2(level.x, level.z)))).toBeCloseTo(0, 5);
      expect(record.pixels_seen).toBeLessThanOrEqual(record.pixels_whole ?? 0);
    }
  });

  it("tells of encounters with the ego, if there is one, with gaps no smaller than the least", () => {
    const encounters = Object.values(criticalityTold(scenario, { start: 0, end: durationFrames }));
    expect(encounters).toHaveLength(scenario.road?.ego === undefined ? 0 : scenario.actors.length - 1);
    for (const { frames, minimum_gap: least, impact } of encounters) {
      expect(impact).toBeNull();
      expect(least).toBeGreaterThan(0);
      for (const { gap } of frames) expect(gap).toBeGreaterThanOrEqual((least ?? 0) - 1e-6);
    }
  });
});

/** A point in the frame of the camera without its pitch and roll: x right and z ahead on the level. */
function levelPoint(camera: GroundTruthCamera, frame: number, [x, y]: Point): { x: number; z: number } {
  const pose = camera.poses[frame] ?? camera.poses[0];
  const [a = 1, b = 0] = pose?.rotation[2] ?? [];
  const [cos, sin] = [a / Math.hypot(a, b), b / Math.hypot(a, b)];
  const [dx, dy] = [x - (pose?.position[0] ?? 0), y - (pose?.position[1] ?? 0)];
  return { x: dx * sin - dy * cos, z: dx * cos + dy * sin };
}

const turned = (radians: number): number => Math.atan2(Math.sin(radians), Math.cos(radians));
