import { toRadians } from "@/core/exact";
import { directionOf, type GroundPose } from "@/core/world";

/** A pose at a time: metres, radians (not wrapped: it never jumps by a turn), seconds. */
export type TimedPose = { readonly time: number; readonly x: number; readonly y: number; readonly heading: number };

/** How far a pose that is left out may be from where its neighbours have it (metres), and how far a body may turn meanwhile (radians). */
const NEAR = 0.001;
const PARALLEL = 0.0005;
/** Poses that are left out in a row. */
const MOST_LEFT_OUT = 200;

/**
 * The poses of a body's own origin, `behind` metres behind the middle of its footprint, frame by frame.
 * @param poses of the middle of the footprint; headings in degrees
 */
export function timedPoses(poses: readonly GroundPose[], firstFrame: number, fps: number, behind: number): TimedPose[] {
  let heading = 0;
  return poses.map((pose, index) => {
    const wrapped = toRadians(pose.heading);
    // The turn nearest to the heading before.
    heading = index === 0 ? wrapped : wrapped + TURN * Math.round((heading - wrapped) / TURN);
    const ahead = directionOf(pose.heading);
    return { time: (firstFrame + index) / fps, x: pose.x - ahead.x * behind, y: pose.y - ahead.y * behind, heading };
  });
}

const TURN = 2 * Math.PI;

/**
 * Leaves out poses that lie where a straight and steady motion between their neighbours has them, within a millimetre. In a turn all are
 * kept, since some readers (esmini) take the heading from the line between two of them.
 */
export function thinned(poses: readonly TimedPose[]): TimedPose[] {
  const kept: TimedPose[] = [];
  let from = 0;
  while (from < poses.length) {
    const start = poses[from];
    if (start) kept.push(start);
    let to = from + 1;
    while (to + 1 < poses.length && to + 1 - from <= MOST_LEFT_OUT && isSteady(poses, from, to + 1)) to++;
    from = to;
  }
  return kept;
}

function isSteady(poses: readonly TimedPose[], from: number, to: number): boolean {
  const [start, end] = [poses[from], poses[to]];
  if (!start || !end || Math.abs(end.heading - start.heading) > PARALLEL) return false;
  for (let index = from + 1; index < to; index++) {
    const pose = poses[index];
    if (!pose) return false;
    const share = (pose.time - start.time) / (end.time - start.time);
    const off = (key: "x" | "y" | "heading") => Math.abs(start[key] + (end[key] - start[key]) * share - pose[key]);
    if (off("x") > NEAR || off("y") > NEAR || off("heading") > PARALLEL) return false;
  }
  return true;
}
