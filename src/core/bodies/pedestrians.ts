import { sinDegrees } from "../exact";
import { addBag, addSatchel, addUmbrella } from "./bags";
import { BodyBuilder, type BodyParts, type Color, type Point } from "./builder";
import { DARK, shaded } from "./colors";
import { type Gait, RUN, WALK, cycleOfGait, walkingPose } from "./gait";
import type { BodyLook } from "./look";
import type { Build, Pose } from "./build";
import { addPerson } from "./person";
import { ADULT, BAGS, CHILD, chosen, dressed } from "./wardrobe";

const gaitOf = ({ runs }: BodyLook): Gait => (runs === true ? RUN : WALK);

export function adult(look: BodyLook): BodyParts {
  const builder = new BodyBuilder(look.detail);
  const build = dressed(ADULT, look);
  const pose = onFoot(builder, build, look);
  addPerson(builder, build, pose);
  addBag(builder, build, pose, chosen(BAGS, look, 20), look);
  return builder.build();
}

export function child(look: BodyLook): BodyParts {
  const builder = new BodyBuilder(look.detail);
  const build = dressed(CHILD, look, true);
  const pose = onFoot(builder, build, look);
  addPerson(builder, build, pose);
  if (chosen([true, true, false], look, 21)) addSatchel(builder, build, pose, look);
  return builder.build();
}

/** The pose of a person on foot, with the umbrella, if any. */
function onFoot(builder: BodyBuilder, build: Build, look: BodyLook): Pose {
  const gait = gaitOf(look);
  builder.setCycle(cycleOfGait(build, gait));
  const pose = walkingPose(build, look.phase, gait);
  if (look.umbrella !== true) return pose;
  const hand = addUmbrella(builder, build, pose, look);
  return { ...pose, hands: [pose.hands[0], hand] };
}

export function whiteCane(look: BodyLook): BodyParts {
  const builder = new BodyBuilder(look.detail);
  const plain: Build = { ...ADULT, top: [96, 108, 92], trousers: [70, 66, 62], height: 1.74 };
  const build = dressed(plain, look);
  const walking = walkingPose(build, look.phase, WALK);
  builder.setCycle(cycleOfGait(build, WALK));
  const sweep = look.phase === null ? 0 : sinDegrees(360 * look.phase) * 0.12;
  const hand: Point = [0.2, -0.1, 0.98];
  const tip: Point = [0.56, sweep, 0.012];
  const along = (share: number): Point => [
    hand[0] + (tip[0] - hand[0]) * share,
    hand[1] + (tip[1] - hand[1]) * share,
    hand[2] + (tip[2] - hand[2]) * share,
  ];
  addPerson(builder, build, { ...walking, hands: [walking.hands[0], hand] });
  builder.limb(along(-0.07), along(0.08), 0.018, 0.018, DARK, 6);
  builder.limb(along(0.08), along(0.85), 0.015, 0.014, [246, 246, 244], 6);
  builder.limb(along(0.85), tip, 0.016, 0.014, [206, 48, 44], 6);
  return builder.build();
}

export function dog({ phase, color, detail, ...look }: BodyLook): BodyParts {
  const builder = new BodyBuilder(detail);
  const coat: Color = color ?? chosen(COATS, { phase, color, detail, ...look }, 30);
  const dark = shaded(coat, 0.72);
  builder.setCycle(DOG.step * 4);
  builder.limb([-0.28, 0, 0.4], [0.16, 0, 0.42], 0.1, 0.125, coat, 9);
  builder.ball([0.14, 0, 0.4], [0.14, 0.13, 0.15], coat, 9, 6);
  builder.ball([-0.28, 0, 0.41], [0.1, 0.105, 0.115], coat, 9, 6);
  builder.limb([0.18, 0, 0.46], [0.31, 0, 0.56], 0.085, 0.062, coat, 8);
  builder.ball([0.34, 0, 0.565], [0.085, 0.072, 0.075], coat, 9, 6);
  builder.limb([0.38, 0, 0.55], [0.475, 0, 0.53], 0.044, 0.032, dark, 7);
  builder.ball([0.474, 0, 0.542], [0.016, 0.018, 0.016], [30, 28, 28], 6, 4);
  for (const side of [-1, 1]) builder.limb([0.31, side * 0.05, 0.62], [0.33, side * 0.085, 0.51], 0.032, 0.02, dark, 6);
  builder.tube(
    [
      [-0.36, 0, 0.46],
      [-0.44, 0, 0.52],
      [-0.475, 0, 0.6],
    ],
    [0.03, 0.024, 0.012],
    coat,
    6,
  );
  for (const [x, side, shift] of [
    [0.16, 1, 0],
    [0.16, -1, 0.5],
    [-0.28, 1, 0.5],
    [-0.28, -1, 0],
  ] as const) {
    const { ahead, lift } = phase === null ? { ahead: 0, lift: 0 } : pawAt(phase + shift);
    const paw: Point = [x + ahead * DOG.step, side * 0.085, 0.02 + lift * 0.05];
    const knee: Point = [x + ahead * DOG.step * 0.45 + (x > 0 ? -0.02 : 0.035), side * 0.088, 0.22 + lift * 0.025];
    builder.tube([[x, side * 0.08, 0.4], knee, paw], [0.066, 0.036, 0.026], coat, 7);
    builder.box([paw[0] - 0.03, paw[1] - 0.028, paw[2] - 0.02], [paw[0] + 0.05, paw[1] + 0.028, paw[2] + 0.02], dark);
  }
  return builder.build();
}

/** Half of the distance that a paw covers on the ground, in metres. */
const DOG = { step: 0.12 } as const;

const COATS: readonly Color[] = [
  [168, 122, 78],
  [64, 56, 52],
  [214, 196, 168],
  [112, 74, 48],
  [150, 146, 142],
];

/** A paw at a share of its cycle: half of it on the ground. */
function pawAt(share: number): { ahead: number; lift: number } {
  const own = share - Math.floor(share);
  if (own < 0.5) return { ahead: 1 - 4 * own, lift: 0 };
  const way = (own - 0.5) * 2;
  return { ahead: 2 * way * way * (3 - 2 * way) - 1, lift: 4 * way * (1 - way) };
}
