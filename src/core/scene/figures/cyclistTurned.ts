import { dimensionsOf } from "../../document/dimensions";
import { ACTOR_MODELS } from "../../document/constants";
import type { FigurePart } from "./figure";
import { figureJoint, jointsOfSide, sideOf, withJoints } from "./joints";
import { ellipse, limb, part, rectangle, rounded } from "./shapes";
import { faceOn, sidesOfTrunk, viewFrom, type View } from "./view";

const H = 100;
type Place = { forward: number; row: number };
type Bike = { wheel: number; hub: number; crank: Place; saddle: Place; bars: Place; neck: Place; elbow: number };

const cyclistModel = (model: string) => ACTOR_MODELS.cyclist.find((name) => name === model) ?? "city_bike";

/** Bicycle and rider in hundredths of their height, with the model's length and width. */
function bikeOf(model: (typeof ACTOR_MODELS)["cyclist"][number]): Bike {
  const { length, width, height } = dimensionsOf("cyclist", model);
  const wheel = (0.345 / height) * H;
  const shared = { wheel, hub: ((length / height) * H) / 2 - wheel, elbow: ((width / height) * H) / 2 - 2.6 };
  return model === "city_bike"
    ? {
        ...shared,
        crank: { forward: -5, row: H - wheel + 2 },
        saddle: { forward: -19, row: 47 },
        bars: { forward: 20, row: 43 },
        neck: { forward: -5, row: 17.5 },
      }
    : {
        ...shared,
        crank: { forward: -5, row: H - wheel + 2 },
        saddle: { forward: -20, row: 45 },
        bars: { forward: 25, row: 47 },
        neck: { forward: 7, row: 18.5 },
      };
}

function wheel({ across, half, cos }: View, forward: number, radius: number, turn: number): FigurePart {
  const [x, y] = [across(forward, 0), H - radius];
  const wide = (share: number) => half(radius * share, 1.5);
  const spokes = Array.from({ length: 4 }, (_, index) => {
    const angle = ((index + turn) / 8) * 2 * Math.PI;
    const [dx, dy] = [Math.cos(angle) * cos * radius * 0.84, Math.sin(angle) * radius * 0.84];
    return part("rim", limb(x - dx, y - dy, 0.3, x + dx, y + dy, 0.3));
  });
  return part("tyre", ellipse(x, y, wide(1), radius, 32), [
    part("rim", ellipse(x, y, wide(0.9) * 0.94, radius * 0.9, 32)),
    part("wheel", ellipse(x, y, wide(0.86) * 0.9, radius * 0.86, 32)),
    ...spokes,
    part("tyre", ellipse(x, y, 1.6, 1.8, 12)),
  ]);
}

function leg({ across, cos }: View, hip: Place, crank: Place, near: -1 | 1, turn: number): FigurePart[] {
  const tone = near < 0 ? ".dark" : "";
  const angle = turn * 2 * Math.PI;
  const pedal = { forward: crank.forward + 8.4 * Math.cos(angle), row: crank.row + 8.4 * Math.sin(angle) };
  const ankle = { forward: pedal.forward - 2.5, row: pedal.row - 4 };
  const span = Math.hypot(ankle.forward - hip.forward, ankle.row - hip.row);
  const bone = 24;
  const aside = Math.sqrt(Math.max(0, bone * bone - (span / 2) ** 2));
  const [uf, ur] = [(ankle.forward - hip.forward) / span, (ankle.row - hip.row) / span];
  const knee = { forward: (hip.forward + ankle.forward) / 2 + ur * aside, row: (hip.row + ankle.row) / 2 - uf * aside };
  const at = ({ forward, row }: Place, side: number) => [across(forward, near * side), row] as const;
  const joints = jointsOfSide(
    sideOf(near),
    ["hip", ...at({ ...hip, row: hip.row + 1 }, 4)],
    ["knee", ...at(knee, 7)],
    ["ankle", ...at(ankle, 6)],
  );
  return withJoints(
    [
      part(`trousers${tone}`, limb(...at({ ...hip, row: hip.row + 1 }, 4), 5, ...at(knee, 7), 3.6)),
      part(`trousers${tone}`, limb(...at(knee, 7), 3.6, ...at(ankle, 6), 2.3)),
      part(
        `shoe${tone}`,
        limb(across(ankle.forward - 1, near * 6), ankle.row + 2, 2, across(pedal.forward + 5, near * 6), pedal.row - 0.8, 1.5 + (1 - cos)),
      ),
    ],
    joints,
  );
}

/** An arm whose elbow is as far out as the model is wide, at every phase. */
function arm({ across }: View, { neck, bars, elbow }: Bike, near: -1 | 1): FigurePart[] {
  const tone = near < 0 ? ".dark" : ".light";
  const joint = { forward: (neck.forward + bars.forward) / 2 - 2, row: (neck.row + bars.row) / 2 + 4.5 };
  const hand = { x: across(bars.forward + 1, near * (elbow - 1.4)), y: bars.row - 0.8 };
  const bend = { x: across(joint.forward, near * elbow), y: joint.row };
  const joints = [...shoulderOf(across, neck, near), ...jointsOfSide(sideOf(near), ["elbow", bend.x, bend.y], ["wrist", hand.x, hand.y])];
  return withJoints(
    [
      part(`top${tone}`, limb(across(neck.forward - 1, near * 7.6), neck.row + 4, 3.1, bend.x, bend.y, 2.6)),
      part(`top${tone}`, limb(bend.x, bend.y, 2.6, hand.x, hand.y, 1.9)),
      part(near < 0 ? "skin.dark" : "skin", ellipse(hand.x, hand.y + 0.2, 2.1, 2, 12)),
    ],
    joints,
  );
}

const shoulderOf = (across: View["across"], neck: Place, near: -1 | 1) =>
  jointsOfSide(sideOf(near), ["shoulder", across(neck.forward - 1, near * 7.6), neck.row + 4]);

function head(view: View, { neck, bars }: Bike): FigurePart[] {
  const { across, cos, sin, end } = view;
  const lean = (bars.row - neck.row < 26 ? 1 : 0) * 1.5;
  const x = across(neck.forward + 2.6 + lean, 0);
  const y = 10.4;
  const face = [22, -22].flatMap((angle) => {
    const [forward, near] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
    const seen = near * cos + (end === "front" ? forward : -forward) * sin > 0;
    return seen ? [part("eye", ellipse(x + across(forward, near) * 4.8, y + 0.8, 0.7, 0.9, 8))] : [];
  });
  const nape =
    end === "back"
      ? [part("hair", [x - 8, 0, x + (2 * cos - 1) * 6 - 2 * sin + 6 * sin, 0, x + (2 * cos - 1) * 2 + 6 * sin, y + 8, x - 8, y + 8])]
      : [];
  const { nose, eyes, ears } = faceOn(view);
  const joints = [
    figureJoint("nose", x + nose.x * 5.6, y + 2.6, nose.hidden),
    ...([1, -1] as const).flatMap((near) =>
      jointsOfSide(
        sideOf(near),
        ["eye", x + eyes[near].x * 4.8, y + 0.8, eyes[near].hidden],
        ["ear", x + ears[near].x * 5, y + 2.2, ears[near].hidden],
      ),
    ),
  ];
  return withJoints(
    [
      part("skin.dark", limb(across(neck.forward, 0), neck.row + 2, 2.8, x - 0.8 * cos, y + 4, 2.5)),
      part("skin", ellipse(x + 0.6 * cos, y + 0.6, 5.7, 6.9), [
        ...nape,
        ...face,
        ...(end === "front" ? [part("lip", rectangle(x + 4 * cos - 1.4, y + 4.2, x + 4 * cos + 1.4, y + 4.8))] : []),
      ]),
      part(
        "helmet",
        rounded([
          [x - 7.4, 0, 7],
          [x + 7.2, 0, 6],
          [x + 7.4 + cos, y - 2.2, 1],
          [x, y - (end === "front" ? 2.6 : 0.4), 4],
          [x - 7.3, y + 1, 2],
        ]),
        [part("helmet.dark", rectangle(x - 4.4, 2.6, x + 5, 3.8)), part("helmet.dark", rectangle(x - 6.2, 5.4, x + 6.2, 6.4))],
      ),
    ],
    joints,
  );
}

function torso({ across, half }: View, { neck }: Bike, hip: Place): FigurePart {
  const [top, bottom] = [across(neck.forward - 1, 0), across(hip.forward, 0)];
  const [chest, seat] = [half(6.4, 10.2), half(6.2, 8)];
  return part(
    "top",
    rounded([
      [top - chest, neck.row + 1.4, 5],
      [top + chest * 0.94, neck.row + 1.6, 5],
      [bottom + seat, hip.row + 4.6, 4],
      [bottom - seat, hip.row + 4, 5],
    ]),
    [part("top.light", rectangle(-60, (hip.row + neck.row) / 2 - 1, 60, (hip.row + neck.row) / 2 + 2.4))],
  );
}

/**
 * A rider going to the right and, by an angle on the ground (0 to π/2), towards the camera (`front`) or away from it (`back`), in
 * hundredths of the model's height; `turn` 0..1 is one turn of the pedals.
 */
export function cyclistTurned(model: string, end: "front" | "back", angle: number, turn: number): FigurePart[] {
  const view = viewFrom(end, angle);
  const bike = bikeOf(cyclistModel(model));
  const { crank, saddle, bars, hub } = bike;
  const hip = { forward: saddle.forward + 1, row: saddle.row - 3.4 };
  const axle = H - bike.wheel;
  const { across } = view;
  const tube = (from: Place, to: Place, thick = 1.1) =>
    part("frame", limb(across(from.forward, 0), from.row, thick, across(to.forward, 0), to.row, thick));
  const [rearHub, frontHub] = [
    { forward: -hub, row: axle },
    { forward: hub, row: axle },
  ];
  const [post, stem] = [
    { forward: saddle.forward + 1.6, row: saddle.row + 7 },
    { forward: bars.forward + 3, row: bars.row + 8 },
  ];

  const frame = [
    tube(rearHub, crank),
    tube(crank, saddle),
    tube(rearHub, post, 0.8),
    tube(post, stem),
    tube(crank, { ...stem, row: stem.row + 4 }),
    part("frame", ellipse(across(crank.forward, 0), crank.row, 3.8 * view.cos + 1, 4.2, 16)),
  ];
  const seat = part(
    "tyre",
    limb(across(saddle.forward - 5, 0), saddle.row - 0.4, view.half(1.5, 4), across(saddle.forward + 6, 0), saddle.row - 0.2, 1.1),
  );
  const handlebar = part(
    "frame",
    limb(across(bars.forward, -bike.elbow + 1), bars.row + 0.6, 1.1, across(bars.forward, bike.elbow - 1), bars.row + 0.6, 1.1),
  );
  const steering = [tube({ forward: bars.forward + 0.6, row: bars.row }, frontHub), handlebar];
  const rear = wheel(view, -hub, bike.wheel, turn * 2);
  const front = wheel(view, hub, bike.wheel, turn * 2);
  const [farLeg, nearLeg] = [leg(view, hip, crank, -1, turn + 0.5), leg(view, hip, crank, 1, turn)];
  const [farArm, nearArm] = [arm(view, bike, -1), arm(view, bike, 1)];
  const body = withJoints(
    [torso(view, bike, hip)],
    sidesOfTrunk(view).flatMap((near) => [
      ...shoulderOf(across, bike.neck, near),
      ...jointsOfSide(sideOf(near), ["hip", across(hip.forward, near * 4), hip.row + 1]),
    ]),
  );
  const lamps = [
    ...(end === "front" || view.cos > 0.5 ? [part("headlamp", ellipse(across(bars.forward + 5, 0), bars.row + 5, 1.8, 1.9, 12))] : []),
    ...(end === "back" || view.cos > 0.5 ? [part("tail_lamp", ellipse(across(saddle.forward - 3, 0), saddle.row + 4, 1.4, 1.6, 12))] : []),
  ];
  return end === "front"
    ? [rear, ...farLeg, ...frame, seat, front, ...steering, ...farArm, ...body, ...nearLeg, ...head(view, bike), ...nearArm, ...lamps]
    : [...farArm, ...farLeg, front, ...steering, rear, ...frame, seat, ...nearArm, ...nearLeg, ...body, ...lamps, ...head(view, bike)];
}
