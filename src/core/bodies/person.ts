import { type BodyBuilder, type Color, type Point, between, crossed, lengthOf, minus, plus, times, unit } from "./builder";

/** A person's proportions, as shares of the height, and clothes. */
export type Build = {
  height: number;
  /** Size of the head. */
  head: number;
  hip: number;
  /** Length of the thigh and of the shin. */
  leg: number;
  shoulder: number;
  /** Half of the shoulder width. */
  broad: number;
  /** Thickness of limbs and trunk; 1 for a slim adult. */
  stout: number;
  skin: Color;
  hair: Color;
  top: Color;
  trousers: Color;
  shoes: Color;
};

/** Positions of hands and feet in the body's frame; those of elbows and knees follow from them. */
export type Pose = {
  hip: Point;
  /** The point midway between the shoulders. */
  chest: Point;
  head: Point;
  hands: readonly [left: Point, right: Point];
  /** Ankles. */
  feet: readonly [left: Point, right: Point];
  /** How far each toe points down: 0 flat, 1 straight down. */
  toes?: readonly [left: number, right: number];
};

/** Adds a person in a pose. */
export function addPerson(builder: BodyBuilder, build: Build, pose: Pose): void {
  const { height, stout } = build;
  const thick = height * 0.036 * stout;
  const side = (index: number) => (index === 0 ? 1 : -1);
  const [legs, arms]: [Point[], Point[]] = [[], []];
  pose.feet.forEach((foot, index) => {
    const hip = plus(pose.hip, [0, side(index) * height * 0.05 * stout, 0]);
    const knee = bend(hip, foot, height * build.leg, height * build.leg, [1, 0, 0.1]);
    legs.push(hip, knee, foot);
    const radii = [thick * 1.5, thick * 1.6, thick * 1.15, thick * 0.8];
    builder.tube([plus(hip, [0, 0, height * 0.03]), hip, knee, foot], radii, build.trousers, 8);
    addShoe(builder, build, foot, pose.toes?.[index] ?? 0);
  });
  addTrunk(builder, build, pose);
  pose.hands.forEach((hand, index) => {
    const shoulder = plus(pose.chest, [0, side(index) * build.broad * height * 0.86, 0]);
    const arm = height * 0.19;
    const elbow = bend(shoulder, hand, arm, arm * 0.95, [-1, side(index) * 0.25, -0.4]);
    arms.push(shoulder, elbow, hand);
    builder.tube([shoulder, elbow, between(elbow, hand, 0.92)], [thick * 0.98, thick * 0.82, thick * 0.62], build.top);
    builder.ball(hand, [thick * 0.75, thick * 0.6, thick * 0.95], build.skin, 7, 5);
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

function addShoe(builder: BodyBuilder, { height, stout, shoes }: Build, [x, y, z]: Point, down: number): void {
  const [length, half, high] = [height * 0.15, height * 0.026 * stout, height * 0.045];
  const drop = down * length * 0.5;
  const heel = x - length * 0.32;
  const toe = x + length * 0.68 - drop * 0.4;
  const sole = z - high;
  const ring = (at: number, wide: number, low: number, up: number): Point[] => [
    [at, y - wide, low],
    [at, y + wide, low],
    [at, y + wide * 0.8, up],
    [at, y - wide * 0.8, up],
  ];
  const back = ring(heel, half * 0.8, sole + drop * 0.3, z + high * 0.6);
  const middle = ring(x + length * 0.2, half, sole, z + high * 0.3);
  builder.loft([back, middle, ring(toe, half * 0.7, sole - drop * 0.2, sole + high * 0.55)], shoes);
}

function addTrunk(builder: BodyBuilder, build: Build, { hip, chest }: Pose): void {
  const { height, broad, stout, top, trousers } = build;
  const deep = height * 0.068 * stout;
  const ring = (center: Point, half: number, depth: number): Point[] => {
    const [h, d] = [half, depth];
    const front: readonly (readonly [number, number])[] = [
      [d, -h * 0.55],
      [d, h * 0.55],
      [d * 0.3, h],
    ];
    const back: readonly (readonly [number, number])[] = [
      [-d * 0.5, h * 0.92],
      [-d, h * 0.4],
      [-d, -h * 0.4],
      [-d * 0.5, -h * 0.92],
      [d * 0.3, -h],
    ];
    return [...front, ...back].map(([x, y]) => plus(center, [x, y, 0]));
  };
  const at = (share: number, lift = 0) => plus(between(hip, chest, share), [0, 0, lift * height]);
  const half = broad * height;
  const rings = [
    ring(at(-0.1, -0.015), half * 0.6, deep * 0.85),
    ring(at(0.08), half * 0.7, deep),
    ring(at(0.42), half * 0.64, deep * 0.86),
    ring(at(0.85), half * 0.86, deep * 1.02),
    ring(at(1, 0.012), half * 0.8, deep * 0.8),
    ring(at(1, 0.045), half * 0.32, deep * 0.5),
  ];
  builder.loft(rings, (index) => (index === 0 ? trousers : top), top);
}

function addHead(builder: BodyBuilder, { height, head, skin, hair, top }: Build, { chest, head: crown }: Pose): void {
  const size = head * height;
  const center = plus(crown, [0, 0, -size * 0.52]);
  builder.limb(plus(chest, [0, 0, height * 0.02]), center, size * 0.24, size * 0.22, skin);
  builder.ball(center, [size * 0.4, size * 0.34, size * 0.48], skin, 10, 7);
  // Hair covers the top and the back of the head.
  builder.ball(plus(center, [-size * 0.07, 0, size * 0.11]), [size * 0.4, size * 0.37, size * 0.41], hair, 10, 7);
  builder.limb(plus(chest, [0, 0, height * 0.015]), plus(chest, [0, 0, height * 0.05]), size * 0.34, size * 0.27, top);
}
