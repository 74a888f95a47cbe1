import type { TrafficSide } from "../../document/constants";
import type { DriverPose, HandPlace, HandPose } from "../../driver";
import { driverHead } from "./driverHead";
import type { FigurePart } from "./figure";
import { jointsOfSide, withJoints } from "./joints";
import { boundsOf, ellipse, limb, mapPart, part, rounded } from "./shapes";

/** The middle of the rim is below the picture: only its upper part is seen, in front of the chest. */
const RIM = { x: 50, y: 141, radius: 52, width: 5 };

function rim(): FigurePart[] {
  const ring = (radius: number, width: number) => {
    const angles = Array.from({ length: 25 }, (_, index) => Math.PI * (1.15 + (0.7 * index) / 24));
    const along = (at: number) => angles.map((angle) => [RIM.x + at * Math.cos(angle), RIM.y + at * Math.sin(angle)] as const);
    return [...along(radius + width / 2), ...along(radius - width / 2).reverse()].flat();
  };
  return [part("belt", ring(RIM.radius, RIM.width)), part("phone", ring(RIM.radius - 1.2, 1.4))];
}

/** From the shoulder beside the door to the hip in the middle of the car: of a wheel on the left, the left shoulder. */
const BELT = [81, 64, 88, 64, 40, 104, 31, 104];
const MIRRORED_BELT = BELT.map((value, index) => (index % 2 === 0 ? 100 - value : value));

/** Shoulders and chest with the seat belt; they reach the left, right and lower sides of the box. */
function trunk(traffic: TrafficSide): FigurePart {
  return part(
    "top",
    rounded([
      [0, 100, 0],
      [0, 86, 12],
      [13, 74, 14],
      [38, 67, 8],
      [62, 67, 8],
      [87, 74, 14],
      [100, 86, 12],
      [100, 100, 0],
    ]),
    [
      part("skin.dark", ellipse(50, 66, 12, 7)),
      part("top.light", [36, 69, 47, 80, 50, 75, 41, 66]),
      part("top.light", [64, 69, 53, 80, 50, 75, 59, 66]),
      part("belt", traffic === "right" ? BELT : MIRRORED_BELT),
      ...rim(),
    ],
  );
}

type Spot = readonly [x: number, y: number];
type Arm = { readonly elbow: Spot; readonly hand: Spot };

/** The left arm, on the right of the picture; the right arm mirrors it. */
const ARMS: Record<HandPlace, Arm> = {
  wheel: { elbow: [92, 93], hand: [78, 94] },
  phone: { elbow: [91, 93], hand: [70, 81] },
  ear: { elbow: [90, 91], hand: [76, 53] },
  face: { elbow: [90, 92], hand: [72, 58] },
  centre: { elbow: [80, 94], hand: [44, 93] },
  lap: { elbow: [91, 94], hand: [74, 106] },
};
const SHOULDER: Spot = [87, 82];

const between = (from: Spot, to: Spot, share: number): Spot => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];

/** A phone from its lower end, upright and leaning; `lit` shows its screen, which otherwise faces away. */
function phone([x, y]: Spot, lean: number): FigurePart {
  const along = (across: number, up: number): [number, number, number] => [x + across + lean * up, y - up, 1.6];
  const camera = along(3.2, 17);
  return part("phone", rounded([along(-5.4, -4), along(5.4, -4), along(5.4, 19), along(-5.4, 19)]), [
    part(
      "screen",
      [along(-5.4, -4), along(-4.4, -4), along(-4.4, 19), along(-5.4, 19)].flatMap(([px, py]) => [px, py]),
    ),
    part("belt", ellipse(camera[0], camera[1], 1.3, 1.6, 12)),
  ]);
}

/** Fingers of a hand around what it holds, or at rest. */
function hand([x, y]: Spot, place: HandPlace): FigurePart[] {
  const fingers = (count: number, finger: (index: number) => FigurePart) => Array.from({ length: count }, (_, index) => finger(index));
  switch (place) {
    case "phone":
    case "ear":
      return [
        part("skin.dark", ellipse(x + 1, y + 2, 6.6, 7)),
        phone([x, y], place === "ear" ? -0.22 : -0.08),
        ...fingers(3, (index) => part("skin", limb(x - 5, y - 5 + index * 4, 1.9, x + 5, y - 4 + index * 4, 2.3))),
        part("skin", limb(x + 6.4, y - 7, 2, x + 4.5, y + 3, 3)),
      ];
    case "face":
      return [
        part("skin", ellipse(x + 1, y + 3, 6.4, 7.4)),
        ...fingers(4, (index) =>
          part(index % 2 ? "skin" : "skin.dark", limb(x - 2 + index * 2.5, y, 1.8, x - 4 + index * 2.7, y - 9 + index * 1.4, 1.6)),
        ),
      ];
    case "wheel":
      return [
        part("skin.dark", ellipse(x + 1, y + 1, 6, 5.4)),
        ...fingers(4, (index) =>
          part(index % 2 ? "skin.dark" : "skin", limb(x + 3.6, y - 3 + index * 2.4, 1.6, x - 4.6, y - 4 + index * 2.6, 1.5)),
        ),
        part("skin", limb(x + 2, y - 3, 1.9, x - 3, y - 7, 1.6)),
      ];
    case "centre":
    case "lap":
      return [part("skin", ellipse(x, y, 6, 5)), part("skin.dark", limb(x - 3, y - 1, 1.6, x - 7, y - 2, 1.4))];
  }
}

/** An arm on the right of the picture. @param side whose it is: the right one is mirrored then */
function arm({ place, from, share }: HandPose, side: "left" | "right"): FigurePart[] {
  const [start, end] = [ARMS[from], ARMS[place]];
  const elbow = between(start.elbow, end.elbow, share);
  const wrist = between(start.hand, end.hand, share);
  const [toX, toY] = between(elbow, wrist, 0.82);
  // A hand in the lap is below the picture.
  const joints = jointsOfSide(side, ["shoulder", ...SHOULDER], ["elbow", ...elbow], ["wrist", toX, toY]).filter(({ y }) => y < 100);
  const parts = [
    part("top.dark", limb(SHOULDER[0], SHOULDER[1], 8, elbow[0], elbow[1], 6.4)),
    part("top.dark", limb(elbow[0], elbow[1], 6.4, toX, toY, 5)),
    part("skin.dark", limb(toX, toY, 4.2, wrist[0], wrist[1] + 1, 4)),
    ...hand(wrist, share >= 0.5 ? place : from),
  ];
  return withJoints(parts, joints);
}

/** Nothing of an arm leaves the space of 100 × 100: the box does not change with it. */
function inSpace(parts: readonly FigurePart[]): FigurePart[] {
  const clamp = (value: number) => Math.min(100, Math.max(0, value));
  return parts.map((given) => mapPart(given, (x, y) => [clamp(x), clamp(y)]));
}

const HEAD_MIDDLE = { x: 50, y: 34 };

/**
 * Head, shoulders and hands of a driver, as seen by a camera behind the steering wheel, in a space of 100 × 100. However the head nods, it
 * reaches the upper side.
 */
export function driverParts(pose: DriverPose, traffic: TrafficSide): FigurePart[] {
  const head = driverHead(pose, HEAD_MIDDLE);
  const top = boundsOf(head)[1];
  const raised = head.map((given) => mapPart(given, (x, y) => [x, y - top * Math.min(1, Math.max(0, (70 - y) / 40))]));
  const mirrored = arm(pose.rightHand, "right").map((given) => mapPart(given, (x, y) => [100 - x, y]));
  return [trunk(traffic), ...raised, ...inSpace(mirrored), ...inSpace(arm(pose.leftHand, "left"))];
}

/** The pose in the steps that a drawing can show: poses that look alike share a figure, whichever is drawn first. */
export function shownPose({ head, gaze, eyes, mouth, leftHand, rightHand }: DriverPose): DriverPose {
  const handInSteps = (hand: HandPose): HandPose => ({ ...hand, share: hand.place === hand.from ? 1 : inSteps(hand.share, 16) });
  return {
    head: { yaw: Math.round(head.yaw), pitch: Math.round(head.pitch), roll: Math.round(head.roll) },
    gaze: { ...gaze, yaw: Math.round(gaze.yaw), pitch: Math.round(gaze.pitch) },
    eyes: inSteps(eyes, 12),
    mouth: { ...mouth, open: inSteps(mouth.open, 10) },
    leftHand: handInSteps(leftHand),
    rightHand: handInSteps(rightHand),
  };
}

const inSteps = (share: number, steps: number) => Math.round(share * steps) / steps;
