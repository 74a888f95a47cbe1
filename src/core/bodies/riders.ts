import { cosDegrees, sinDegrees } from "../exact";
import { BodyBuilder, type BodyParts, type Color, type Point, minus, plus } from "./builder";
import { AMBER_REFLECTOR, DARK, LAMP, METAL, RED_REFLECTOR, RIM, TAIL_LAMP, TYRE, shaded } from "./colors";
import { leaning } from "./lean";
import type { BodyLook } from "./look";
import type { Build } from "./build";
import { addPerson } from "./person";
import { ADULT, chosen, dressed } from "./wardrobe";
import { spokeEnds } from "./wheels";

/** Light and clear colours: a detector takes a dark frame for a motorcycle. */
const FRAMES: readonly Color[] = [
  [214, 218, 222],
  [198, 62, 56],
  [96, 150, 190],
  [226, 214, 180],
  [112, 170, 120],
];
const TROUSERS: readonly Color[] = [
  [150, 140, 120],
  [122, 138, 160],
  [166, 168, 168],
  [118, 116, 104],
];
const BICYCLE_TYRE: Color = [36, 38, 42];
const HELMETS: readonly Color[] = [
  [232, 236, 238],
  [44, 48, 54],
  [206, 60, 52],
  [226, 196, 60],
];
/** Turns of the wheels for two turns of the pedals: how high a rider's gear is. */
const GEARS: readonly number[] = [4, 5];
/** Of a bicycle's wheels, in metres. */
const RADIUS = 0.34;

/** A city bicycle and its rider. */
export function cyclist(look: BodyLook): BodyParts {
  const { phase, detail, steer = 0 } = look;
  const builder = new BodyBuilder(detail);
  const frame = chosen(FRAMES, look, 40);
  const gear = chosen(GEARS, look, 41);
  builder.setCycle(gear * 2 * Math.PI * RADIUS);
  const [rear, front]: [number, number] = [-0.605, 0.605];
  const crank: Point = [-0.12, 0, 0.3];
  const rolled = (phase ?? 0) * gear;
  // What turns with the handlebar: about the steering axis, which is nearly upright.
  const axis: Point = [0.45, 0, 0];
  const [c, s] = [cosDegrees(steer), sinDegrees(steer)];
  const turned = (point: Point): Point => {
    const [x, y, z] = minus(point, axis);
    return plus(axis, [x * c - y * s, x * s + y * c, z]);
  };
  addBicycleWheel(builder, [rear, 0, RADIUS], rolled, (point) => point);
  addBicycleWheel(builder, [front, 0, RADIUS], rolled, turned);
  const seat: Point = [-0.24, 0, 0.94];
  const bar = (from: Point, to: Point, thick = 0.022) => builder.limb(from, to, thick, thick, frame, 6);
  bar(crank, seat);
  bar(crank, [0.47, 0, 0.74], 0.026);
  bar([-0.2, 0, 0.7], [0.44, 0, 0.84]);
  for (const side of [-0.055, 0.055]) {
    bar(turned([0.44, side, 0.76]), turned([front, side, RADIUS]), 0.018);
    bar(crank, [rear, side, RADIUS], 0.014);
    bar([-0.2, 0, 0.76], [rear, side, RADIUS], 0.013);
  }
  bar([0.46, 0, 0.74], [0.36, 0, 1.06], 0.024);
  const grip = (side: number, back: number): Point => turned([back, side * 0.3, 1.075]);
  builder.limb(turned([0.33, -0.26, 1.08]), turned([0.33, 0.26, 1.08]), 0.016, 0.016, METAL, 6);
  for (const side of [-1, 1]) builder.limb(grip(side, 0.33), grip(side, 0.2), 0.02, 0.02, DARK, 6);
  builder.box([-0.4, -0.08, 0.94], [-0.12, 0.08, 1], DARK);
  builder.ball(turned([0.5, 0, 0.9]), [0.04, 0.04, 0.04], LAMP, 6, 4);
  builder.box([-0.86, -0.03, 0.66], [-0.82, 0.03, 0.71], TAIL_LAMP);
  builder.box([-0.86, -0.045, 0.59], [-0.83, 0.045, 0.64], RED_REFLECTOR);
  if (chosen([true, true, true, false], look, 42)) addPanniers(builder, look);
  else addCarrier(builder, look);

  const turn = phase === null ? 40 : -720 * phase;
  const pedal = (side: number): Point => {
    const angle = turn + (side > 0 ? 0 : 180);
    return [crank[0] + 0.17 * cosDegrees(angle), side * 0.15, crank[2] + 0.17 * sinDegrees(angle)];
  };
  builder.wheel([crank[0], 0, crank[2]], -0.06, -0.045, 0.1, METAL, METAL, 10);
  for (const side of [1, -1]) {
    const at = pedal(side);
    builder.limb([crank[0], side * 0.06, crank[2]], [at[0], side * 0.06, at[2]], 0.014, 0.014, METAL, 5);
    builder.box([at[0] - 0.05, at[1] - 0.045, at[2] - 0.012], [at[0] + 0.05, at[1] + 0.045, at[2] + 0.012], DARK);
    for (const end of [-0.055, 0.055])
      builder.box([at[0] + end - 0.006, at[1] - 0.04, at[2] - 0.011], [at[0] + end + 0.006, at[1] + 0.04, at[2] + 0.011], AMBER_REFLECTOR);
  }
  const plain: Build = { ...ADULT, top: [226, 196, 60], height: 1.78 };
  const foot = (side: number): Point => {
    const [x, y, z] = pedal(side);
    return [x - 0.06, y, z + 0.09];
  };
  const build = { ...dressedToRide(plain, look), trousers: chosen(TROUSERS, look, 48) };
  const crown: Point = [0.05, 0, 1.76];
  addPerson(builder, build, {
    hip: [-0.28, 0, 1.04],
    chest: [-0.02, 0, 1.46],
    head: crown,
    hands: [grip(1, 0.23), grip(-1, 0.23)],
    feet: [foot(1), foot(-1)],
  });
  if (chosen([true, true, false], look, 43)) addHelmet(builder, minus(crown, [0.03, 0, 0.1]), chosen(HELMETS, look, 44));
  return leaning(builder.build(), look.lean ?? 0);
}

/** Nobody rides in a skirt or with a wide hat here. */
function dressedToRide(plain: Build, look: BodyLook): Build {
  const build = dressed(plain, look);
  const isWide = build.legwear === "skirt" || build.legwear === "coat";
  const style = build.style === "sun_hat" || build.style === "cap" ? "short" : build.style;
  return { ...build, style, legwear: isWide ? "trousers" : build.legwear };
}

function addBicycleWheel(builder: BodyBuilder, axle: Point, rolled: number, turned: (point: Point) => Point): void {
  builder.moved(turned, () => {
    builder.hoop(axle, RADIUS, 0.042, BICYCLE_TYRE, 22, 0.024);
    builder.limb([axle[0], -0.05, axle[2]], [axle[0], 0.05, axle[2]], 0.025, 0.025, METAL, 6);
    for (const [from, to] of spokeEnds(axle, RADIUS - 0.03, rolled, 4)) builder.limb(from, to, 0.004, 0.004, RIM, 3);
    // Two reflectors between the spokes, seen from the side.
    for (const half of [0, 180]) {
      const angle = 32 + half - 360 * rolled;
      const at = (turn: number): Point => plus(axle, [0.23 * cosDegrees(angle + turn), 0, 0.23 * sinDegrees(angle + turn)]);
      builder.limb(at(-10), at(10), 0.014, 0.014, AMBER_REFLECTOR, 4);
    }
  });
}

/** Bags on both sides of the rear wheel: what tells a bicycle from behind. */
function addPanniers(builder: BodyBuilder, look: BodyLook): void {
  const color: Color = chosen(
    [
      [50, 52, 58],
      [58, 48, 44],
      [44, 56, 70],
    ],
    look,
    49,
  );
  for (const side of [-1, 1])
    builder.hull(
      [
        { z: 0.36, back: -0.76, front: -0.5, half: 0.045, cut: 0.02, y: side * 0.14 },
        { z: 0.72, back: -0.8, front: -0.46, half: 0.05, cut: 0.02, y: side * 0.14 },
      ],
      color,
    );
}

/** A carrier with a basket or a bag. */
function addCarrier(builder: BodyBuilder, look: BodyLook): void {
  const color: Color = chosen(
    [
      [96, 78, 60],
      [58, 60, 66],
      [150, 60, 52],
    ],
    look,
    45,
  );
  builder.hull(
    [
      { z: 0.74, back: -0.8, front: -0.44, half: 0.1, cut: 0.03 },
      { z: 0.96, back: -0.82, front: -0.42, half: 0.13, cut: 0.03 },
    ],
    color,
  );
}

/** An electric kick scooter and its rider. */
export function eScooter(look: BodyLook): BodyParts {
  const builder = new BodyBuilder(look.detail);
  const { steer = 0 } = look;
  const axis: Point = [0.4, 0, 0];
  const [c, s] = [cosDegrees(steer), sinDegrees(steer)];
  const turned = (point: Point): Point => {
    const [x, y, z] = minus(point, axis);
    return plus(axis, [x * c - y * s, x * s + y * c, z]);
  };
  const radius = 0.13;
  builder.setCycle((2 * Math.PI * radius) / 5);
  builder.wheel([-0.45, 0, radius], -0.03, 0.03, radius, TYRE, RIM, 16);
  builder.moved(turned, () => builder.wheel([0.45, 0, radius], -0.03, 0.03, radius, TYRE, RIM, 16));
  builder.box([-0.44, -0.08, 0.13], [0.3, 0.08, 0.18], DARK);
  builder.limb([0.3, 0, 0.16], [0.4, 0, 0.3], 0.04, 0.04, DARK, 7);
  builder.limb(turned([0.45, 0, radius]), [0.35, 0, 1.1], 0.03, 0.024, [70, 76, 84], 8);
  builder.limb(turned([0.34, -0.25, 1.12]), turned([0.34, 0.25, 1.12]), 0.018, 0.018, DARK, 6);
  builder.box([0.355, -0.03, 1], [0.405, 0.03, 1.05], LAMP);
  builder.box([-0.58, -0.03, 0.2], [-0.5, 0.03, 0.25], TAIL_LAMP);
  const plain: Build = { ...ADULT, top: [74, 122, 174], trousers: [58, 60, 68], height: 1.7 };
  const build = dressedToRide(plain, look);
  const crown: Point = [-0.02, 0, 1.86];
  addPerson(builder, build, {
    hip: [-0.12, 0, 1.05],
    chest: [-0.06, 0, 1.54],
    head: crown,
    hands: [turned([0.31, 0.24, 1.14]), turned([0.31, -0.24, 1.14])],
    feet: [
      [0.12, 0.055, 0.26],
      [-0.24, -0.06, 0.26],
    ],
  });
  if (chosen([false, true], look, 46)) addHelmet(builder, minus(crown, [0.03, 0, 0.1]), chosen(HELMETS, look, 47));
  return builder.build();
}

function addHelmet(builder: BodyBuilder, [x, y, z]: Point, color: Color): void {
  builder.ball([x - 0.015, y, z + 0.02], [0.125, 0.105, 0.095], (height) => (height < 0.35 ? shaded(color, 0.8) : color), 12, 6);
}
