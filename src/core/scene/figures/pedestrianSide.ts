import type { FigureJoint, FigurePart } from "./figure";
import { figureJoint, jointsOfSide, withJoints } from "./joints";
import { PEDESTRIAN_SPACE, type Build } from "./pedestrianBuilds";
import { ellipse, limb, part, rectangle, rounded, roundedRectangle } from "./shapes";
import { GROUND, ankleAt, joint } from "./walk";

function legFromSide(build: Build, hipX: number, turn: number, tone: "" | ".dark"): FigurePart[] {
  const { x, lift } = ankleAt(turn);
  const ankle = { x: hipX + x, y: GROUND - 4 - lift };
  const bone = (GROUND - 4 - build.hip) * 0.508;
  const knee = joint(hipX, build.hip, ankle.x, ankle.y, bone, bone, 1);
  const bare = build.clothes === "skirt";
  const joints = jointsOfSide(
    tone === "" ? "right" : "left",
    ["hip", hipX, build.hip],
    ["knee", knee.x, knee.y],
    ["ankle", ankle.x, ankle.y],
  );
  const toeDrop = lift * 0.25;
  const shoe = part(`shoe${tone}`, limb(ankle.x - 2, ankle.y + 2, 2, ankle.x + 5.2, ankle.y + 2.4 + toeDrop, 1.6));
  if (build.shorts)
    return withJoints(
      [
        shoe,
        part(`skin${tone}`, limb(knee.x, knee.y, 3 * build.limbs, ankle.x, ankle.y, 2 * build.limbs)),
        part(
          `trim${tone}`,
          limb(
            ankle.x + (knee.x - ankle.x) * 0.2,
            ankle.y + (knee.y - ankle.y) * 0.2,
            2.3 * build.limbs,
            ankle.x,
            ankle.y,
            2.2 * build.limbs,
          ),
        ),
        part(`trousers${tone}`, limb(hipX, build.hip, 5 * build.limbs, knee.x, knee.y, 4.2 * build.limbs)),
      ],
      joints,
    );
  return withJoints(
    [
      shoe,
      part(`${bare ? "skin" : "trousers"}${tone}`, limb(hipX, build.hip, 5 * build.limbs, knee.x, knee.y, 3.7 * build.limbs)),
      part(
        `${bare ? "skin" : "trousers"}${tone}`,
        limb(knee.x, knee.y, 3.7 * build.limbs, ankle.x, ankle.y, (bare ? 1.9 : 2.6) * build.limbs),
      ),
    ],
    joints,
  );
}

function torsoFromSide(build: Build, x: number): FigurePart {
  const { shoulder, hip, depth, clothes } = build;
  const top = shoulder - 4;
  const seam = part("top.dark", rectangle(x - 0.5, shoulder + 2, x + 0.3, hip + 20));
  if (clothes === "coat")
    return part(
      "top",
      rounded([
        [x - depth + 1.5, top, 3],
        [x + depth - 1.5, top, 3],
        [x + depth + 0.5, shoulder + 14, 4],
        [x + depth + 2, hip + 19, 1],
        [x - depth - 2, hip + 19, 1],
        [x - depth, shoulder + 14, 4],
      ]),
      [seam, part("top.dark", rectangle(x - 12, hip - 4, x + 12, hip - 2.2))],
    );
  return part(
    "top",
    rounded([
      [x - depth + 1, top, 3],
      [x + depth - 1.5, top, 3],
      [x + depth + 0.5, shoulder + 12, 4],
      [x + depth - 0.2, hip + 3, 2],
      [x - depth + 0.2, hip + 3, 2],
      [x - depth - 0.2, shoulder + 12, 4],
    ]),
    [part("top.dark", rectangle(x - 12, hip + 0.5, x + 12, hip + 4))],
  );
}

/** Nose, eyes and ears, of which the far ones are behind the head. */
function faceJoints({ headRadius: r }: Build, x: number): FigureJoint[] {
  const y = r * 1.1;
  return [
    figureJoint("nose", x + r * 1.05, y + r * 0.24),
    ...(["right", "left"] as const).flatMap((side) =>
      jointsOfSide(side, ["eye", x + r * 0.7, y + r * 0.02, side === "left"], ["ear", x - r * 0.16, y + r * 0.18, side === "left"]),
    ),
  ];
}

function headFromSide(build: Build, x: number): FigurePart[] {
  const { headRadius: r } = build;
  const y = r * 1.1;
  const long = build.clothes === "skirt";
  const ponytail = long
    ? [
        part(
          "hair",
          rounded([
            [x - r * 1.0, y - r * 0.3, 3],
            [x + r * 0.1, y - r * 0.3, 2],
            [x - r * 0.25, y + r * 2, 2],
            [x - r * 1.15, y + r * 1.9, 2],
          ]),
        ),
      ]
    : [];
  const cap =
    build.headwear === "cap" ? [part("cap", [x - r * 1.3, 0, x + r * 1.3, 0, x + r * 1.3, y - r * 0.36, x - r * 1.3, y + r * 0.02])] : [];
  const visor =
    build.headwear === "cap" ? [part("cap.dark", limb(x + r * 0.5, y - r * 0.36, r * 0.13, x + r * 1.36, y - r * 0.26, r * 0.09))] : [];
  return [
    part("skin.dark", rectangle(x - 2.4, y, x + 2.2, build.shoulder - 2)),
    ...ponytail,
    part("skin", ellipse(x + r * 0.1, y + r * 0.05, r * 0.92, r * 1.02)),
    part(
      "skin",
      rounded([
        [x + r * 0.85, y - r * 0.1],
        [x + r * 1.22, y + r * 0.3, r * 0.12],
        [x + r * 0.85, y + r * 0.4],
      ]),
    ),
    part("hair", ellipse(x - r * 0.12, r * 1.02, r * 1.02, r * 1.02, 32), [
      part(
        "skin",
        rounded([
          [x + r * 0.34, y - r * 0.34, r * 0.2],
          [x + r * 1.1, y - r * 0.44, r * 0.1],
          [x + r * 1.2, y + r * 1.2],
          [x - r * 0.1, y + r * 1.2],
          [x - r * 0.34, y + r * 0.5, r * 0.2],
          [x + r * 0.2, y + r * 0.2, r * 0.1],
        ]),
      ),
      part("skin.dark", ellipse(x - r * 0.16, y + r * 0.18, r * 0.17, r * 0.26, 12)),
      part("brow", rectangle(x + r * 0.5, y - r * 0.2, x + r * 0.86, y - r * 0.12)),
      part("eye", ellipse(x + r * 0.7, y + r * 0.02, r * 0.1, r * 0.15, 10)),
      part("lip", rectangle(x + r * 0.6, y + r * 0.58, x + r * 0.95, y + r * 0.66)),
      ...cap,
    ]),
    ...visor,
  ];
}

/** What is carried on the back; it reaches the left side of the box at every phase. */
function loadFromSide(build: Build): FigurePart[] {
  const { shoulder, load } = build;
  switch (load) {
    case "backpack":
      return [
        part("bag", roundedRectangle(0, shoulder - 2, 14, shoulder + 21, 4), [
          part("bag.dark", roundedRectangle(-2, shoulder + 9, 6.5, shoulder + 19, 2)),
          part("bag.light", rectangle(-2, shoulder + 4.5, 14, shoulder + 5.4)),
        ]),
      ];
    case "shoulder_bag":
      return [
        part("bag", roundedRectangle(0, shoulder + 22, 13.5, shoulder + 37, 2), [
          part("bag.dark", rectangle(0, shoulder + 22, 13.5, shoulder + 28)),
          part("bag.light", rectangle(6, shoulder + 27, 7.4, shoulder + 30)),
        ]),
      ];
    case "handbag":
      return [
        part("bag", limb(8, shoulder + 3, 0.7, 5.6, shoulder + 22, 0.7)),
        part("bag", roundedRectangle(0, shoulder + 17, 11, shoulder + 32, 2.5), [
          part("bag.dark", rectangle(0, shoulder + 17, 11, shoulder + 20)),
        ]),
      ];
  }
}

/** The arm holding a phone in front; its hand reaches the right side of the box at every phase. */
function raisedArm(build: Build, x: number): FigurePart[] {
  const thickness = 3 * build.limbs;
  const hand = { x: PEDESTRIAN_SPACE.width - 2.2, y: build.shoulder + 12 };
  const elbow = joint(x, build.shoulder, hand.x, hand.y, 15, 13.5, -1);
  const joints = jointsOfSide("left", ["shoulder", x, build.shoulder], ["elbow", elbow.x, elbow.y], ["wrist", hand.x - 1.5, hand.y + 0.4]);
  return withJoints(
    [
      part("top.dark", limb(x, build.shoulder, thickness, elbow.x, elbow.y, thickness * 0.86)),
      part("top.dark", limb(elbow.x, elbow.y, thickness * 0.86, hand.x - 1.5, hand.y + 0.4, thickness * 0.66)),
      part("skin.dark", ellipse(hand.x, hand.y, 2.2, 2.2)),
      part("phone", roundedRectangle(hand.x - 0.4, hand.y - 5, hand.x + 1.6, hand.y + 1.5, 0.5)),
    ],
    joints,
  );
}

function swingingArm(build: Build, x: number, turn: number): FigurePart[] {
  const thickness = 3 * build.limbs;
  const length = build.hip - build.shoulder + 3;
  const angle = -0.42 * Math.cos(2 * Math.PI * turn);
  const elbow = { x: x + Math.sin(angle) * length * 0.52, y: build.shoulder + 1 + Math.cos(angle) * length * 0.52 };
  const bent = angle + 0.28;
  const hand = { x: elbow.x + Math.sin(bent) * length * 0.46, y: elbow.y + Math.cos(bent) * length * 0.46 };
  const joints = jointsOfSide("right", ["shoulder", x, build.shoulder], ["elbow", elbow.x, elbow.y], ["wrist", hand.x, hand.y - 0.6]);
  return withJoints(
    [
      part("skin", ellipse(hand.x + 0.3, hand.y + 0.8, 2 * build.limbs, 2.5 * build.limbs)),
      part("top.light", limb(elbow.x, elbow.y, thickness * 0.86, hand.x, hand.y - 0.6, thickness * 0.7)),
      part("top.light", limb(x, build.shoulder, thickness, elbow.x, elbow.y, thickness * 0.86)),
    ],
    joints,
  );
}

/** Walking to the right, seen from the side; `turn` 0..1 is the stage of a double step. */
export function fromSide(build: Build, turn: number): FigurePart[] {
  const x = 17.2;
  const skirt =
    build.clothes === "skirt"
      ? [
          part(
            "trousers",
            rounded([
              [x - build.depth, build.hip - 5, 1],
              [x + build.depth, build.hip - 5, 1],
              [x + build.depth + 5, build.hip + 20, 1],
              [x - build.depth - 5, build.hip + 20, 1],
            ]),
            [part("trousers.dark", rectangle(0, build.hip + 17.6, 40, build.hip + 21))],
          ),
        ]
      : [];
  return [
    ...raisedArm(build, x + 1),
    ...legFromSide(build, x, turn + 0.5, ".dark"),
    ...legFromSide(build, x, turn, ""),
    ...skirt,
    ...loadFromSide(build),
    ...withJoints([torsoFromSide(build, x)], jointsOfSide("right", ["shoulder", x - 0.3, build.shoulder], ["hip", x, build.hip])),
    ...withJoints(headFromSide(build, x + 0.6), faceJoints(build, x + 0.6)),
    ...swingingArm(build, x - 0.3, turn),
  ];
}
