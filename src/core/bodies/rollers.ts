import { sinDegrees } from "../exact";
import { BodyBuilder, type BodyParts, type Color, type Point, plus } from "./builder";
import { DARK, METAL, RIM, TYRE, shaded } from "./colors";
import { WALK, cycleOfGait, walkingPose } from "./gait";
import type { BodyLook } from "./look";
import type { Build } from "./build";
import { addPerson } from "./person";
import { spokeEnds } from "./wheels";
import { ADULT, BAG_COLORS, chosen, dressed } from "./wardrobe";

/** Somebody who pushes a pushchair, with a toddler in it. */
export function pram(look: BodyLook): BodyParts {
  const builder = new BodyBuilder(look.detail);
  const plain: Build = { ...ADULT, top: [120, 86, 140], height: 1.7, hair: [112, 70, 42] };
  const build = dressed(plain, look);
  builder.setCycle(cycleOfGait(build, WALK));
  const walking = walkingPose(build, look.phase, WALK);
  const back = -0.3;
  const moved = ([x, y, z]: Point): Point => [x + back, y, z];
  const handle = { x: 0.02, z: 1.02, half: 0.2 };
  addPerson(builder, build, {
    ...walking,
    hip: moved(walking.hip),
    chest: moved(walking.chest),
    head: moved(walking.head),
    feet: [moved(walking.feet[0]), moved(walking.feet[1])],
    hands: [
      [handle.x, 0.15, handle.z],
      [handle.x, -0.15, handle.z],
    ],
  });
  const cloth = chosen(CLOTHS, look, 24);
  builder.limb([handle.x, -handle.half, handle.z], [handle.x, handle.half, handle.z], 0.017, 0.017, DARK, 6);
  for (const side of [-1, 1]) {
    const y = side * handle.half;
    builder.limb([handle.x, y, handle.z], [0.44, y, 0.2], 0.013, 0.013, METAL, 5);
    builder.limb([0.2, y, 0.62], [0.12, y, 0.13], 0.013, 0.013, METAL, 5);
    builder.wheel([0.12, 0, 0.125], y - 0.025, y + 0.025, 0.125, TYRE, RIM, 14);
    builder.wheel([0.5, 0, 0.1], y * 0.8 - 0.022, y * 0.8 + 0.022, 0.1, TYRE, RIM, 14);
  }
  const level = (z: number, from: number, to: number, half: number) => ({ z, back: from, front: to, half, cut: 0.04 });
  builder.hull([level(0.36, 0.18, 0.5, 0.15), level(0.46, 0.13, 0.54, 0.17), level(0.52, 0.12, 0.52, 0.17)], shaded(cloth, 0.8));
  builder.hull([level(0.5, 0.08, 0.18, 0.165), level(0.86, 0.02, 0.1, 0.16)], cloth);
  builder.hull([level(0.78, 0.02, 0.3, 0.175), level(0.9, 0.02, 0.34, 0.18), level(0.98, 0.06, 0.26, 0.15)], cloth);
  builder.hull([level(0.24, 0.14, 0.44, 0.14), level(0.32, 0.12, 0.46, 0.15)], DARK);
  // The toddler.
  builder.ball([0.22, 0, 0.62], [0.09, 0.1, 0.12], chosen(BAG_COLORS, look, 25), 7, 5);
  builder.ball([0.25, 0, 0.75], [0.07, 0.065, 0.075], build.skin, 8, 6);
  for (const side of [-1, 1]) builder.limb([0.28, side * 0.06, 0.54], [0.5, side * 0.07, 0.42], 0.045, 0.035, [92, 104, 128], 6);
  return builder.build();
}

const CLOTHS: readonly Color[] = [
  [58, 74, 104],
  [70, 74, 78],
  [148, 58, 66],
  [70, 112, 104],
];

/** Somebody in a wheelchair, who pushes its wheels by hand. */
export function wheelchair(look: BodyLook): BodyParts {
  const builder = new BodyBuilder(look.detail);
  const plain: Build = { ...ADULT, top: [66, 120, 104], height: 1.72 };
  const dress = dressed(plain, look);
  const build: Build = { ...dress, legwear: dress.legwear === "coat" || dress.legwear === "skirt" ? "trousers" : dress.legwear };
  const radius = 0.3;
  builder.setCycle(2 * Math.PI * radius);
  const push = look.phase === null ? 0 : sinDegrees(360 * look.phase);
  const hand = (side: number): Point => [-0.05 + push * 0.12, side * 0.29, 0.62 + (1 - push * push) * 0.02];
  addPerson(builder, build, {
    hip: [-0.2, 0, 0.56],
    chest: [-0.19 + push * 0.03, 0, 1.06],
    head: [-0.16 + push * 0.04, 0, 1.36],
    hands: [hand(1), hand(-1)],
    feet: [
      [0.34, 0.1, 0.2],
      [0.34, -0.1, 0.2],
    ],
  });
  const seat: Color = [64, 66, 74];
  builder.box([-0.34, -0.2, 0.43], [0.12, 0.2, 0.48], seat);
  builder.box([-0.37, -0.2, 0.43], [-0.33, 0.2, 0.9], seat);
  for (const side of [-1, 1]) {
    const axle: Point = [-0.22, side * 0.275, radius];
    builder.hoop(axle, radius, 0.024, TYRE, 22, 0.014);
    builder.hoop(plus(axle, [0, side * 0.035, 0]), 0.26, 0.014, [196, 200, 206], 22);
    for (const [from, to] of spokeEnds(axle, radius - 0.02, look.phase ?? 0, 3)) builder.limb(from, to, 0.005, 0.005, RIM, 4);
    builder.wheel([0.22, 0, 0.075], side * 0.2 - 0.018, side * 0.2 + 0.018, 0.075, TYRE, RIM, 12);
    builder.limb([0.22, side * 0.2, 0.1], [0.14, side * 0.2, 0.45], 0.014, 0.014, METAL, 6);
    builder.limb([-0.36, side * 0.2, 0.9], [-0.48, side * 0.2, 0.92], 0.016, 0.016, DARK, 6);
    builder.limb([0.12, side * 0.12, 0.44], [0.38, side * 0.12, 0.14], 0.014, 0.014, METAL, 6);
    builder.box([0.28, side * 0.1 - 0.05, 0.1], [0.48, side * 0.1 + 0.05, 0.125], DARK);
  }
  return builder.build();
}
