import { sinDegrees } from "../exact";
import { BodyBuilder, type BodyParts, type Color, type Point } from "./builder";
import { DARK, DARK_SHOES, HAIR, METAL, RIM, SKIN, TYRE, shaded } from "./colors";
import { type Gait, walkingPose } from "./gait";
import { type Build, addPerson } from "./person";

const JEANS: Color = [62, 78, 112];

export const ADULT: Build = {
  height: 1.8,
  head: 0.125,
  hip: 0.5,
  leg: 0.2345,
  shoulder: 0.815,
  broad: 0.125,
  stout: 1,
  skin: SKIN,
  hair: HAIR,
  top: [206, 132, 58],
  trousers: JEANS,
  shoes: DARK_SHOES,
};

const CHILD: Build = {
  ...ADULT,
  height: 1.154,
  head: 0.185,
  hip: 0.465,
  leg: 0.221,
  shoulder: 0.755,
  broad: 0.125,
  stout: 1.12,
  hair: [132, 88, 50],
  top: [214, 74, 78],
  trousers: [70, 96, 140],
  shoes: [238, 238, 232],
};

const ADULT_GAIT: Gait = { stride: 0.17, hands: 0.225 };

/** A body's appearance at a moment. */
export type BodyLook = {
  /** Share of the walking or pedalling cycle, from 0 to 1; null if at rest. */
  phase: number | null;
  /** The dominant colour of clothes or paint. */
  color: Color | null;
  /** How many of their sides round parts have, as a share; 1 close to the camera. */
  detail: number;
};

const dressed = (build: Build, { color }: BodyLook): Build => (color ? { ...build, top: color } : build);

export function adult(look: BodyLook): BodyParts {
  const builder = new BodyBuilder(look.detail);
  addPerson(builder, dressed(ADULT, look), walkingPose(ADULT, look.phase, ADULT_GAIT));
  return builder.build();
}

export function child(look: BodyLook): BodyParts {
  const builder = new BodyBuilder(look.detail);
  const pose = walkingPose(CHILD, look.phase, { stride: 0.15, hands: 0.165 });
  addPerson(builder, dressed(CHILD, look), pose);
  const [x, , z] = pose.chest;
  builder.box([x - 0.21, -0.105, z - 0.25], [x - 0.075, 0.105, z + 0.02], [58, 132, 148]);
  return builder.build();
}

export function whiteCane(look: BodyLook): BodyParts {
  const builder = new BodyBuilder(look.detail);
  const build = { ...dressed(ADULT, look), top: look.color ?? ([96, 108, 92] as const), trousers: [70, 66, 62] as const, height: 1.74 };
  const walking = walkingPose(build, look.phase, { stride: 0.17, hands: 0.23 });
  const sweep = look.phase === null ? 0 : sinDegrees(360 * look.phase) * 0.12;
  const hand: Point = [0.26, -0.12, 0.98];
  addPerson(builder, build, { ...walking, hands: [walking.hands[0], hand] });
  builder.limb([hand[0] - 0.06, hand[1], hand[2] + 0.08], [hand[0] + 0.04, hand[1], hand[2] - 0.06], 0.016, 0.016, DARK, 6);
  builder.limb([hand[0] + 0.04, hand[1], hand[2] - 0.06], [0.8, sweep, 0.012], 0.013, 0.011, [246, 246, 244], 6);
  builder.limb([0.755, sweep * 0.93, 0.1], [0.8, sweep, 0.012], 0.014, 0.012, [206, 48, 44], 6);
  return builder.build();
}

export function pram(look: BodyLook): BodyParts {
  const builder = new BodyBuilder(look.detail);
  const build = { ...dressed(ADULT, look), top: look.color ?? ([120, 86, 140] as const), height: 1.7, hair: [112, 70, 42] as const };
  const walking = walkingPose(build, look.phase, { stride: 0.16, hands: 0.2 });
  const back = -0.42;
  const moved = ([x, y, z]: Point): Point => [x + back, y, z];
  const grip = (side: number): Point => [back + 0.36, side * 0.17, 1.02];
  addPerson(builder, build, {
    ...walking,
    hip: moved(walking.hip),
    chest: moved(walking.chest),
    head: moved(walking.head),
    feet: [moved(walking.feet[0]), moved(walking.feet[1])],
    hands: [grip(1), grip(-1)],
  });
  const cloth: Color = [58, 74, 104];
  builder.limb([back + 0.37, -0.24, 1.02], [back + 0.37, 0.24, 1.02], 0.018, 0.018, DARK, 6);
  for (const side of [-0.22, 0.22]) {
    builder.limb([back + 0.37, side, 1.02], [0.1, side, 0.36], 0.014, 0.014, METAL, 6);
    builder.limb([0.1, side, 0.36], [0.62, side, 0.16], 0.014, 0.014, METAL, 6);
    builder.limb([0.1, side, 0.36], [0.08, side, 0.16], 0.014, 0.014, METAL, 6);
    builder.wheel([0.08, 0, 0.15], side - 0.025, side + 0.025, 0.15, TYRE, RIM, 14);
    builder.wheel([0.62, 0, 0.12], side - 0.022, side + 0.022, 0.12, TYRE, RIM, 14);
  }
  builder.hull(
    [
      { z: 0.42, back: 0.1, front: 0.62, half: 0.15, cut: 0.05 },
      { z: 0.66, back: 0.02, front: 0.72, half: 0.19, cut: 0.06 },
      { z: 0.72, back: 0.02, front: 0.72, half: 0.19, cut: 0.06 },
    ],
    cloth,
  );
  const hood = Array.from({ length: 6 }, (_, index) => {
    const share = index / 5;
    const [c, s] = [Math.sqrt(1 - share * share * 0.92), share];
    return { z: 0.72 + 0.3 * s, back: 0.36 - 0.05 * s, front: 0.72 - 0.32 * s * s, half: 0.18 * c + 0.01, cut: 0.04 * c + 0.005 };
  });
  builder.hull(hood, shaded(cloth, 1.25));
  return builder.build();
}

export function wheelchair(look: BodyLook): BodyParts {
  const builder = new BodyBuilder(look.detail);
  const build = { ...dressed(ADULT, look), top: look.color ?? ([66, 120, 104] as const), height: 1.72 };
  const push = look.phase === null ? 0 : sinDegrees(360 * look.phase);
  const hand = (side: number): Point => [-0.05 + push * 0.12, side * 0.29, 0.62 + (1 - push * push) * 0.02];
  addPerson(builder, build, {
    hip: [-0.2, 0, 0.56],
    chest: [-0.19, 0, 1.06],
    head: [-0.16, 0, 1.36],
    hands: [hand(1), hand(-1)],
    feet: [
      [0.36, 0.1, 0.2],
      [0.36, -0.1, 0.2],
    ],
  });
  builder.box([-0.34, -0.21, 0.43], [0.12, 0.21, 0.49], DARK);
  builder.box([-0.38, -0.21, 0.43], [-0.33, 0.21, 0.92], DARK);
  for (const side of [-1, 1]) {
    builder.hoop([-0.22, side * 0.275, 0.3], 0.3, 0.035, TYRE, 22);
    builder.hoop([-0.22, side * 0.31, 0.3], 0.26, 0.018, METAL, 22);
    for (const turn of [0, 60, 120])
      builder.limb(
        [-0.22 + 0.27 * sinDegrees(turn + 90), side * 0.275, 0.3 + 0.27 * sinDegrees(turn)],
        [-0.22 - 0.27 * sinDegrees(turn + 90), side * 0.275, 0.3 - 0.27 * sinDegrees(turn)],
        0.006,
        0.006,
        METAL,
        4,
      );
    builder.wheel([0.22, 0, 0.08], side * 0.2 - 0.02, side * 0.2 + 0.02, 0.08, TYRE, RIM, 12);
    builder.limb([0.22, side * 0.2, 0.1], [0.14, side * 0.2, 0.45], 0.014, 0.014, METAL, 6);
    builder.limb([-0.36, side * 0.21, 0.92], [-0.5, side * 0.21, 0.92], 0.016, 0.016, DARK, 6);
    builder.limb([0.12, side * 0.12, 0.44], [0.4, side * 0.12, 0.14], 0.014, 0.014, METAL, 6);
    builder.box([0.3, side * 0.1 - 0.06, 0.1], [0.5, side * 0.1 + 0.06, 0.125], DARK);
  }
  return builder.build();
}

export function dog({ phase, color, detail }: BodyLook): BodyParts {
  const builder = new BodyBuilder(detail);
  const coat: Color = color ?? [168, 122, 78];
  const dark = shaded(coat, 0.72);
  builder.limb([-0.28, 0, 0.4], [0.16, 0, 0.42], 0.115, 0.14, coat, 9);
  builder.ball([0.16, 0, 0.42], [0.13, 0.14, 0.15], coat, 9, 6);
  builder.ball([-0.28, 0, 0.4], [0.1, 0.115, 0.12], coat, 9, 6);
  builder.limb([0.18, 0, 0.46], [0.32, 0, 0.56], 0.08, 0.065, coat, 8);
  builder.ball([0.35, 0, 0.56], [0.095, 0.075, 0.08], coat, 9, 6);
  builder.limb([0.39, 0, 0.545], [0.475, 0, 0.525], 0.045, 0.032, dark, 7);
  for (const side of [-1, 1]) builder.limb([0.32, side * 0.05, 0.62], [0.33, side * 0.085, 0.52], 0.03, 0.02, dark, 6);
  builder.limb([-0.36, 0, 0.45], [-0.475, 0, 0.56], 0.028, 0.014, dark, 6);
  for (const [x, side, shift] of [
    [0.16, 1, 0],
    [0.16, -1, 0.5],
    [-0.28, 1, 0.5],
    [-0.28, -1, 0],
  ] as const) {
    const swing = phase === null ? 0 : sinDegrees(360 * (phase + shift));
    const lift = phase === null ? 0 : Math.max(0, sinDegrees(360 * (phase + shift) + 90)) * 0.05;
    const paw: Point = [x + swing * 0.11, side * 0.085, 0.02 + lift];
    const knee: Point = [x + swing * 0.05 + (x > 0 ? -0.02 : 0.03), side * 0.088, 0.22 + lift * 0.5];
    builder.tube([[x, side * 0.08, 0.4], knee, paw], [0.06, 0.036, 0.026], coat, 7);
    builder.box([paw[0] - 0.03, paw[1] - 0.028, lift], [paw[0] + 0.05, paw[1] + 0.028, lift + 0.04], dark);
  }
  return builder.build();
}
