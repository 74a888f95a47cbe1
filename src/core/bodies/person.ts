import { cosDegrees, sinDegrees } from "../exact";
import { type BodyBuilder, type Color, type Point, between, crossed, lengthOf, minus, plus, times, unit } from "./builder";
import { addHead } from "./head";
import { shaded } from "./colors";
import type { Build, Pose } from "./build";

/** A shoe, in shares of the height: how far the toes are ahead of the ankle, the heel behind it, and the ankle above the sole. */
export const SHOE = { toe: 0.1, heel: 0.048, ankle: 0.045 } as const;

/** Adds a person in a pose. */
export function addPerson(builder: BodyBuilder, build: Build, pose: Pose): void {
  const { height, stout, skin } = build;
  const thick = height * 0.036 * stout;
  const side = (index: number) => (index === 0 ? 1 : -1);
  const [legs, arms]: [Point[], Point[]] = [[], []];
  const isBare = build.legwear === "shorts" || build.legwear === "skirt";
  pose.feet.forEach((foot, index) => {
    const hip = plus(pose.hip, [0, side(index) * height * 0.05 * stout, 0]);
    const knee = bend(hip, foot, height * build.leg, height * build.leg, [1, 0, 0.1]);
    legs.push(hip, knee, foot);
    const wide = isBare ? 0.9 : 1;
    const radii = [thick * 1.5, thick * 1.6, thick * 1.2 * wide, thick * 0.88 * wide];
    const color = (part: number): Color => (isBare && part === 2 ? skin : build.trousers);
    builder.tube([plus(hip, [0, 0, height * 0.03]), hip, knee, foot], radii, color, 8);
    addShoe(builder, build, foot, pose.heels?.[index] ?? 0);
  });
  addTrunk(builder, build, pose);
  if (build.legwear === "skirt" || build.legwear === "coat") addSkirt(builder, build, pose, legs);
  pose.hands.forEach((hand, index) => {
    const shoulder = plus(pose.chest, [0, side(index) * build.broad * height * 0.82, -height * 0.016]);
    const arm = height * 0.19;
    const elbow = bend(shoulder, hand, arm, arm * 0.95, [-1, side(index) * 0.25, -0.4]);
    arms.push(shoulder, elbow, hand);
    const color = (part: number): Color => (build.bareArms && part === 2 ? skin : build.top);
    // The sleeve begins above the joint, as a rounded shoulder.
    const top = plus(shoulder, times(unit(minus(shoulder, elbow)), thick * 0.55));
    const points = [top, shoulder, elbow, between(elbow, hand, 0.92)];
    builder.tube(points, [thick * 0.5, thick * 1.04, thick * 0.86, thick * 0.64], color);
    builder.ball(hand, [thick * 0.75, thick * 0.6, thick * 0.95], skin, 6, 4);
  });
  addHead(builder, build, pose);
  builder.setJoints([...faceJoints(build, pose), ...alternating(arms), ...alternating(legs)]);
}

/** Of the left limb and the right, three joints each: both of each kind, left first. */
function alternating(joints: readonly Point[]): Point[] {
  return [0, 1, 2].flatMap((index) => [joints[index], joints[index + 3]].filter((point) => point !== undefined));
}

/** Nose, eyes and ears. */
function faceJoints({ height, head }: Build, { head: crown }: Pose): Point[] {
  const size = head * height;
  const at = (ahead: number, aside: number, up: number): Point => plus(crown, [ahead * size, aside * size, (up - 0.52) * size]);
  return [at(0.41, 0, -0.06), at(0.36, 0.13, 0.06), at(0.36, -0.13, 0.06), at(0, 0.34, 0), at(0, -0.34, 0)];
}

/** The joint between two bones that connect two points, bent towards `side`. */
function bend(from: Point, to: Point, upper: number, lower: number, side: Point): Point {
  const reach = minus(to, from);
  const distance = Math.min(lengthOf(reach), (upper + lower) * 0.999);
  const along = unit(reach);
  const share = (upper * upper - lower * lower + distance * distance) / (2 * distance);
  const out = Math.sqrt(Math.max(0, upper * upper - share * share));
  // The component of `side` perpendicular to the line.
  const upright = unit(crossed(crossed(along, side), along));
  return plus(plus(from, times(along, share)), times(upright, out));
}

function addShoe(builder: BodyBuilder, { height, stout, shoes }: Build, [x, y, z]: Point, heel: number): void {
  const [c, s] = [cosDegrees(heel), sinDegrees(heel)];
  const half = height * 0.026 * stout;
  const [toe, back, high] = [SHOE.toe * height, SHOE.heel * height, SHOE.ankle * height];
  // A point of the flat shoe, turned about the ankle.
  const at = (ahead: number, aside: number, up: number): Point => [x + ahead * c + up * s, y + aside, z - ahead * s + up * c];
  const ring = (ahead: number, wide: number, up: number): Point[] => [
    at(ahead, -wide, -high),
    at(ahead, wide, -high),
    at(ahead, wide * 0.8, up),
    at(ahead, -wide * 0.8, up),
  ];
  builder.loft([ring(-back, half * 0.8, high * 0.6), ring(toe * 0.3, half, high * 0.3), ring(toe, half * 0.7, -high * 0.45)], shoes);
}

/** A horizontal section of trunk or skirt. */
function section(center: Point, half: number, deep: number): Point[] {
  const outline: readonly (readonly [number, number])[] = [
    [deep, -half * 0.55],
    [deep, half * 0.55],
    [deep * 0.3, half],
    [-deep * 0.5, half * 0.92],
    [-deep, half * 0.4],
    [-deep, -half * 0.4],
    [-deep * 0.5, -half * 0.92],
    [deep * 0.3, -half],
  ];
  return outline.map(([x, y]) => plus(center, [x, y, 0]));
}

function addTrunk(builder: BodyBuilder, { height, broad, hips, waist, stout, top, trousers }: Build, { hip, chest }: Pose): void {
  const deep = height * 0.068 * stout;
  const at = (share: number, lift = 0) => plus(between(hip, chest, share), [0, 0, lift * height]);
  const half = broad * height;
  const belly = 1 + Math.max(0, stout - 1) * 0.9;
  const rings = [
    section(at(-0.1, -0.015), half * 0.86 * hips, deep * 0.85),
    section(at(0.08), half * hips, deep),
    section(at(0.42), half * waist, deep * 0.86 * belly),
    section(at(0.82), half * 0.9, deep * 1.02),
    section(at(1, -0.004), half * 0.86, deep * 0.84),
    section(at(1, 0.04), half * 0.36, deep * 0.55),
  ];
  builder.loft(rings, (index) => (index === 0 ? trousers : top), top);
}

/** A skirt or the skirts of a coat, around both thighs. */
function addSkirt(builder: BodyBuilder, build: Build, { hip }: Pose, legs: readonly Point[]): void {
  const { height, broad, hips, stout, legwear, top, trousers } = build;
  const [half, deep] = [broad * height * hips, height * 0.07 * stout];
  const [left = hip, right = hip] = [legs[1], legs[4]];
  const knees = between(left, right, 0.5);
  // As wide as the step.
  const spread = Math.abs(left[0] - right[0]) / 2;
  const hem = plus(between(hip, knees, 0.92), [0, 0, 0]);
  const color = legwear === "coat" ? top : trousers;
  const rings = [
    section(hem, half * 1.2, Math.max(deep, spread + height * 0.05 * stout)),
    section(between(hip, knees, 0.3), half * 1.1, Math.max(deep * 1.1, spread * 0.5 + height * 0.05 * stout)),
    section(plus(hip, [0, 0, height * 0.05]), half * 1.02, deep * 1.03),
  ];
  builder.loft(rings, (index) => (index === 0 ? shaded(color, 0.94) : color), color);
}
