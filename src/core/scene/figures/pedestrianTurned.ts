import { dimensionsOf } from "../../document/dimensions";
import type { FigurePart } from "./figure";
import { jointsOfSide, sideOf, withJoints } from "./joints";
import { buildOf, type Build } from "./pedestrianBuilds";
import { turnedFaceJoints, turnedHead } from "./pedestrianTurnedHead";
import { ellipse, limb, part, rectangle, rounded, roundedRectangle } from "./shapes";
import { sidesOfTrunk, viewFrom, type View } from "./view";
import { GROUND, ankleAt, joint } from "./walk";

/** Beyond this angle elbows stay close to the body: nothing else always reaches as far out. */
const ELBOWS_SHOW = Math.PI / 9;
/** Beyond this angle both hands swing, as in the front view. */
const MOSTLY_FROM_END = Math.PI / 4 + 0.01;

/** A build combined with a model's dimensions, in hundredths of its height. */
type Walker = Build & {
  /** From the body's centre to the back of what is carried there, and to the hand held in front. */
  behind: number;
  before: number;
};

function walkerOf(model: string): Walker {
  const build = buildOf(model);
  const { length, width, height } = dimensionsOf("pedestrian", model);
  const across = (width / height) * 100;
  return {
    ...build,
    breadth: across / 2 - 2.8 * build.limbs - ELBOW_ASIDE,
    behind: (length / height) * 46,
    before: (length / height) * 54,
  };
}

/** How far an elbow is from the shoulder. */
const ELBOW_ASIDE = 1.8;
const elbowAside = ({ breadth }: Walker) => breadth + ELBOW_ASIDE;

type Edges = readonly [left: number, right: number];
const within = ([left, right]: Edges, x: number, radius: number) => Math.min(right - radius, Math.max(left + radius, x));

/** What is carried on the back or at a hip: its extent along and across the body, and its rows. */
function loadBlock({ shoulder, load, breadth, behind }: Walker, { end }: View) {
  const hip = end === "front" ? breadth : -breadth;
  switch (load) {
    case "backpack":
      return { forward: [-behind, -3.2], near: [-7.6, 7.6], top: shoulder - 2, bottom: shoulder + 21, radius: 4 } as const;
    case "shoulder_bag":
      return { forward: [-behind, -3.7], near: [hip * 0.3, hip * 0.8], top: shoulder + 22, bottom: shoulder + 37, radius: 2 } as const;
    case "handbag":
      return { forward: [-behind, -6.2], near: [hip * 0.3, hip * 0.7], top: shoulder + 17, bottom: shoulder + 32, radius: 2.5 } as const;
  }
}

function loadEdges(build: Walker, view: View): Edges {
  const { forward, near } = loadBlock(build, view);
  const xs = forward.flatMap((f) => near.map((n) => view.across(f, n)));
  return [Math.min(...xs), Math.max(...xs)];
}

function loadParts(build: Walker, view: View): FigurePart[] {
  const { top, bottom, radius, forward } = loadBlock(build, view);
  const [left, right] = loadEdges(build, view);
  const bag = part("bag", roundedRectangle(left, top, right, bottom, radius), bagDetails(build, left, right, view.across(forward[0], 0)));
  return build.load === "handbag"
    ? [part("bag", limb((left + right) / 2 + 2, build.shoulder + 3, 0.7, (left + right) / 2, top + 4, 0.7)), bag]
    : [bag];
}

function bagDetails({ shoulder, load }: Walker, left: number, right: number, back: number): FigurePart[] {
  switch (load) {
    case "backpack":
      return [
        part("bag.dark", roundedRectangle(back - 6, shoulder + 9, back + 6.4, shoulder + 19, 2)),
        part("bag.light", rectangle(left, shoulder + 4.5, right, shoulder + 5.4)),
      ];
    case "shoulder_bag":
      return [part("bag.dark", rectangle(left, shoulder + 22, right, shoulder + 28))];
    case "handbag":
      return [part("bag.dark", rectangle(left, shoulder + 17, right, shoulder + 20))];
  }
}

/** The left and right edge of what does not move with the steps: swinging limbs stay between them, and the box is filled at every phase. */
function edgesOf(build: Walker, view: View, raised: boolean): Edges {
  const elbow = view.half(0, elbowAside(build)) + 2.8 * build.limbs;
  // The raised arm has its elbow in front of the body.
  const far = raised ? 0 : elbow;
  const shoulders = view.half(build.depth - 1, build.breadth);
  const [onLeft, onRight] = view.end === "front" ? [elbow, far] : [far, elbow];
  const [left, right] = loadEdges(build, view);
  return [Math.min(left, -shoulders, -onLeft), Math.max(right, shoulders, onRight, raised ? raisedHand(build, view).x + 2.2 : 0)];
}

const raisedHand = (build: Walker, { across }: View) => ({ x: across(build.before - 2.2, -4), y: build.shoulder + 12 });

function leg(build: Walker, view: View, edges: Edges, near: -1 | 1, turn: number): FigurePart[] {
  const { hip, limbs, clothes, shorts } = build;
  const tone = near < 0 ? ".dark" : "";
  const { x: swing, lift } = ankleAt(turn);
  const row = GROUND - 4 - lift;
  const bone = (GROUND - 4 - hip) * 0.508;
  const bend = joint(0, hip, swing, row, bone, bone, 1);
  const { across } = view;
  const [top, knee] = [
    { x: across(0, near * 4), y: hip },
    { x: within(edges, across(bend.x, near * 4.4), 4.2 * limbs), y: bend.y },
  ];
  const ankle = { x: within(edges, across(swing, near * 4.4), 3), y: row };
  const toe = within(edges, ankle.x + 5.2 * view.cos, 2);
  const heel = within(edges, ankle.x - 2 * view.cos, 2);
  const shoe = part(`shoe${tone}`, limb(heel, row + 2, 2, toe, row + 2.2 + lift * 0.2 * view.cos, 1.8));
  const cloth = clothes === "skirt" || shorts ? "skin" : "trousers";
  const calf = limb(knee.x, knee.y, (shorts ? 3 : 3.7) * limbs, ankle.x, ankle.y, (cloth === "skin" ? 1.95 : 2.7) * limbs);
  const thigh = part(
    `${clothes === "skirt" ? "skin" : "trousers"}${tone}`,
    limb(top.x, top.y, 4.9 * limbs, knee.x, knee.y, (shorts ? 4.2 : 3.7) * limbs),
  );
  const sock = shorts
    ? [
        part(
          `trim${tone}`,
          limb(ankle.x + (knee.x - ankle.x) * 0.2, ankle.y + (knee.y - ankle.y) * 0.2, 2.3 * limbs, ankle.x, ankle.y, 2.2 * limbs),
        ),
      ]
    : [];
  const joints = jointsOfSide(sideOf(near), ["hip", top.x, top.y], ["knee", knee.x, knee.y], ["ankle", ankle.x, ankle.y]);
  return withJoints(shorts ? [shoe, part(`skin${tone}`, calf), ...sock, thigh] : [shoe, thigh, part(`${cloth}${tone}`, calf)], joints);
}

/** A swinging arm; its elbow stays at its side once the body is seen mostly from an end. */
function swingingArm(
  build: Walker,
  view: View,
  edges: Edges,
  near: -1 | 1,
  turn: number,
  tone: ".light" | ".dark",
  still: boolean,
): FigurePart[] {
  const { shoulder, hip, breadth, limbs } = build;
  const length = hip - shoulder + 3;
  const angle = -0.42 * near * Math.cos(2 * Math.PI * turn);
  const upper = still ? 0 : angle;
  const bent = angle + 0.28;
  const thick = 3 * limbs;
  const down = { forward: Math.sin(upper) * length * 0.52, row: shoulder + 1 + Math.cos(upper) * length * 0.52 };
  const elbow = { x: within(edges, view.across(down.forward, near * elbowAside(build)), thick * 0.86), y: down.row };
  const hand = {
    x: within(edges, view.across(down.forward + Math.sin(bent) * length * 0.46, near * (breadth + 2.6)), 2.2 * limbs),
    y: down.row + Math.cos(bent) * length * 0.46,
  };
  const top = shoulderOf(build, view, near);
  const joints = jointsOfSide(sideOf(near), ["shoulder", top.x, top.y], ["elbow", elbow.x, elbow.y], ["wrist", hand.x, hand.y - 0.6]);
  return withJoints(
    [
      part(tone === ".dark" ? "skin.dark" : "skin", ellipse(hand.x, hand.y + 0.8, 2.1 * limbs, 2.6 * limbs)),
      part(`top${tone}`, limb(elbow.x, elbow.y, 2.8 * limbs, hand.x, hand.y - 0.6, 2.1 * limbs)),
      part(`top${tone}`, limb(top.x, top.y, 3.2 * limbs, elbow.x, elbow.y, 2.8 * limbs)),
    ],
    joints,
  );
}

const shoulderOf = ({ breadth, shoulder }: Walker, { across }: View, near: -1 | 1) => ({
  x: across(-0.3, near * (breadth - 2.4)),
  y: shoulder + 0.4,
});

/** The far arm, holding a phone in front. */
function raisedArm(build: Walker, view: View): FigurePart[] {
  const thick = 3 * build.limbs;
  const hand = raisedHand(build, view);
  const bend = joint(0, build.shoulder, build.before - 2.2, hand.y, 15, 13.5, -1);
  const elbow = { x: view.across(bend.x, -build.breadth), y: bend.y };
  const shoulder = view.across(0, 2.4 - build.breadth);
  const upper = part("top.dark", limb(shoulder, build.shoulder, thick, elbow.x, elbow.y, thick * 0.86));
  const bent = jointsOfSide("left", ["elbow", elbow.x, elbow.y]);
  const wrist = jointsOfSide("left", ["wrist", hand.x - 1.5 * view.cos, hand.y + 0.4]);
  // The trunk may be drawn between the upper arm and the rest.
  return [
    ...withJoints([upper], [...jointsOfSide("left", ["shoulder", shoulder, build.shoulder]), ...bent]),
    ...withJoints(
      [
        part("top.dark", limb(elbow.x, elbow.y, thick * 0.86, hand.x - 1.5 * view.cos, hand.y + 0.4, thick * 0.66)),
        part("skin.dark", ellipse(hand.x, hand.y, 2.2, 2.2)),
        part("phone", roundedRectangle(hand.x - 1, hand.y - 5, hand.x + 1.4, hand.y + 1.5, 0.5)),
      ],
      [...bent, ...wrist],
    ),
  ];
}

const trunkJoints = (build: Walker, view: View) =>
  sidesOfTrunk(view).flatMap((near) => {
    const shoulder = shoulderOf(build, view, near);
    return jointsOfSide(sideOf(near), ["shoulder", shoulder.x, shoulder.y], ["hip", view.across(0, near * 4), build.hip]);
  });

function torso(build: Walker, view: View): FigurePart {
  const { shoulder, hip, breadth, depth, clothes, load } = build;
  const { across, half, end } = view;
  const hem = clothes === "jacket" ? hip + 4 : hip + 19;
  const flare = clothes === "coat" ? 2 : clothes === "skirt" ? 5 : -0.2;
  const top = half(depth - 1, breadth);
  const waist = half(depth - 0.2, breadth - (clothes === "skirt" ? 2.4 : 1.6));
  const seat = half(depth + flare, breadth - (clothes === "jacket" ? 2.4 : 0.4));
  const right = half(depth, breadth) + 6;
  // An approaching figure shows the middle of its front, a departing one that of its back.
  const middle = across(end === "front" ? depth : -depth, 0);
  const coming = end === "front";
  const shade = part(
    "top.shade",
    rectangle(Math.max(across(0, coming ? -breadth : breadth) * 0.2, across(depth, 0) * 0.35 + waist * 0.3), shoulder - 6, right, hem + 2),
  );
  const straps =
    load === "backpack" && coming
      ? [4.8, -4.8].map((near) => part("bag", rectangle(across(depth, near) - 1.1, shoulder - 6, across(depth, near) + 1.1, shoulder + 15)))
      : [];
  const hems = part("top.dark", rectangle(-right, hem - 2.6, right, hem + 1));
  const dress: Record<Build["clothes"], FigurePart[]> = {
    jacket: [...(coming ? [part("top.dark", rectangle(middle - 0.4, shoulder - 2, middle + 0.4, hem))] : []), hems, ...straps],
    coat: [
      part("top.dark", rectangle(middle - 0.4, coming ? shoulder - 2 : hip, middle + 0.4, hem + 1)),
      ...(coming ? [8, 14, 20].map((down) => part("top.light", ellipse(middle + 1.8, shoulder + down, 0.6, 0.6, 8))) : []),
      part("top.dark", rectangle(-right, hip - 9.4, right, hip - 7.2)),
    ],
    skirt: [
      part("trousers", rectangle(-right, hip - 5, right, hem + 2)),
      part("trousers.dark", rectangle(-right, hem - 1.8, right, hem + 2)),
      ...[-4.4, 0, 4.4].map((pleat) => part("trousers.dark", rectangle(middle + pleat - 0.25, hip + 2, middle + pleat + 0.25, hem))),
    ],
  };
  const neckline = coming ? [part("skin.dark", [middle - 2.4, shoulder - 6, middle + 2.4, shoulder - 6, middle, shoulder - 0.8])] : [];
  return part(
    "top",
    rounded([
      [-Math.min(3.4, top), shoulder - 5.4, 1.4],
      [Math.min(3.4, top), shoulder - 5.4, 1.4],
      [top, shoulder - 3, 4],
      [waist, hip - 8, 5],
      [seat, hem, 1.5],
      [-seat, hem, 1.5],
      [-waist, hip - 8, 5],
      [-top, shoulder - 3, 4],
    ]),
    [shade, ...neckline, ...dress[clothes]],
  );
}

/**
 * Walking to the right and, by an angle on the ground (0 to π/2), towards the camera (`front`) or away from it (`back`), in hundredths
 * of the model's height; as wide at every stage of a double step (`turn` 0..1).
 */
export function pedestrianTurned(model: string, end: "front" | "back", angle: number, turn: number): FigurePart[] {
  const build = walkerOf(model);
  const view = viewFrom(end, angle);
  const [still, swinging] = [angle > ELBOWS_SHOW, angle > MOSTLY_FROM_END];
  const edges = edgesOf(build, view, !swinging);
  const far = swinging ? swingingArm(build, view, edges, -1, turn, ".dark", still) : raisedArm(build, view);
  const near = swingingArm(build, view, edges, 1, turn, swinging ? ".dark" : ".light", still);
  const legs = [...leg(build, view, edges, -1, turn + 0.5), ...leg(build, view, edges, 1, turn)];
  const load = loadParts(build, view);
  const body = withJoints([torso(build, view)], trunkJoints(build, view));
  const head = withJoints(turnedHead(build, view, 0.8 * view.cos), turnedFaceJoints(build, view, 0.8 * view.cos));
  if (end === "front" && swinging) return [...load, ...legs, ...far, ...near, ...body, ...head];
  // In an approaching figure, the far forearm is in front of the chest.
  if (end === "front" && angle > 0) return [...legs, ...load, ...far.slice(0, 1), ...body, ...far.slice(1), ...head, ...near];
  const packed = build.load === "backpack";
  return [
    ...far,
    ...legs,
    ...(packed && angle > 0 ? [] : load),
    ...body,
    ...(swinging ? head : []),
    ...near,
    ...(packed && angle > 0 ? load : []),
    ...(swinging ? [] : head),
  ];
}
