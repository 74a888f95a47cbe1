import type { DriverKeyframe, GazeTarget, HandPlace, Mouth } from "@/core/driver";

export const GAZE_LABELS: Record<GazeTarget, string> = {
  road: "Road ahead",
  instruments: "Instruments",
  centre_display: "Centre display",
  rear_mirror: "Rear mirror",
  left_mirror: "Left mirror",
  right_mirror: "Right mirror",
  passenger: "Passenger",
  phone: "Phone",
  lap: "Lap",
};

export const HAND_LABELS: Record<HandPlace, string> = {
  wheel: "On the wheel",
  phone: "Holds a phone",
  ear: "Phone at the ear",
  face: "At the face",
  centre: "Centre console",
  lap: "In the lap",
};

export const MOUTH_LABELS: Record<Mouth, string> = { closed: "Closed", talking: "Talks", yawning: "Yawns" };

/** A pose in a few words: what is unusual about it, else where the driver looks. */
export function poseText({ gaze, eyes, mouth, leftHand, rightHand }: DriverKeyframe): string {
  const parts = [
    eyes <= 0.2 ? "Eyes closed" : GAZE_LABELS[gaze],
    ...(mouth === "closed" ? [] : [MOUTH_LABELS[mouth].toLowerCase()]),
    ...([leftHand, rightHand].includes("ear") ? ["phone at the ear"] : []),
    ...([leftHand, rightHand].includes("phone") && gaze !== "phone" ? ["phone in hand"] : []),
  ];
  return parts.join(", ");
}
