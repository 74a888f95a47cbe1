import type { TrafficSide } from "../document/constants";
import { nearestFrame } from "../timeline";
import { mirroredGlance } from "./pose";
import { MOST_DRIVER_POSES, driverPoseSchema, type DriverKeyframe } from "./schema";

type Moment = Partial<Omit<DriverKeyframe, "at" | "fadeFrames">> & { readonly seconds: number; readonly fade?: number };

const PHONE = { gaze: "phone", leftHand: "phone" } as const;
const NODDING = { mouth: "closed", leftHand: "face" } as const;

/** What a driver without poses of its own repeats, by model; times in seconds. The last pose is the first one again. */
const REPEATED: Record<string, { readonly seconds: number; readonly moments: readonly Moment[] }> = {
  phone: {
    seconds: 3.2,
    moments: [
      { seconds: 0, ...PHONE },
      { seconds: 2.1, fade: 0.3, gaze: "road", leftHand: "phone" },
      { seconds: 2.8, fade: 0.3, ...PHONE },
    ],
  },
  drowsy: {
    seconds: 4.8,
    moments: [
      { seconds: 0, ...NODDING, eyes: 0.35, head: { yaw: 0, pitch: 10, roll: -6 } },
      { seconds: 0.6, fade: 1.4, ...NODDING, eyes: 0, head: { yaw: 2, pitch: 32, roll: -12 } },
      { seconds: 3.4, fade: 0.6, ...NODDING, eyes: 0.35, head: { yaw: 0, pitch: 10, roll: -6 } },
    ],
  },
  looking_away: {
    seconds: 4.8,
    moments: [
      { seconds: 0, gaze: "centre_display", rightHand: "centre" },
      { seconds: 2, fade: 0.4, gaze: "passenger", rightHand: "centre" },
      { seconds: 4, fade: 0.5, gaze: "centre_display", rightHand: "centre" },
    ],
  },
};

export type RepeatedPoses = { readonly keyframes: readonly DriverKeyframe[]; readonly cycleFrames: number };

const made = new Map<string, RepeatedPoses>();

function mirrored(pose: DriverKeyframe): DriverKeyframe {
  const { head } = pose;
  return { ...pose, ...mirroredGlance(pose), ...(head && { head: { yaw: -head.yaw, pitch: head.pitch, roll: -head.roll } }) };
}

/**
 * What a driver of this model repeats if it has no poses of its own; an unknown model phones. Where traffic is on the left, it is the
 * mirror image. Equal arguments give the same object.
 */
export function usualDriverPoses(model: string, fps: number, traffic: TrafficSide = "right"): RepeatedPoses {
  const known = Object.hasOwn(REPEATED, model) ? model : "phone";
  const key = `${known} ${fps} ${traffic}`;
  let poses = made.get(key);
  if (!poses) {
    const { seconds, moments } = REPEATED[known] ?? { seconds: 1, moments: [] };
    const keyframes = moments
      .map(({ seconds: start, fade = 0, ...pose }) =>
        driverPoseSchema.parse({ ...pose, at: nearestFrame(start, fps), fadeFrames: nearestFrame(fade, fps) }),
      )
      .map((pose) => (traffic === "right" ? pose : mirrored(pose)));
    poses = { keyframes, cycleFrames: Math.max(1, nearestFrame(seconds, fps)) };
    made.set(key, poses);
  }
  return poses;
}

/** The same written out for so many frames, as poses of a driver's own. */
export function driverPosesOf(model: string, fps: number, frames: number, traffic: TrafficSide = "right"): DriverKeyframe[] {
  const { keyframes, cycleFrames } = usualDriverPoses(model, fps, traffic);
  const cycles = Math.min(Math.ceil(frames / cycleFrames), Math.floor(MOST_DRIVER_POSES / keyframes.length));
  // The last pose of a cycle is the first of the next.
  return Array.from({ length: Math.max(1, cycles) }, (_, cycle) =>
    keyframes.slice(cycle === 0 ? 0 : 1).map((pose) => ({ ...pose, at: pose.at + cycle * cycleFrames })),
  )
    .flat()
    .filter(({ at }) => at === 0 || at < frames);
}
