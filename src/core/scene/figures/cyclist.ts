import { ACTOR_MODELS } from "../../document/constants";
import type { FigurePart } from "./figure";
import { figureJoint, jointsOfSide, withJoints } from "./joints";
import { ellipse, limb, part, rectangle, rounded } from "./shapes";

/** The drawing's own units: rider and bicycle in a box of the specification's proportions, 40 : 60. */
export const CYCLIST_SPACE = { width: 66.7, height: 100 };

const { width: W, height: H } = CYCLIST_SPACE;
/** The box is narrow for a bicycle: it is drawn turned slightly towards the camera, with its wheels as ellipses. */
const WHEEL = { x: 15.2, y: 18.5 };
const HUB_Y = H - WHEEL.y;

type Bike = { rear: number; front: number; saddle: { x: number; y: number }; bars: { x: number; y: number }; lean: number };

const BIKES: Record<(typeof ACTOR_MODELS)["cyclist"][number], Bike> = {
  city_bike: { rear: WHEEL.x, front: W - WHEEL.x, saddle: { x: 23, y: 53 }, bars: { x: 45, y: 45 }, lean: 5 },
  racing_bike: { rear: WHEEL.x, front: W - WHEEL.x, saddle: { x: 21, y: 50 }, bars: { x: 50, y: 52 }, lean: 15 },
};

function wheel(x: number, turn: number): FigurePart {
  const spokes = Array.from({ length: 4 }, (_, index) => {
    const angle = ((index + turn) / 8) * 2 * Math.PI;
    const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
    const reach = 0.86;
    const thin = 0.35;
    return part("rim", [
      x + dx * WHEEL.x * reach - dy * thin,
      HUB_Y + dy * WHEEL.y * reach + dx * thin,
      x + dx * WHEEL.x * reach + dy * thin,
      HUB_Y + dy * WHEEL.y * reach - dx * thin,
      x - dx * WHEEL.x * reach + dy * thin,
      HUB_Y - dy * WHEEL.y * reach - dx * thin,
      x - dx * WHEEL.x * reach - dy * thin,
      HUB_Y - dy * WHEEL.y * reach + dx * thin,
    ]);
  });
  return part("tyre", ellipse(x, HUB_Y, WHEEL.x, WHEEL.y, 32), [
    part("rim", ellipse(x, HUB_Y, WHEEL.x * 0.88, WHEEL.y * 0.88, 32)),
    part("wheel", ellipse(x, HUB_Y, WHEEL.x * 0.82, WHEEL.y * 0.82, 32)),
    ...spokes,
    part("tyre", ellipse(x, HUB_Y, 1.8, 2, 12)),
  ]);
}

function leg(hip: { x: number; y: number }, crank: { x: number; y: number }, turn: number, tone: string): FigurePart[] {
  const angle = turn * 2 * Math.PI;
  const pedal = { x: crank.x + 5.6 * Math.cos(angle), y: crank.y + 6.6 * Math.sin(angle) };
  const ankle = { x: pedal.x - 1.4, y: pedal.y - 3 };
  const span = Math.hypot(ankle.x - hip.x, ankle.y - hip.y);
  const bone = 19;
  const aside = Math.sqrt(Math.max(0, bone * bone - (span / 2) ** 2));
  const [ux, uy] = [(ankle.x - hip.x) / span, (ankle.y - hip.y) / span];
  const knee = { x: (hip.x + ankle.x) / 2 + uy * aside, y: (hip.y + ankle.y) / 2 - ux * aside };
  const joints = jointsOfSide(tone === "" ? "right" : "left", ["hip", hip.x, hip.y], ["knee", knee.x, knee.y], ["ankle", ankle.x, ankle.y]);
  return withJoints(
    [
      part(`trousers${tone}`, limb(hip.x, hip.y, 4.6, knee.x, knee.y, 3.5)),
      part(`trousers${tone}`, limb(knee.x, knee.y, 3.5, ankle.x, ankle.y, 2.2)),
      part(`shoe${tone}`, limb(ankle.x - 1, ankle.y + 1.6, 1.7, pedal.x + 3.4, pedal.y - 0.6, 1.3)),
    ],
    joints,
  );
}

function rider(bike: Bike, turn: number): FigurePart[] {
  const crank = { x: W / 2 - 1, y: HUB_Y + 1 };
  const hip = { x: bike.saddle.x + 1, y: bike.saddle.y - 4 };
  const neck = { x: hip.x + 9 + bike.lean, y: 21 + bike.lean * 0.25 };
  const head = { x: neck.x + 2 + bike.lean * 0.15, y: 9.6 };
  const elbow = { x: (neck.x + bike.bars.x) / 2 - 1.5, y: (neck.y + bike.bars.y) / 2 + 5 };
  // The head hides its far eye and ear.
  const face = [
    figureJoint("nose", head.x + 5.6, head.y + 2.4),
    ...(["right", "left"] as const).flatMap((side) =>
      jointsOfSide(side, ["eye", head.x + 4, head.y + 0.5, side === "left"], ["ear", head.x - 0.6, head.y + 2.4, side === "left"]),
    ),
  ];
  const tube = (x0: number, y0: number, x1: number, y1: number, thick = 1.1) => part("frame", limb(x0, y0, thick, x1, y1, thick));
  return [
    ...leg(hip, crank, turn + 0.5, ".dark"),
    wheel(bike.rear, turn * 2),
    wheel(bike.front, turn * 2),
    tube(bike.rear, HUB_Y, crank.x, crank.y),
    tube(crank.x, crank.y, bike.saddle.x, bike.saddle.y),
    tube(bike.rear, HUB_Y, bike.saddle.x + 0.6, bike.saddle.y + 6, 0.8),
    tube(bike.saddle.x + 0.8, bike.saddle.y + 6, bike.bars.x + 1, bike.bars.y + 6),
    tube(crank.x, crank.y, bike.bars.x + 1.4, bike.bars.y + 9),
    tube(bike.bars.x, bike.bars.y, bike.front, HUB_Y),
    part("tyre", limb(bike.saddle.x - 4, bike.saddle.y - 0.6, 1.5, bike.saddle.x + 4, bike.saddle.y - 0.4, 1)),
    part("tyre", limb(bike.bars.x - 1, bike.bars.y, 1.1, bike.bars.x + 3.6, bike.bars.y + 1, 1.1)),
    part("frame", ellipse(crank.x, crank.y, 3.4, 4, 16)),
    ...withJoints(
      [
        part("top.dark", limb(neck.x, neck.y + 2, 2.6, elbow.x + 2, elbow.y - 1, 2.2)),
        part("top.dark", limb(elbow.x + 2, elbow.y - 1, 2.2, bike.bars.x + 1, bike.bars.y - 1.4, 1.7)),
      ],
      jointsOfSide(
        "left",
        ["shoulder", neck.x, neck.y + 2],
        ["elbow", elbow.x + 2, elbow.y - 1],
        ["wrist", bike.bars.x + 1, bike.bars.y - 1.4],
      ),
    ),
    ...withJoints(
      [
        part("top", limb(hip.x, hip.y - 1, 6, neck.x - 1.5, neck.y + 3, 6.2), [
          part("top.light", rectangle(0, (hip.y + neck.y) / 2 - 1, W, (hip.y + neck.y) / 2 + 2.4)),
        ]),
      ],
      jointsOfSide("right", ["shoulder", neck.x - 0.6, neck.y + 3], ["hip", hip.x, hip.y]),
    ),
    ...leg(hip, crank, turn, ""),
    part("skin.dark", limb(neck.x - 0.5, neck.y, 2.4, head.x - 0.6, head.y + 4, 2.4)),
    part("skin", ellipse(head.x + 0.8, head.y + 1, 5.6, 6.8), [part("eye", ellipse(head.x + 4, head.y + 0.5, 0.7, 0.9, 8))]),
    ...withJoints(
      [
        part(
          "helmet",
          rounded([
            [head.x - 7.4, 0, 7],
            [head.x + 7.2, 0, 6],
            [head.x + 8.4, head.y - 2, 1],
            [head.x - 7, head.y + 1.4, 2],
          ]),
          [
            part("helmet.dark", rectangle(head.x - 4, 2.6, head.x + 5, 3.8)),
            part("helmet.dark", rectangle(head.x - 6, 5.4, head.x + 6, 6.4)),
          ],
        ),
      ],
      face,
    ),
    ...withJoints(
      [
        part("top.light", limb(neck.x - 0.6, neck.y + 3, 2.8, elbow.x, elbow.y, 2.4)),
        part("top.light", limb(elbow.x, elbow.y, 2.4, bike.bars.x + 0.4, bike.bars.y - 1, 1.8)),
        part("skin", ellipse(bike.bars.x + 1.2, bike.bars.y - 0.6, 2, 1.9, 12)),
      ],
      jointsOfSide(
        "right",
        ["shoulder", neck.x - 0.6, neck.y + 3],
        ["elbow", elbow.x, elbow.y],
        ["wrist", bike.bars.x + 0.4, bike.bars.y - 1],
      ),
    ),
    part("headlamp", ellipse(bike.bars.x + 4, bike.bars.y + 4, 1.5, 1.8, 12)),
    part("tail_lamp", ellipse(bike.saddle.x - 4, bike.saddle.y + 3.4, 1.2, 1.5, 12)),
  ];
}

/** A rider moving to the right, in `CYCLIST_SPACE`; `turn` 0..1 is one turn of the pedals and two of the wheels. */
export function cyclistParts(model: string, turn: number): FigurePart[] {
  const known = ACTOR_MODELS.cyclist.find((name) => name === model);
  return rider(BIKES[known ?? "city_bike"], turn);
}
