import type { FigurePart } from "./figure";
import { figureJoint, jointsOfSide, sideSeen, withJoints } from "./joints";
import { ellipse, limb, part, rectangle, rounded } from "./shapes";

/** The drawing's own units: a rider coming or going, elbows out. */
export const CYCLIST_END_SPACE = { width: 50, height: 100 };

const { width: W, height: H } = CYCLIST_END_SPACE;
const X = W / 2;
/** How far a pedal rises and falls, as seen from the end. */
const PEDAL = 6;

function leg(side: -1 | 1, turn: number, facing: "front" | "back"): FigurePart[] {
  const rise = PEDAL * Math.sin(2 * Math.PI * (turn + (side < 0 ? 0 : 0.5)));
  const knee = { x: X + side * 8.4, y: 63 + rise };
  const ankle = { x: X + side * 6.4, y: 84 + rise };
  const tone = rise > 0 === (facing === "front") ? "" : ".dark";
  const joints = jointsOfSide(sideSeen(side, facing), ["hip", X + side * 5, 53], ["knee", knee.x, knee.y], ["ankle", ankle.x, ankle.y]);
  return withJoints(
    [
      part(`shoe${tone}`, ellipse(ankle.x + side * 0.6, ankle.y + 2.4, 3.2, 2.6)),
      part(`trousers${tone}`, limb(knee.x, knee.y, 4.2, ankle.x, ankle.y, 2.6)),
      part(`trousers${tone}`, limb(X + side * 5, 53, 5.4, knee.x, knee.y, 4.4)),
    ],
    joints,
  );
}

/** An arm whose elbow reaches the side of the box at every phase. */
function arm(side: -1 | 1, facing: "front" | "back"): FigurePart[] {
  const elbow = { x: X + side * (X - 3.2), y: 39 };
  const hand = { x: X + side * 17, y: 49.5 };
  const joints = jointsOfSide(
    sideSeen(side, facing),
    ["shoulder", X + side * 9.5, 26],
    ["elbow", elbow.x, elbow.y],
    ["wrist", hand.x, hand.y],
  );
  return withJoints(
    [
      part("top.light", limb(X + side * 9.5, 26, 3.8, elbow.x, elbow.y, 3.2)),
      part("top.light", limb(elbow.x, elbow.y, 3.2, hand.x, hand.y, 2.4)),
      part("skin", ellipse(hand.x, hand.y, 2.5, 2.6, 16)),
    ],
    joints,
  );
}

function wheel(): FigurePart[] {
  return [part("tyre", ellipse(X, H - 19, 2.5, 19, 32), [part("wheel", ellipse(X, H - 19, 0.9, 16, 24))])];
}

function head(facing: "front" | "back"): FigurePart[] {
  const face =
    facing === "back"
      ? []
      : [
          ...[-1, 1].map((side) => part("eye", ellipse(X + side * 2.4, 11.4, 0.7, 0.9, 8))),
          part("lip", rectangle(X - 1.6, 15, X + 1.6, 15.6)),
        ];
  const away = facing === "back";
  const joints = [
    figureJoint("nose", X, 13.4, away),
    ...([-1, 1] as const).flatMap((side) =>
      jointsOfSide(sideSeen(side, facing), ["eye", X + side * 2.4, 11.4, away], ["ear", X + side * 5.2, 12.4]),
    ),
  ];
  return withJoints(
    [
      part("skin.dark", limb(X, 16, 2.6, X, 23, 3)),
      part(facing === "back" ? "hair" : "skin", ellipse(X, 11, 5.8, 7), face),
      part(
        "helmet",
        rounded([
          [X - 7.6, 9.4, 2],
          [X - 6.6, 0, 6],
          [X + 6.6, 0, 6],
          [X + 7.6, 9.4, 2],
          [X, facing === "back" ? 12 : 7.4, 6],
        ]),
        [-3, 0, 3].map((x) => part("helmet.dark", rectangle(X + x - 0.6, 2, X + x + 0.6, 6))),
      ),
    ],
    joints,
  );
}

/** A rider coming towards the camera (`front`) or going away from it; `turn` 0..1 is one turn of the pedals. */
export function cyclistFromEnd(facing: "front" | "back", turn: number): FigurePart[] {
  const torso = part(
    "top",
    rounded([
      [X - 11, 22, 5],
      [X + 11, 22, 5],
      [X + 8.6, 55, 4],
      [X - 8.6, 55, 4],
    ]),
    [part("top.light", rectangle(0, 36, W, 39.4))],
  );
  const trunk = withJoints(
    [torso],
    ([-1, 1] as const).flatMap((side) => jointsOfSide(sideSeen(side, facing), ["shoulder", X + side * 9.5, 26], ["hip", X + side * 5, 53])),
  );
  const bars = part("frame", limb(X - 18, 51, 1.1, X + 18, 51, 1.1));
  const fork = [-1, 1].map((side) => part("frame", limb(X + side * 1.4, 54, 1, X + side * 3.2, H - 19, 0.9)));
  const saddle = part("tyre", ellipse(X, 57, 5.4, 2.4, 16));
  const tube = part("frame", limb(X, 57, 1.2, X, 66, 1.2));
  const lamp = part(facing === "front" ? "headlamp" : "tail_lamp", ellipse(X, facing === "front" ? 55 : 62, 2, 2, 14));
  const legs = [...leg(-1, turn, facing), ...leg(1, turn, facing)];
  const arms = [...arm(-1, facing), ...arm(1, facing)];
  return facing === "front"
    ? [...trunk, ...legs, ...wheel(), ...fork, bars, lamp, ...arms, ...head(facing)]
    : [bars, ...arms, ...wheel(), ...fork, tube, ...legs, saddle, ...trunk, lamp, ...head(facing)];
}
