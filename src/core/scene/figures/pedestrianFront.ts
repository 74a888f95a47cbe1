import type { FigureJoint, FigurePart } from "./figure";
import { figureJoint, jointsOfSide, sideSeen, withJoints } from "./joints";
import { PEDESTRIAN_SPACE, type Build } from "./pedestrianBuilds";
import { ellipse, limb, part, rectangle, rounded, roundedRectangle } from "./shapes";
import { GROUND, ankleAt } from "./walk";

const { width: W } = PEDESTRIAN_SPACE;
const X = W / 2;

/** Nose, eyes and ears; those that hair covers, or that are on the other side of the head, are hidden. */
function faceJoints({ headRadius: r, clothes }: Build, facing: "front" | "back"): FigureJoint[] {
  const y = r * 1.1;
  const away = facing === "back";
  return [
    figureJoint("nose", X, y + r * 0.4, away),
    ...([-1, 1] as const).flatMap((side) =>
      jointsOfSide(
        sideSeen(side, facing),
        ["eye", X + side * r * 0.38, y + r * 0.1, away],
        ["ear", X + side * r * 0.92, y + r * 0.22, clothes === "skirt"],
      ),
    ),
  ];
}

function headFromFront(build: Build, facing: "front" | "back"): FigurePart[] {
  const { headRadius: r, headwear } = build;
  const y = r * 1.1;
  const long = build.clothes === "skirt";
  const falling = long
    ? [
        part(
          "hair",
          rounded([
            [X - r, y - r * 0.4, 3],
            [X + r, y - r * 0.4, 3],
            [X + r * 1.08, y + r * 1.8, 2],
            [X - r * 1.08, y + r * 1.8, 2],
          ]),
        ),
      ]
    : [];
  const capDetails = headwear === "cap" ? [part("cap", rectangle(0, 0, W, y - r * (facing === "front" ? 0.28 : 0.02)))] : [];
  const crown = part("hair", ellipse(X, r * 1.04, r * 1.02, r * 1.04, 32), capDetails);
  const neck = part("skin.dark", rectangle(X - 2.5, y, X + 2.5, build.shoulder - 1));
  const ears = long ? [] : [-1, 1].map((side) => part("skin.dark", ellipse(X + side * r * 0.92, y + r * 0.22, r * 0.17, r * 0.27, 12)));
  if (facing === "back") return [neck, ...ears, part("skin", ellipse(X, y + r * 0.1, r * 0.86, r)), ...falling, crown];
  const eyes = [-1, 1].flatMap((side) => [
    part("eye", ellipse(X + side * r * 0.38, y + r * 0.1, r * 0.1, r * 0.14, 10)),
    part("brow", rectangle(X + side * r * 0.38 - r * 0.18, y - r * 0.16, X + side * r * 0.38 + r * 0.18, y - r * 0.08)),
  ]);
  const visor =
    headwear === "cap"
      ? [
          part(
            "cap.dark",
            rounded([
              [X - r * 0.98, y - r * 0.42, r * 0.2],
              [X + r * 0.98, y - r * 0.42, r * 0.2],
              [X + r * 0.74, y - r * 0.1, r * 0.2],
              [X - r * 0.74, y - r * 0.1, r * 0.2],
            ]),
          ),
        ]
      : [];
  return [
    ...falling,
    neck,
    ...ears,
    crown,
    part(
      "skin",
      rounded([
        [X - r * 0.66, y - r * 0.42, r * 0.5],
        [X + r * 0.66, y - r * 0.42, r * 0.5],
        [X + r * 0.9, y + r * 0.2, r * 0.5],
        [X + r * 0.6, y + r * 1.05, r * 0.6],
        [X - r * 0.6, y + r * 1.05, r * 0.6],
        [X - r * 0.9, y + r * 0.2, r * 0.5],
      ]),
      [
        ...eyes,
        part("skin.dark", rectangle(X - r * 0.1, y + r * 0.38, X + r * 0.12, y + r * 0.45)),
        part("lip", rectangle(X - r * 0.26, y + r * 0.64, X + r * 0.26, y + r * 0.73)),
      ],
    ),
    ...visor,
  ];
}

/** One leg: `side` -1 is the left of the picture. The feet rise alternately; the rear leg is in shade. */
function leg({ hip, limbs, clothes, shorts }: Build, side: -1 | 1, turn: number, facing: "front" | "back"): FigurePart[] {
  const { lift } = ankleAt(turn + (side < 0 ? 0 : 0.5));
  const rise = lift * 0.8;
  const ankle = { x: X + side * 4.4, y: GROUND - 5 - rise };
  const tone = rise > 0 === (facing === "front") ? "" : ".dark";
  const shoe = part(`shoe${tone}`, ellipse(ankle.x + side * 0.5, GROUND - 2.6 - rise, 3.4, 2.6));
  const top = { x: X + side * 4, y: hip };
  const knee = { x: (top.x + ankle.x) / 2 + side * 0.4, y: hip + (ankle.y - hip) * 0.5 };
  const calf = limb(knee.x, knee.y, 3.2 * limbs, ankle.x, ankle.y, 2 * limbs);
  const joints = jointsOfSide(sideSeen(side, facing), ["hip", top.x, top.y], ["knee", knee.x, knee.y], ["ankle", ankle.x, ankle.y]);
  if (clothes === "skirt")
    return withJoints(
      [shoe, part(`skin${tone}`, limb(top.x, top.y, 4.6 * limbs, knee.x, knee.y, 3.1 * limbs)), part(`skin${tone}`, calf)],
      joints,
    );
  if (shorts)
    return withJoints(
      [
        shoe,
        part(`skin${tone}`, calf),
        part("trim", limb(ankle.x, ankle.y - 2.6, 2.3 * limbs, ankle.x, ankle.y, 2.2 * limbs)),
        part(`trousers${tone}`, limb(top.x, top.y, 4.9 * limbs, knee.x, knee.y + 0.5, 4.3 * limbs)),
      ],
      joints,
    );
  return withJoints(
    [
      shoe,
      part(`trousers${tone}`, limb(top.x, top.y, 4.9 * limbs, knee.x, knee.y, 3.9 * limbs)),
      part(`trousers${tone}`, limb(knee.x, knee.y, 3.9 * limbs, ankle.x, ankle.y, 2.9 * limbs), [
        part("trousers.dark", rectangle(knee.x - 6, knee.y - 0.4, knee.x + 6, knee.y + 0.3)),
      ]),
    ],
    joints,
  );
}

/** An arm whose hand swings at the side of the box. */
function arm(build: Build, side: -1 | 1, turn: number, facing: "front" | "back"): FigurePart[] {
  const { shoulder, hip, limbs, breadth } = build;
  const hand = { x: side < 0 ? 2.3 : W - 2.3, y: hip + 1 + side * 3 * Math.cos(2 * Math.PI * turn) };
  const elbow = { x: X + side * (breadth + 1.7), y: (shoulder + hand.y) / 2 };
  const joints = [
    ...shoulderOf(build, side, facing),
    ...jointsOfSide(sideSeen(side, facing), ["elbow", elbow.x, elbow.y], ["wrist", hand.x - side * 0.4, hand.y - 1]),
  ];
  return withJoints(
    [
      part("skin", ellipse(hand.x, hand.y + 1, 2.3, 2.8)),
      part("top.dark", limb(elbow.x, elbow.y, 2.7 * limbs, hand.x - side * 0.4, hand.y - 1, 2.2 * limbs)),
      part("top.dark", limb(X + side * (breadth - 1.9), shoulder + 0.4, 3.3 * limbs, elbow.x, elbow.y, 2.8 * limbs)),
    ],
    joints,
  );
}

const shoulderOf = ({ shoulder, breadth }: Build, side: -1 | 1, facing: "front" | "back") =>
  jointsOfSide(sideSeen(side, facing), ["shoulder", X + side * (breadth - 1.9), shoulder + 0.4]);

/** Seams, collar, belt and other details of the clothes. */
function clothing({ shoulder, hip, breadth, clothes, load }: Build, hem: number, facing: "front" | "back"): FigurePart[] {
  const front = facing === "front";
  const shade = part("top.shade", rectangle(X + breadth * 0.45, shoulder - 6, W, hem + 1));
  const neckline = front
    ? part("skin.dark", [X - 2.6, shoulder - 6, X + 2.6, shoulder - 6, X, shoulder - 0.6])
    : part("top.dark", rectangle(X - 4.4, shoulder - 6, X + 4.4, shoulder - 4.2));
  const straps =
    load === "backpack" && front
      ? [-1, 1].map((side) => part("bag", rectangle(X + side * 6.4 - 1.2, shoulder - 6, X + side * 6.4 + 1.2, shoulder + 16)))
      : [];
  switch (clothes) {
    case "jacket":
      return [
        shade,
        ...(front
          ? [
              part("top.dark", rectangle(X - 0.4, shoulder - 2, X + 0.4, hem)),
              ...[-1, 1].map((side) => part("top.dark", rectangle(X + side * 6 - 2.2, hip - 6, X + side * 6 + 2.2, hip - 5.3))),
            ]
          : []),
        neckline,
        part("top.dark", rectangle(0, hem - 2.4, W, hem + 1)),
        ...straps,
      ];
    case "coat":
      return [
        shade,
        part("top.dark", rectangle(X - 0.4, front ? shoulder - 2 : hip, X + 0.4, hem + 1)),
        neckline,
        ...(front
          ? [
              ...[-1, 1].map((side) =>
                part("top.light", [X + side * 0.6, shoulder + 6, X + side * 4.4, shoulder - 5, X + side * 2.2, shoulder - 6]),
              ),
              ...[8, 14, 20].map((down) => part("top.light", ellipse(X + 1.8, shoulder + down, 0.6, 0.6, 8))),
            ]
          : []),
        part("top.dark", rectangle(0, hip - 9.4, W, hip - 7.2)),
        ...(front ? [part("belt", rectangle(X - 1.6, hip - 9.6, X + 1.6, hip - 7))] : []),
      ];
    case "skirt":
      return [
        shade,
        neckline,
        part("trousers", rectangle(0, hip - 5, W, hem + 2)),
        part("trousers.dark", rectangle(0, hem - 1.6, W, hem + 2)),
        ...[-4.4, 0, 4.4].map((pleat) => part("trousers.dark", rectangle(X + pleat - 0.25, hip + 2, X + pleat + 0.25, hem))),
      ];
  }
}

/** Walking towards the camera or away from it: the feet rise alternately, the hands swing at the box's sides. */
export function fromFront(build: Build, turn: number, facing: "front" | "back"): FigurePart[] {
  const { shoulder, hip, breadth, clothes, load } = build;
  const hem = clothes === "coat" ? hip + 19 : clothes === "skirt" ? hip + 18 : hip + 4;
  const waist = clothes === "skirt" ? breadth - 2.4 : breadth - 1.6;
  const seat = clothes === "jacket" ? breadth - 2.4 : breadth - 0.4;
  const torso = part(
    "top",
    rounded([
      [X - 3.4, shoulder - 5.6, 1.4],
      [X + 3.4, shoulder - 5.6, 1.4],
      [X + breadth, shoulder - 2.6, 5],
      [X + waist, hip - 8, 5],
      [X + seat, hem, 1.5],
      [X - seat, hem, 1.5],
      [X - waist, hip - 8, 5],
      [X - breadth, shoulder - 2.6, 5],
    ]),
    clothing(build, hem, facing),
  );
  const trunk = ([-1, 1] as const).flatMap((side) => [
    ...shoulderOf(build, side, facing),
    ...jointsOfSide(sideSeen(side, facing), ["hip", X + side * 4, hip]),
  ]);
  const pack =
    load === "backpack" && facing === "back"
      ? [
          part("bag", roundedRectangle(X - 8.4, shoulder - 4, X + 8.4, shoulder + 21, 4), [
            part("bag.light", rectangle(0, shoulder + 4, W, shoulder + 4.8)),
            part("bag.dark", roundedRectangle(X - 6, shoulder + 9, X + 6, shoulder + 19, 2)),
          ]),
        ]
      : [];
  return [
    ...leg(build, -1, turn, facing),
    ...leg(build, 1, turn, facing),
    ...arm(build, -1, turn, facing),
    ...arm(build, 1, turn, facing),
    ...withJoints([torso], trunk),
    ...pack,
    ...withJoints(headFromFront(build, facing), faceJoints(build, facing)),
  ];
}
