// Compares Jaywalk's cameras with OpenCV's, over more than 100,000 random points, cameras and distortions.
//
//   npm run check:opencv [-- --fixture FILE]
//
// Requires Python with OpenCV: `apt-get install python3-opencv` or `pip install opencv-python-headless`; PYTHON names another
// interpreter. With --fixture it writes a few hundred of the points with OpenCV's results, in the form that the unit test reads. Exits
// with status 1 if a point is off by 0.01 pixel or more, or if a lens refuses a point that it should see.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { ROOT } from "./setup/run.mjs";
import { importSource } from "./setup/source.mjs";

const POINTS_EACH = 200;
const CAMERAS = 600;
const ALLOWED = 0.01;
/** Pixels: no picture is as large, and so far out doubles have no hundredths left. */
const FAR = 1e6;
const FIXTURE_CAMERAS = 16;
const FIXTURE_POINTS = 20;

const python = process.env.PYTHON ?? "python3";
const version = runPython(["--version"], "");
if (version.status !== 0) {
  console.error(
    `${python} has no OpenCV: apt-get install python3-opencv, or pip install opencv-python-headless; PYTHON names another Python`,
  );
  process.exit(2);
}

const { directionToGroundFrame, mountedPose, project, toCameraFrame, widestAngle } = await importSource("/src/core/camera/index.ts");
const { hashBetween } = await importSource("/src/core/random/index.ts");

const cameras = Array.from({ length: CAMERAS }, (_, index) => randomCamera(index));
const told = cameras.map(({ lens, pose: { position, rotation }, points }) => ({
  ...lens,
  rotation,
  position: [position.x, position.y, position.z],
  points: points.map(({ x, y, z }) => [x, y, z]),
}));
const answer = runPython([], JSON.stringify(told));
if (answer.status !== 0) {
  console.error(answer.stderr);
  process.exit(1);
}
const expected = JSON.parse(answer.stdout);

const count = { compared: 0, far: 0, behind: 0, folded: 0, wrong: 0 };
let worst = 0;
cameras.forEach((camera, index) => {
  camera.points.forEach((point, of) => {
    const seen = project(camera, point);
    // OpenCV's fisheye has no results for points beside and behind the camera; ours does.
    if (toCameraFrame(camera.pose, point).z <= 0) count.behind++;
    else if (seen && Math.hypot(seen.u, seen.v) > FAR) count.far++;
    else if (seen) {
      const [u, v] = expected[index][of];
      const error = Math.hypot(seen.u - u, seen.v - v);
      count.compared++;
      worst = Math.max(worst, error);
      if (!(error < ALLOWED)) count.wrong++;
    } else if (foldsBefore(camera, point)) count.folded++;
    else count.wrong++;
  });
});
console.log(
  `OpenCV ${version.stdout.trim()}: ${count.compared} points compared, the worst ${worst.toExponential(1)} pixel off; ` +
    `${count.far} far beside the picture, ${count.behind} behind the camera, ${count.folded} where the lens folds back; ` +
    `${count.wrong} wrong`,
);
const fixtureFile = process.argv[process.argv.indexOf("--fixture") + 1];
if (process.argv.includes("--fixture") && fixtureFile) writeFileSync(fixtureFile, fixture());
process.exitCode = count.wrong > 0 ? 1 : 0;

/** Half of them pinholes, half fisheyes; the points are all around, most of them ahead. */
function randomCamera(index) {
  const between = (low, high, ...keys) => hashBetween(low, high, index, ...keys);
  const fisheye = index % 2 === 1;
  const [width, height] = [1280, 720];
  const fx = fisheye ? between(200, 500, 1) : between(400, 3000, 1);
  const spread = fisheye ? [0.08, 0.04, 0.02, 0.01] : [0.35, 0.12, 0.004, 0.004, 0.03];
  const lens = {
    model: fisheye ? "fisheye" : "pinhole",
    fx,
    fy: fx * between(0.95, 1.05, 2),
    cx: width / 2 + between(-40, 40, 3),
    cy: height / 2 + between(-40, 40, 4),
    distortion: spread.map((most, place) => between(-most, most, 5, place)),
  };
  const mount = { x: between(-50, 50, 6), y: between(-50, 50, 7), z: between(0.3, 12, 8), yaw: between(-180, 180, 9) };
  const pose = mountedPose({ ...mount, pitch: between(-40, 60, 10), roll: between(-30, 30, 11) });
  const widest = fisheye ? 1.5 : Math.min(1.45, (width / fx) * 0.9);
  const points = Array.from({ length: POINTS_EACH }, (_, of) => {
    const angle = of % 50 === 0 ? between(0, Math.PI, 12, of) : between(0, widest, 12, of);
    const around = between(-Math.PI, Math.PI, 13, of);
    const distance = between(0.5, 120, 14, of);
    const [across, ahead] = [Math.sin(angle) * distance, Math.cos(angle) * distance];
    const direction = directionToGroundFrame(pose, { x: across * Math.cos(around), y: across * Math.sin(around), z: ahead });
    return { x: pose.position.x + direction.x, y: pose.position.y + direction.y, z: pose.position.z + direction.z };
  });
  return { width, height, lens, pose, points };
}

/** Whether the distorted radius stops growing on the way from the axis to the point, tested in small steps along it. */
function foldsBefore({ lens, pose }, point) {
  const { x, y, z } = toCameraFrame(pose, point);
  const reach = lens.model === "fisheye" ? Math.atan2(Math.hypot(x, y), z) : Math.hypot(x, y) / z;
  const limit = lens.model === "fisheye" ? widestAngle(lens) : Math.tan(widestAngle(lens));
  if (reach < limit * 0.999) return false;
  const [k1, k2, third, fourth, k3] = lens.distortion;
  const [a, b, c, d] = lens.model === "fisheye" ? [k1, k2, third, fourth] : [k1, k2, k3, 0];
  const slope = (r) => 1 + 3 * a * r ** 2 + 5 * b * r ** 4 + 7 * c * r ** 6 + 9 * d * r ** 8;
  // Tangential distortion of this size changes the slope by a few hundredths.
  return Array.from({ length: 1000 }, (_, step) => slope((reach * (step + 1)) / 1000)).some((value) => value < 0.15);
}

function fixture() {
  const chosen = cameras.slice(0, FIXTURE_CAMERAS).map(({ lens, pose, points }, index) => {
    const seen = points.flatMap((point, of) => ((project({ lens, pose }, point)?.depth ?? 0) > 0 ? [[point, expected[index][of]]] : []));
    return {
      lens,
      pose,
      points: seen.slice(0, FIXTURE_POINTS).map(([{ x, y, z }, [u, v]]) => [x, y, z, u, v].map((value) => Number(value.toPrecision(15)))),
    };
  });
  return `${JSON.stringify({ oracle: `OpenCV ${version.stdout.trim()}`, cameras: chosen })}\n`;
}

function runPython(args, input) {
  return spawnSync(python, [`${ROOT}/scripts/openCvProjection.py`, ...args], { input, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 });
}
