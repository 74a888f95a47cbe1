import { ACTOR_MODELS } from "../../document/constants";
import type { Facing } from "../frameStateTypes";
import type { FigurePart } from "./figure";
import { ellipse, limb, part, rectangle, rounded, roundedRectangle } from "./shapes";

/** The drawing's own units: a body 100 high in a box of the specification's proportions, 30 : 80. */
export const PEDESTRIAN_SPACE = { width: 37.5, height: 100 };

/** Half a step: how far a foot swings to either side of the hip. */
const STRIDE = 10;
const GROUND = 100;

type Build = {
  headRadius: number;
  shoulder: number;
  hip: number;
  /** Half the shoulders' breadth seen from the front, and half the chest's depth seen from the side. */
  breadth: number;
  depth: number;
  /** Thickness of arms and legs, 1 for a grown man's. */
  limbs: number;
  clothes: "jacket" | "coat" | "skirt";
  load: "backpack" | "shoulder_bag" | "handbag";
};

const BUILDS: Record<(typeof ACTOR_MODELS)["pedestrian"][number], Build> = {
  adult: {
    headRadius: 6.6,
    shoulder: 23,
    hip: 53,
    breadth: 10,
    depth: 6,
    limbs: 1,
    clothes: "jacket",
    load: "backpack",
  },
  adult_coat: {
    headRadius: 6.5,
    shoulder: 23,
    hip: 54,
    breadth: 11,
    depth: 6.8,
    limbs: 1.06,
    clothes: "coat",
    load: "shoulder_bag",
  },
  adult_skirt: {
    headRadius: 6.4,
    shoulder: 23,
    hip: 51,
    breadth: 9,
    depth: 5.4,
    limbs: 0.86,
    clothes: "skirt",
    load: "handbag",
  },
  child: {
    headRadius: 9.2,
    shoulder: 28,
    hip: 58,
    breadth: 9.6,
    depth: 6.4,
    limbs: 1.08,
    clothes: "jacket",
    load: "backpack",
  },
};

function buildOf(model: string): Build {
  const known = ACTOR_MODELS.pedestrian.find((name) => name === model);
  return BUILDS[known ?? "adult"];
}

/** Where an ankle is, `turn` (0..1) of the way through its leg's cycle: half on the ground, half swinging forward. */
function ankleAt(turn: number): { x: number; lift: number } {
  const at = turn - Math.floor(turn);
  if (at < 0.5) return { x: STRIDE * (1 - 4 * at), lift: 0 };
  const swing = (at - 0.5) * 2;
  const eased = swing * swing * (3 - 2 * swing);
  return { x: STRIDE * (2 * eased - 1), lift: 7 * Math.sin(Math.PI * swing) };
}

/** The middle joint of two bones from (x0, y0) to (x1, y1), bent towards positive x (`bend` 1) or negative (-1). */
function joint(x0: number, y0: number, x1: number, y1: number, upper: number, lower: number, bend: number) {
  const reach = Math.min(Math.hypot(x1 - x0, y1 - y0), upper + lower);
  const along = (upper * upper - lower * lower + reach * reach) / (2 * reach);
  const aside = Math.sqrt(Math.max(0, upper * upper - along * along));
  const [ux, uy] = [(x1 - x0) / reach, (y1 - y0) / reach];
  return { x: x0 + ux * along + uy * aside * bend, y: y0 + uy * along - ux * aside * bend };
}

function legFromSide(build: Build, hipX: number, turn: number, tone: "" | ".dark"): FigurePart[] {
  const { x, lift } = ankleAt(turn);
  const ankle = { x: hipX + x, y: GROUND - 4 - lift };
  const bone = (GROUND - 4 - build.hip) * 0.508;
  const knee = joint(hipX, build.hip, ankle.x, ankle.y, bone, bone, 1);
  const bare = build.clothes === "skirt";
  const toeDrop = lift * 0.25;
  return [
    part(`shoe${tone}`, limb(ankle.x - 2, ankle.y + 2, 2, ankle.x + 5.2, ankle.y + 2.4 + toeDrop, 1.6)),
    part(
      `${bare ? "skin" : "trousers"}${tone}`,
      limb(hipX, build.hip, 5 * build.limbs, knee.x, knee.y, 3.7 * build.limbs),
    ),
    part(
      `${bare ? "skin" : "trousers"}${tone}`,
      limb(knee.x, knee.y, 3.7 * build.limbs, ankle.x, ankle.y, (bare ? 1.9 : 2.6) * build.limbs),
    ),
  ];
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

function headFromSide(build: Build, x: number): FigurePart[] {
  const { headRadius: r } = build;
  const y = r * 1.1;
  const long = build.clothes === "skirt";
  const ponytail = long
    ? [part("hair", rounded([[x - r * 1.0, y - r * 0.3, 3], [x + r * 0.1, y - r * 0.3, 2], [x - r * 0.25, y + r * 2, 2], [x - r * 1.15, y + r * 1.9, 2]]))]
    : [];
  return [
    part("skin.dark", rectangle(x - 2.4, y, x + 2.2, build.shoulder - 2)),
    ...ponytail,
    part("skin", ellipse(x + r * 0.1, y + r * 0.05, r * 0.92, r * 1.02)),
    part("skin", rounded([[x + r * 0.85, y - r * 0.1], [x + r * 1.22, y + r * 0.3, r * 0.12], [x + r * 0.85, y + r * 0.4]])),
    part("hair", ellipse(x - r * 0.12, r * 1.02, r * 1.02, r * 1.02, 32), [
      part("skin", rounded([
        [x + r * 0.34, y - r * 0.34, r * 0.2],
        [x + r * 1.1, y - r * 0.44, r * 0.1],
        [x + r * 1.2, y + r * 1.2],
        [x - r * 0.1, y + r * 1.2],
        [x - r * 0.34, y + r * 0.5, r * 0.2],
        [x + r * 0.2, y + r * 0.2, r * 0.1],
      ])),
      part("skin.dark", ellipse(x - r * 0.16, y + r * 0.18, r * 0.17, r * 0.26, 12)),
      part("brow", rectangle(x + r * 0.5, y - r * 0.2, x + r * 0.86, y - r * 0.12)),
      part("eye", ellipse(x + r * 0.7, y + r * 0.02, r * 0.1, r * 0.15, 10)),
      part("lip", rectangle(x + r * 0.6, y + r * 0.58, x + r * 0.95, y + r * 0.66)),
    ]),
  ];
}

/** What hangs on the back; it reaches the left side of the box at every phase. */
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

/** The arm that carries a telephone in front; its hand reaches the right side of the box at every phase. */
function raisedArm(build: Build, x: number): FigurePart[] {
  const thickness = 3 * build.limbs;
  const hand = { x: PEDESTRIAN_SPACE.width - 2.2, y: build.shoulder + 12 };
  const elbow = joint(x, build.shoulder, hand.x, hand.y, 15, 13.5, -1);
  return [
    part("top.dark", limb(x, build.shoulder, thickness, elbow.x, elbow.y, thickness * 0.86)),
    part("top.dark", limb(elbow.x, elbow.y, thickness * 0.86, hand.x - 1.5, hand.y + 0.4, thickness * 0.66)),
    part("skin.dark", ellipse(hand.x, hand.y, 2.2, 2.2)),
    part("phone", roundedRectangle(hand.x - 0.4, hand.y - 5, hand.x + 1.6, hand.y + 1.5, 0.5)),
  ];
}

function swingingArm(build: Build, x: number, turn: number): FigurePart[] {
  const thickness = 3 * build.limbs;
  const length = build.hip - build.shoulder + 3;
  const angle = -0.42 * Math.cos(2 * Math.PI * turn);
  const elbow = { x: x + Math.sin(angle) * length * 0.52, y: build.shoulder + 1 + Math.cos(angle) * length * 0.52 };
  const bent = angle + 0.28;
  const hand = { x: elbow.x + Math.sin(bent) * length * 0.46, y: elbow.y + Math.cos(bent) * length * 0.46 };
  return [
    part("skin", ellipse(hand.x + 0.3, hand.y + 0.8, 2 * build.limbs, 2.5 * build.limbs)),
    part("top.light", limb(elbow.x, elbow.y, thickness * 0.86, hand.x, hand.y - 0.6, thickness * 0.7)),
    part("top.light", limb(x, build.shoulder, thickness, elbow.x, elbow.y, thickness * 0.86)),
  ];
}

/** Walking to the right, seen from the side; `turn` 0..1 is the stage of a double step. */
function fromSide(build: Build, turn: number): FigurePart[] {
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
    torsoFromSide(build, x),
    ...headFromSide(build, x + 0.6),
    ...swingingArm(build, x - 0.3, turn),
  ];
}

function headFromFront(build: Build, x: number, facing: "front" | "back"): FigurePart[] {
  const { headRadius: r } = build;
  const y = r * 1.1;
  const long = build.clothes === "skirt";
  const crown = ellipse(x, r * 1.04, r * 1.02, r * 1.04, 32);
  const falling = long
    ? [part("hair", rounded([[x - r, y - r * 0.4, 3], [x + r, y - r * 0.4, 3], [x + r * 1.08, y + r * 1.8, 2], [x - r * 1.08, y + r * 1.8, 2]]))]
    : [];
  const neck = part("skin.dark", rectangle(x - 2.5, y, x + 2.5, build.shoulder - 1));
  if (facing === "back") return [neck, part("skin", ellipse(x, y + r * 0.1, r * 0.86, r)), ...falling, part("hair", crown)];
  const eyes = [-1, 1].flatMap((side) => [
    part("eye", ellipse(x + side * r * 0.38, y + r * 0.04, r * 0.1, r * 0.14, 10)),
    part("brow", rectangle(x + side * r * 0.38 - r * 0.18, y - r * 0.22, x + side * r * 0.38 + r * 0.18, y - r * 0.14)),
  ]);
  return [
    ...falling,
    neck,
    part("hair", crown),
    part("skin", rounded([
      [x - r * 0.66, y - r * 0.5, r * 0.5],
      [x + r * 0.66, y - r * 0.5, r * 0.5],
      [x + r * 0.9, y + r * 0.2, r * 0.5],
      [x + r * 0.6, y + r * 1.05, r * 0.6],
      [x - r * 0.6, y + r * 1.05, r * 0.6],
      [x - r * 0.9, y + r * 0.2, r * 0.5],
    ]), [
      ...eyes,
      part("skin.dark", rectangle(x - r * 0.1, y + r * 0.34, x + r * 0.12, y + r * 0.4)),
      part("lip", rectangle(x - r * 0.26, y + r * 0.62, x + r * 0.26, y + r * 0.71)),
    ]),
  ];
}

/** Walking towards the camera or away from it: a foot rises in turn, the hands swing at the box's sides. */
function fromFront(build: Build, turn: number, facing: "front" | "back"): FigurePart[] {
  const x = PEDESTRIAN_SPACE.width / 2;
  const { shoulder, hip, breadth, limbs, clothes } = build;
  const bare = clothes === "skirt";
  const legs = [-1, 1].flatMap((side) => {
    const { lift } = ankleAt(turn + (side < 0 ? 0 : 0.5));
    const rise = lift * 0.8;
    const ankleX = x + side * 4.4;
    const tone = rise > 0 === (facing === "front") ? "" : ".dark";
    return [
      part(`shoe${tone}`, ellipse(ankleX + side * 0.5, GROUND - 2.6 - rise, 3.4, 2.6)),
      part(
        `${bare ? "skin" : "trousers"}${tone}`,
        limb(x + side * 4, hip, 4.9 * limbs, ankleX, GROUND - 5 - rise, (bare ? 2.1 : 3) * limbs),
      ),
    ];
  });
  const arms = [-1, 1].flatMap((side) => {
    const swing = side * 3 * Math.cos(2 * Math.PI * turn);
    const handX = side < 0 ? 2.3 : PEDESTRIAN_SPACE.width - 2.3;
    const handY = hip + 1 + swing;
    const elbow = { x: x + side * (breadth + 3.4), y: (shoulder + handY) / 2 + 1 };
    return [
      part("skin", ellipse(handX, handY + 1, 2.3, 2.8)),
      part("top.light", limb(elbow.x, elbow.y, 2.8 * limbs, handX - side * 0.5, handY - 1, 2.2 * limbs)),
      part("top.light", limb(x + side * (breadth - 1.5), shoulder, 3.2 * limbs, elbow.x, elbow.y, 2.8 * limbs)),
    ];
  });
  const hem = clothes === "coat" ? hip + 19 : clothes === "skirt" ? hip + 20 : hip + 4;
  const flare = clothes === "jacket" ? -1.2 : 1.6;
  const straps =
    build.load === "backpack" && facing === "front"
      ? [-1, 1].map((side) =>
          part("bag", rectangle(x + side * 5.6 - 1.1, shoulder - 6, x + side * 5.6 + 1.1, shoulder + 15)),
        )
      : [];
  const opening = facing === "front" ? [part("top.dark", rectangle(x - 0.4, shoulder - 2, x + 0.4, hem))] : [];
  const lower = clothes === "skirt" ? [part("trousers", rectangle(0, hip - 5, 40, hem + 2))] : [];
  const torso = part(
    "top",
    rounded([
      [x - breadth, shoulder - 4, 5],
      [x + breadth, shoulder - 4, 5],
      [x + breadth - 1, hip - 8, 4],
      [x + breadth + flare, hem, 1.5],
      [x - breadth - flare, hem, 1.5],
      [x - breadth + 1, hip - 8, 4],
    ]),
    [...opening, ...lower, ...straps],
  );
  const pack =
    build.load === "backpack" && facing === "back"
      ? [
          part("bag", roundedRectangle(x - 8, shoulder - 3, x + 8, shoulder + 21, 4), [
            part("bag.dark", roundedRectangle(x - 6, shoulder + 9, x + 6, shoulder + 19, 2)),
          ]),
        ]
      : [];
  return [...arms, ...legs, torso, ...pack, ...headFromFront(build, x, facing)];
}

/** A walking figure in `PEDESTRIAN_SPACE`; for `left`, draw it for `right` and mirror. `turn` 0..1 is a double step. */
export function pedestrianParts(model: string, facing: Facing, turn: number): FigurePart[] {
  const build = buildOf(model);
  return facing === "front" || facing === "back" ? fromFront(build, turn, facing) : fromSide(build, turn);
}
