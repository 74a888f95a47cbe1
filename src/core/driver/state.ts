import { EYES_CLOSED, type Drowsiness } from "./eyes";
import type { DriverPose, HandPose, HeadAngles } from "./pose";
import type { GazeTarget, Mouth } from "./schema";

/** Degrees from straight ahead within which a glance is at the road. */
const ON_ROAD = 12;

/** What driver monitoring should find at a frame, as `ground_truth.json` has it. Angles in degrees, rounded to tenths. */
export type DriverRecord = {
  eyes_on_road: boolean;
  gaze: { target: GazeTarget; yaw: number; pitch: number };
  head: HeadAngles;
  /** 0 closed to 1, blinking included. */
  eye_openness: number;
  /** Share of the last minute with eyes closed (P80); null in the first ten seconds. */
  perclos: number | null;
  drowsy: boolean;
  mouth: Mouth;
  yawning: boolean;
  phone: "none" | "in_hand" | "at_ear";
  hands_on_wheel: number;
};

/** The record of a driver's pose, blinking included, and of how drowsy the eyes show it to be. */
export function driverRecord(pose: DriverPose, { perclos, drowsy }: Drowsiness): DriverRecord {
  return { ...poseRecord(pose), perclos: perclos === null ? null : roundedTo(perclos, 1000), drowsy };
}

function poseRecord({ gaze, head, eyes, mouth, leftHand, rightHand }: DriverPose): Omit<DriverRecord, "perclos" | "drowsy"> {
  const places = [placeNow(leftHand), placeNow(rightHand)];
  return {
    // Between glances, and behind closed lids, nobody sees the road.
    eyes_on_road: gaze.target === "road" && Math.abs(gaze.yaw) < ON_ROAD && Math.abs(gaze.pitch) < ON_ROAD && eyes > EYES_CLOSED,
    gaze: { target: gaze.target, yaw: roundedTo(gaze.yaw, 10), pitch: roundedTo(gaze.pitch, 10) },
    head: { yaw: roundedTo(head.yaw, 10), pitch: roundedTo(head.pitch, 10), roll: roundedTo(head.roll, 10) },
    eye_openness: roundedTo(eyes, 100),
    mouth: mouth.kind,
    yawning: mouth.kind === "yawning",
    phone: places.includes("ear") ? "at_ear" : places.includes("phone") ? "in_hand" : "none",
    hands_on_wheel: places.filter((place) => place === "wheel").length,
  };
}

const placeNow = ({ place, from, share }: HandPose) => (share >= 0.5 ? place : from);

/** To the nearest 1/steps, without a negative zero. */
const roundedTo = (value: number, steps: number) => Math.round(value * steps) / steps + 0;
