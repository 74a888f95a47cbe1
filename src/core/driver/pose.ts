import type { TrafficSide } from "../document/constants";
import { driverPoseSchema, type DriverKeyframe, type GazeTarget, type HandPlace, type Mouth } from "./schema";

/** Degrees as in ISO 8855: yaw to the driver's left, pitch downwards, roll to the driver's right. */
export type HeadAngles = { yaw: number; pitch: number; roll: number };

/** A hand: where it is or is going, and how far it has come there from another place. */
export type HandPose = { place: HandPlace; from: HandPlace; share: number };

/** A driver at a moment, without blinking: plain data. */
export type DriverPose = {
  head: HeadAngles;
  gaze: { target: GazeTarget; yaw: number; pitch: number };
  /** 0 closed to 1. */
  eyes: number;
  mouth: { kind: Mouth; open: number };
  leftHand: HandPose;
  rightHand: HandPose;
};

/**
 * Directions from a driver's eyes in a car with its wheel on the left, in degrees: yaw to the left, pitch downwards. Typical values:
 * mirrors and displays of a compact car, as in the gaze zones of driver monitoring.
 */
const GAZE_DIRECTIONS: Record<GazeTarget, { yaw: number; pitch: number }> = {
  road: { yaw: 0, pitch: 2 },
  instruments: { yaw: 0, pitch: 24 },
  centre_display: { yaw: -32, pitch: 22 },
  rear_mirror: { yaw: -36, pitch: -10 },
  left_mirror: { yaw: 42, pitch: 10 },
  right_mirror: { yaw: -58, pitch: 12 },
  passenger: { yaw: -70, pitch: 4 },
  phone: { yaw: 16, pitch: 30 },
  lap: { yaw: -4, pitch: 44 },
};

type Glance = Pick<DriverKeyframe, "gaze" | "leftHand" | "rightHand">;

/** The phone is held before the hand's own shoulder. */
function gazeDirection({ gaze, leftHand, rightHand }: Glance) {
  const { yaw, pitch } = GAZE_DIRECTIONS[gaze];
  return { yaw: gaze === "phone" && rightHand === "phone" && leftHand !== "phone" ? -yaw : yaw, pitch };
}

const MIRRORED_GAZE: Partial<Record<GazeTarget, GazeTarget>> = { left_mirror: "right_mirror", right_mirror: "left_mirror" };

/** What is the mirror image of a glance: the other hand, the mirror on the other side. */
export const mirroredGlance = ({ gaze, leftHand, rightHand }: Glance): Glance => ({
  gaze: MIRRORED_GAZE[gaze] ?? gaze,
  leftHand: rightHand,
  rightHand: leftHand,
});

/** In a car for traffic on the left everything is where it is in the mirror image of one for traffic on the right. */
function directionIn(traffic: TrafficSide, glance: Glance): { yaw: number; pitch: number } {
  if (traffic === "right") return gazeDirection(glance);
  const { yaw, pitch } = gazeDirection(mirroredGlance(glance));
  return { yaw: -yaw, pitch };
}

/** Shares of a glance that the head turns; the eyes turn the rest. */
const HEAD_SHARE = { yaw: 0.65, pitch: 0.5 };

const MOUTH_OPEN: Record<Mouth, number> = { closed: 0, talking: 0.35, yawning: 1 };

/** A pose in which the driver stays. */
function settled(keyframe: DriverKeyframe, traffic: TrafficSide): DriverPose {
  const { gaze: target, head, eyes, mouth, leftHand, rightHand } = keyframe;
  const direction = directionIn(traffic, keyframe);
  const follows = { yaw: direction.yaw * HEAD_SHARE.yaw, pitch: direction.pitch * HEAD_SHARE.pitch, roll: 0 };
  return {
    head: head ?? follows,
    gaze: { target, ...direction },
    eyes,
    mouth: { kind: mouth, open: MOUTH_OPEN[mouth] },
    leftHand: { place: leftHand, from: leftHand, share: 1 },
    rightHand: { place: rightHand, from: rightHand, share: 1 },
  };
}

/** A driver who looks ahead, with both hands on the wheel. */
export const DRIVER_AHEAD = settled(driverPoseSchema.parse({ at: 0 }), "right");

/** The driver's pose at a time (frames after the motion begins); before the first keyframe, that one's. */
export function driverPoseAt(keyframes: readonly DriverKeyframe[], at: number, traffic: TrafficSide = "right"): DriverPose {
  const next = keyframes.findIndex((keyframe) => keyframe.at > at);
  return poseUpTo(keyframes, Math.max(0, (next < 0 ? keyframes.length : next) - 1), at, traffic);
}

/** The pose at a time if keyframe `index` were the last: it takes over from the one before, even where that is still under way. */
function poseUpTo(keyframes: readonly DriverKeyframe[], index: number, at: number, traffic: TrafficSide): DriverPose {
  const keyframe = keyframes[index];
  if (!keyframe) throw new RangeError("a driver without poses");
  const pose = settled(keyframe, traffic);
  const { fadeFrames } = keyframe;
  if (index === 0 || at >= keyframe.at + fadeFrames) return pose;
  const share = (at - keyframe.at) / fadeFrames;
  return between(poseUpTo(keyframes, index - 1, at, traffic), pose, share * share * (3 - 2 * share));
}

/** What cannot be half one and half the other changes half way. */
function between(from: DriverPose, to: DriverPose, share: number): DriverPose {
  const mix = (a: number, b: number) => a + (b - a) * share;
  const started = share >= 0.5;
  return {
    head: {
      yaw: mix(from.head.yaw, to.head.yaw),
      pitch: mix(from.head.pitch, to.head.pitch),
      roll: mix(from.head.roll, to.head.roll),
    },
    gaze: {
      target: started ? to.gaze.target : from.gaze.target,
      yaw: mix(from.gaze.yaw, to.gaze.yaw),
      pitch: mix(from.gaze.pitch, to.gaze.pitch),
    },
    eyes: mix(from.eyes, to.eyes),
    mouth: { kind: started ? to.mouth.kind : from.mouth.kind, open: mix(from.mouth.open, to.mouth.open) },
    leftHand: handBetween(from.leftHand, to.leftHand, share),
    rightHand: handBetween(from.rightHand, to.rightHand, share),
  };
}

function handBetween(from: HandPose, to: HandPose, share: number): HandPose {
  return from.place === to.place ? to : { place: to.place, from: from.place, share };
}
