import { poseOnCourse, type Course } from "../../world";

/** Metres before and after a place between which a course's curvature is measured. */
const SPAN = 0.4;

/** How a body's course bends at a distance along it, in 1/m: above 0 to its left. */
export function curvatureAt(course: Course, distance: number): number {
  const [from, to] = [Math.max(0, distance - SPAN), Math.min(course.length, distance + SPAN)];
  if (!(to - from > 1e-6)) return 0;
  const [before, after] = [poseOnCourse(course, from), poseOnCourse(course, to)];
  if (before.reversing !== after.reversing) return 0;
  const turned = turnBetween(before.heading, after.heading) / (to - from);
  return ((after.reversing ? -turned : turned) * Math.PI) / 180;
}

/** Degrees from one heading to another, -180 to 180. */
function turnBetween(from: number, to: number): number {
  const turned = (to - from) % 360;
  return turned > 180 ? turned - 360 : turned < -180 ? turned + 360 : turned;
}

/** The distance that wheels have rolled ahead: what was driven in reverse counts as rolled back. */
export function rolledDistance({ legs }: Course, distance: number): number {
  if (legs.length === 0) return distance;
  let sum = 0;
  for (const { from, to, reversing } of legs) {
    const driven = Math.max(0, Math.min(distance, to) - from);
    sum += reversing ? -driven : driven;
  }
  return sum;
}

/** An indicator shows a turn this long before it begins: in seconds, and at least in metres. */
const BEFORE = { seconds: 3, metres: 8 } as const;
/** A turn is tighter than this (metres) and changes the heading by at least this much (degrees); other bends belong to the road. */
const TURN = { radius: 22, degrees: 30 } as const;
/** Metres between the places that are looked at, and metres behind that still belong to a turn. */
const STEP = 1.5;
const BEHIND = 6;

/** The side to which a vehicle is about to turn, or is turning, as its driver sees it; null if it goes on along the road. */
export function turnAhead(course: Course, distance: number, speed: number): "left" | "right" | null {
  const end = Math.min(course.length, distance + Math.max(BEFORE.metres, BEFORE.seconds * speed) + TURN.radius);
  let at = Math.max(0, distance - BEHIND);
  let { heading, reversing } = poseOnCourse(course, at);
  const reach = distance + Math.max(BEFORE.metres, BEFORE.seconds * speed);
  let [turned, started] = [0, false];
  while (at < end) {
    at += STEP;
    const next = poseOnCourse(course, at);
    const bend = next.reversing === reversing ? turnBetween(heading, next.heading) : 0;
    const isTight = Math.abs(bend) > ((STEP / TURN.radius) * 180) / Math.PI;
    if (isTight && (turned === 0 || bend > 0 === turned > 0)) {
      // A turn that begins farther ahead is not shown yet.
      if (!started && at > reach) return null;
      started = true;
      turned += bend;
      if (Math.abs(turned) >= TURN.degrees) return turned > 0 ? "left" : "right";
    } else if (isTight) turned = bend;
    ({ heading, reversing } = next);
  }
  return null;
}
