import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { describeFault } from "../document/faultText";
import { hashBetween } from "../random";
import type { Vector3 } from "../world/vector";
import {
  cameraPresets,
  directionToCameraFrame,
  fieldOfView,
  fromLens,
  lensFault,
  lensOfKind,
  lensSchema,
  lensWithField,
  mountSchema,
  mountedPose,
  project,
  throughLens,
  toCameraFrame,
  unproject,
  unprojectToGround,
  viewOnGround,
  widestAngle,
  type Camera,
  type CameraPose,
  type FisheyeLens,
  type Lens,
  type Mount,
  type PinholeLens,
} from ".";

const SIZE = { width: 1280, height: 720 };
const LEVEL: Mount = { x: 0, y: 0, z: 1.3, yaw: 0, pitch: 0, roll: 0 };

type Told = { lens: Lens; pose: CameraPose; points: [x: number, y: number, z: number, u: number, v: number][] };
type OpenCv = { oracle: string; cameras: Told[] };

const pinhole = (focal: number, distortion: PinholeLens["distortion"] = [0, 0, 0, 0, 0]): PinholeLens => ({
  model: "pinhole",
  fx: focal,
  fy: focal,
  cx: 640,
  cy: 360,
  distortion,
});
const fisheye = (focal: number, distortion: FisheyeLens["distortion"] = [0, 0, 0, 0]): FisheyeLens => ({
  model: "fisheye",
  fx: focal,
  fy: focal,
  cx: 640,
  cy: 360,
  distortion,
});
const cameraOf = (lens: Lens, mount: Partial<Mount> = {}): Camera => ({ ...SIZE, lens, pose: mountedPose({ ...LEVEL, ...mount }) });

/** Lenses of all kinds: plain, barrel, pincushion, tangential, folding, and wide. */
const LENSES: readonly Lens[] = [
  pinhole(900),
  pinhole(700, [-0.3, 0.12, 0.001, -0.002, -0.02]),
  pinhole(700, [0.2, 0.1, -0.003, 0.003, 0]),
  pinhole(1100, [-0.4, 0, 0, 0, 0]),
  pinhole(800, [0, 0, 0.01, -0.01, 0]),
  fisheye(380),
  fisheye(380, [-0.02, 0.002, 0, 0]),
  fisheye(330, [0.05, -0.03, 0.01, -0.002]),
];

describe("a camera against OpenCV", () => {
  // `npm run check:opencv`, which writes this file, compares 113,099 points of 600 cameras: none is off by more than 2.1e-7 pixel.
  const { oracle, cameras } = JSON.parse(readFileSync(new URL("./fixtures/openCv.json", import.meta.url), "utf8")) as OpenCv;

  it(`sees every point where ${oracle} does`, () => {
    let [points, worst] = [0, 0];
    for (const { lens, pose, points: told } of cameras) {
      for (const [x, y, z, u, v] of told) {
        const seen = project({ ...SIZE, lens, pose }, { x, y, z });
        worst = Math.max(worst, seen ? Math.hypot(seen.u - u, seen.v - v) : Infinity);
        points++;
      }
    }
    expect(points).toBeGreaterThan(250);
    expect(worst).toBeLessThan(1e-4);
  });
});

describe("a camera's frame", () => {
  it("has x to the right, y down and z ahead, and turns as ISO 8855 says", () => {
    const ahead = { x: 10, y: 0, z: 1.3 };
    const near = (point: Vector3, x: number, y: number, z: number) =>
      expect(Math.hypot(point.x - x, point.y - y, point.z - z)).toBeLessThan(1e-12);
    near(toCameraFrame(mountedPose(LEVEL), ahead), 0, 0, 10);
    const at = (mount: Partial<Mount>, point: Vector3) => toCameraFrame(mountedPose({ ...LEVEL, ...mount }), point);
    // What is to the left of the road is to the left in the picture, what is on the ground below its middle.
    near(at({}, { x: 10, y: 2, z: 0 }), -2, 1.3, 10);
    // Looking to the left, it has the road's left ahead of it; looking down, it sees go up what is ahead; leaning to the right, it
    // sees lean to the left what is upright.
    near(at({ yaw: 90 }, { x: 0, y: 5, z: 1.3 }), 0, 0, 5);
    expect(at({ pitch: 30 }, ahead).y).toBeCloseTo(-5, 12);
    expect(at({ roll: 30 }, { x: 10, y: 0, z: 2.3 }).x).toBeLessThan(0);
    expect(at({ yaw: 180, pitch: 20 }, { x: -10, y: 1, z: 1.3 }).x).toBeCloseTo(1, 12);
    expect(directionToCameraFrame(mountedPose({ ...LEVEL, yaw: -90 }), { x: 1, y: 0, z: 0 }).x).toBeCloseTo(-1, 12);
  });

  it("goes with the actor that carries it", () => {
    const pose = mountedPose({ ...LEVEL, x: 2, y: 0.5, yaw: 10 }, { x: 100, y: 50, heading: 90 });
    expect(pose.position).toEqual({ x: 99.5, y: 52, z: 1.3 });
    expect(pose.rotation).toEqual(mountedPose({ ...LEVEL, yaw: 100 }).rotation);
    // Rotations stay rotations.
    const [a, b, c] = mountedPose({ ...LEVEL, yaw: 33, pitch: -12, roll: 71 }).rotation;
    const dot = (p: readonly number[], q: readonly number[]) => p.reduce((sum, value, index) => sum + value * (q[index] ?? 0), 0);
    for (const row of [a, b, c]) expect(dot(row, row)).toBeCloseTo(1, 14);
    expect([dot(a, b), dot(b, c), dot(c, a)].every((value) => Math.abs(value) < 1e-15)).toBe(true);
  });
});

describe("projection and its inverse", () => {
  it("lead back to the same place on the ground within a micrometre", () => {
    let [worst, points] = [0, 0];
    LENSES.forEach((lens, index) => {
      for (let point = 0; point < 2000; point++) {
        const mount = {
          z: hashBetween(0.5, 8, index, point, 1),
          yaw: hashBetween(-180, 180, index, point, 2),
          pitch: hashBetween(0, 40, point, 3),
        };
        const camera = cameraOf(lens, { ...mount, roll: hashBetween(-15, 15, point, 4) });
        const there = { x: hashBetween(-60, 60, point, 5), y: hashBetween(-60, 60, point, 6), z: 0 };
        const seen = project(camera, there);
        if (!seen || seen.u < 0 || seen.u > 1280 || seen.v < 0 || seen.v > 720) continue;
        const back = unprojectToGround(camera, seen);
        worst = Math.max(worst, back ? Math.hypot(back.x - there.x, back.y - there.y) : Infinity);
        points++;
      }
    });
    expect(points).toBeGreaterThan(1500);
    expect(worst).toBeLessThan(1e-6);
  });

  it("lead back to the same pixel all over the picture", () => {
    for (const lens of LENSES) {
      for (let u = 0; u <= 1280; u += 80) {
        for (let v = 0; v <= 720; v += 60) {
          const ray = fromLens(lens, { u, v });
          // The strongest barrel of the list ends before the corners.
          if (!ray) continue;
          expect(Math.hypot(ray.x, ray.y, ray.z)).toBeCloseTo(1, 12);
          const again = throughLens(lens, ray);
          expect(Math.hypot((again?.u ?? 0) - u, (again?.v ?? 0) - v)).toBeLessThan(1e-8);
        }
      }
    }
  });

  it("tells depth along the axis and distance from the centre", () => {
    const seen = project(cameraOf(pinhole(1000)), { x: 12, y: 5, z: 1.3 });
    expect(seen).toMatchObject({ depth: 12, distance: 13 });
    expect(seen?.u).toBeCloseTo(640 - (5 / 12) * 1000, 9);
  });

  it("see nothing behind a pinhole, but beside and behind a fisheye", () => {
    const behind = { x: -5, y: 3, z: 1 };
    expect(project(cameraOf(pinhole(1000)), behind)).toBeNull();
    expect(project(cameraOf(pinhole(1000)), { x: 0, y: 3, z: 1 })).toBeNull();
    const seen = project(cameraOf(fisheye(300)), behind);
    expect(seen?.depth).toBe(-5);
    const ray = seen && unproject(cameraOf(fisheye(300)), seen);
    expect((ray?.x ?? 0) / (ray?.y ?? 1)).toBeCloseTo(-5 / 3, 9);
    expect(project(cameraOf(fisheye(300)), { x: -5, y: 0, z: 1.3 })).toBeNull();
    expect(project(cameraOf(fisheye(300)), { x: 5, y: 0, z: 1.3 })).toMatchObject({ u: 640, v: 360 });
  });

  it("refuse the sky, the horizon and what is not a number", () => {
    const camera = cameraOf(pinhole(1000));
    expect(unprojectToGround(camera, { u: 640, v: 200 })).toBeNull();
    expect(unprojectToGround(camera, { u: 640, v: 360 })).toBeNull();
    expect(unprojectToGround(camera, { u: 640, v: 490 })?.x).toBeCloseTo(10, 9);
    expect(unprojectToGround(camera, { u: 640, v: 490 }, 0.13)?.x).toBeCloseTo(9, 9);
    for (const lens of LENSES)
      for (const bad of [NaN, Infinity]) {
        expect(unproject(cameraOf(lens), { u: bad, v: 100 })).toBeNull();
        expect(project(cameraOf(lens), { x: NaN, y: 0, z: 0 })).toBeNull();
      }
  });

  it("end where the distortion folds back, and not before", () => {
    // r (1 − 0.4 r²) grows up to r² = 1 / 1.2.
    const lens = pinhole(1100, [-0.4, 0, 0, 0, 0]);
    expect(Math.tan(widestAngle(lens)) ** 2).toBeCloseTo(1 / 1.2, 9);
    const at = (degrees: number) => ({ x: Math.sin((degrees / 180) * Math.PI), y: 0, z: Math.cos((degrees / 180) * Math.PI) });
    expect(throughLens(lens, at(42))).not.toBeNull();
    expect(throughLens(lens, at(43))).toBeNull();
    // Without the limit this would come back into the picture's middle, as OpenCV has it.
    expect(throughLens(lens, at(57.6))).toBeNull();
    expect(fromLens(lens, { u: 640 + 1100 * 0.7, v: 360 })).toBeNull();
    expect(widestAngle(pinhole(1000, [0.1, 0.1, 0, 0, 0.1]))).toBeCloseTo(Math.PI / 2, 12);
    expect(widestAngle(pinhole(1000, [-0.4, 0, 0.002, 0.002, 0]))).toBeLessThan(widestAngle(lens));
    expect(widestAngle(fisheye(300))).toBe(Math.PI);
    expect(widestAngle(fisheye(300, [-0.1, 0, 0, 0])) ** 2).toBeCloseTo(1 / 0.3, 9);
  });
});

describe("a field of view", () => {
  it("gives the focal length, and the focal length the field of view", () => {
    for (const degrees of [10, 40, 75, 110]) {
      for (const shape of [pinhole(1), pinhole(1, [-0.05, 0.004, 0, 0, 0]), fisheye(1), fisheye(1, [-0.02, 0.002, 0, 0])]) {
        const lens = lensWithField(shape, SIZE, degrees);
        expect(lens && fieldOfView(lens, SIZE).horizontal).toBeCloseTo(degrees, 9);
      }
    }
    expect(lensWithField(pinhole(1), SIZE, 90)?.fx).toBeCloseTo(640, 9);
    const wide = lensWithField(fisheye(1), SIZE, 190);
    expect(wide && fieldOfView(wide, SIZE).horizontal).toBeCloseTo(190, 9);
    expect(wide && fieldOfView(wide, SIZE).diagonal).toBeGreaterThan(210);
  });

  it("is refused where no focal length gives it", () => {
    expect(lensWithField(pinhole(1), SIZE, 180)).toBeNull();
    expect(lensWithField(pinhole(1, [-0.4, 0, 0, 0, 0]), SIZE, 100)).toBeNull();
    expect(lensWithField(fisheye(1), SIZE, 370)).toBeNull();
    expect(lensWithField(fisheye(1), SIZE, NaN)).toBeNull();
    expect(fieldOfView(pinhole(600, [-0.4, 0, 0, 0, 0]), SIZE).horizontal).toBeNull();
    expect(() => lensOfKind("standard", SIZE, 200)).toThrow("a lens of the kind standard cannot see 200° across");
  });
});

describe("camera presets", () => {
  it("fill their pictures, see the road, and stand where such cameras are", () => {
    for (const body of [
      { length: 4.77, width: 1.83, height: 1.48 },
      { length: 12.14, width: 2.55, height: 3.12 },
    ]) {
      const presets = cameraPresets(body);
      expect(new Set(presets.map(({ view }) => view))).toEqual(
        new Set(["Front-facing VRU", "Rear-facing VRU", "Side-facing Pedestrian", "360-degree Coverage"]),
      );
      for (const { id, lens: kind, degrees, mount } of presets) {
        for (const size of [SIZE, { width: 1920, height: 1080 }, { width: 640, height: 480 }]) {
          const lens = lensOfKind(kind, size, degrees);
          expect(lensFault(lens, size), id).toBeNull();
          expect(fieldOfView(lens, size).horizontal, id).toBeCloseTo(degrees, 6);
          const ground = unprojectToGround({ ...size, lens, pose: mountedPose(mount) }, { u: size.width / 2, v: size.height * 0.9 });
          expect(ground && Math.hypot(ground.x - mount.x, ground.y - mount.y), id).toBeLessThan(20);
        }
        expect(mountSchema.parse(mount)).toEqual(mount);
        expect(mount.z, id).toBeLessThan(6.1);
      }
    }
  });

  it("look backwards with the rear camera and to the right with the right one", () => {
    const presets = cameraPresets({ length: 4.77, width: 1.83, height: 1.48 });
    const sees = (id: string, point: Vector3) => {
      const preset = presets.find((one) => one.id === id);
      if (!preset) throw new Error(id);
      const camera = { ...SIZE, lens: lensOfKind(preset.lens, SIZE, preset.degrees), pose: mountedPose(preset.mount) };
      const seen = project(camera, point);
      return seen !== null && seen.u > 0 && seen.u < 1280 && seen.v > 0 && seen.v < 720;
    };
    expect(sees("rear", { x: -6, y: 0, z: 0 })).toBe(true);
    expect(sees("rear", { x: 6, y: 0, z: 0 })).toBe(false);
    expect(sees("side_right", { x: 1, y: -5, z: 0 })).toBe(true);
    expect(sees("side_left", { x: 1, y: -5, z: 0 })).toBe(false);
    expect(sees("dashcam", { x: 20, y: -3, z: 0 })).toBe(true);
  });

  it("see a wedge of the ground, no farther than asked", () => {
    const outline = viewOnGround(cameraOf(lensOfKind("wide_angle", SIZE), { pitch: 3 }), 40);
    expect(outline.length).toBeGreaterThan(40);
    for (const { x, y } of outline) expect(Math.hypot(x, y)).toBeLessThan(40 + 1e-9);
    expect(Math.max(...outline.map(({ x, y }) => Math.hypot(x, y)))).toBeCloseTo(40, 6);
    expect(Math.min(...outline.map(({ x }) => x))).toBeGreaterThan(0);
    const degrees = outline.map(({ x, y }) => (Math.atan2(y, x) / Math.PI) * 180);
    expect(Math.max(...degrees)).toBeGreaterThan(45);
  });
});

describe("a camera that cannot be", () => {
  const faultOf = (schema: typeof lensSchema | typeof mountSchema, value: unknown) =>
    schema.safeParse(value, { error: describeFault }).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];

  it("is refused in plain words", () => {
    expect(faultOf(lensSchema, pinhole(1000))).toEqual([]);
    expect(faultOf(lensSchema, { ...pinhole(1000), fx: 0 })).toEqual(["fx: a focal length must be from 1 to 1000000 pixels, not 0"]);
    expect(faultOf(lensSchema, { ...pinhole(1000), fy: NaN })).toEqual(["fy: a focal length must be from 1 to 1000000 pixels, not NaN"]);
    expect(faultOf(lensSchema, { ...fisheye(1000), cx: "640" })).toEqual([
      'cx: the principal point must be a number of pixels within ±100000, not "640"',
    ]);
    expect(faultOf(lensSchema, { ...fisheye(1000), distortion: [0, 0, Infinity, 0] })).toEqual([
      "distortion.2: a distortion coefficient must be a number within ±100, not Infinity",
    ]);
    expect(faultOf(mountSchema, { ...LEVEL, z: -1 })).toEqual(["z: a camera must be 0.05 to 1000 m above the ground, not -1"]);
    expect(faultOf(mountSchema, { ...LEVEL, pitch: NaN })).toEqual([
      "pitch: a camera's angle must be a number of degrees within ±360, not NaN",
    ]);
    expect(faultOf(mountSchema, { ...LEVEL, x: 1e9 })).toHaveLength(1);
  });

  it("is told where its lens ends inside the picture", () => {
    expect(lensFault(pinhole(1000), SIZE)).toBeNull();
    expect(lensFault(pinhole(1000, [-0.4, 0, 0, 0, 0]), SIZE)).toBe(
      "the lens shows nothing beyond 42.4° from its axis, which is inside the picture; " +
        "make the focal length longer or the distortion weaker",
    );
    expect(lensFault({ ...pinhole(1000), cx: -50 }, SIZE)).toBe(
      "the principal point (-50, 360) is outside the picture of 1280 × 720; put cx and cy inside",
    );
  });
});
