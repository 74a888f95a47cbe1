import { z } from "zod";

/** What a driver may look at. */
export const GAZE_TARGETS = [
  "road",
  "instruments",
  "centre_display",
  "rear_mirror",
  "left_mirror",
  "right_mirror",
  "passenger",
  "phone",
  "lap",
] as const;
export type GazeTarget = (typeof GAZE_TARGETS)[number];

/** Where a driver's hand may be; `phone` holds one in sight, `ear` holds one to the ear. */
export const HAND_PLACES = ["wheel", "phone", "ear", "face", "centre", "lap"] as const;
export type HandPlace = (typeof HAND_PLACES)[number];

export const MOUTHS = ["closed", "talking", "yawning"] as const;
export type Mouth = (typeof MOUTHS)[number];

/** How far a head turns, nods and tilts, in degrees either way. */
export const HEAD_LIMITS = { yaw: 80, pitch: 50, roll: 40 } as const;

export const MOST_DRIVER_POSES = 1000;

const angle = (limit: number) => z.number().min(-limit).max(limit);

/** A pose of a driver, as of a time. */
export const driverPoseSchema = z.strictObject({
  /** Frames after the actor's motion begins, as of waypoints. */
  at: z.int().min(0).max(1_000_000),
  /** Frames over which the driver moves into this pose, counted from `at`. */
  fadeFrames: z.int().min(0).max(100_000).default(0),
  gaze: z.enum(GAZE_TARGETS).default("road"),
  /** Degrees as in ISO 8855: yaw to the driver's left, pitch downwards, roll to the driver's right. Left out, the head follows the gaze. */
  head: z.strictObject({ yaw: angle(HEAD_LIMITS.yaw), pitch: angle(HEAD_LIMITS.pitch), roll: angle(HEAD_LIMITS.roll) }).optional(),
  /** How far the eyes are open, apart from blinking: 0 closed to 1. */
  eyes: z.number().min(0).max(1).default(1),
  mouth: z.enum(MOUTHS).default("closed"),
  leftHand: z.enum(HAND_PLACES).default("wheel"),
  rightHand: z.enum(HAND_PLACES).default("wheel"),
});

export const driverPosesSchema = z
  .array(driverPoseSchema)
  .min(1)
  .max(MOST_DRIVER_POSES)
  .superRefine((poses, context) => {
    poses.forEach(({ at }, index) => {
      const before = poses[index - 1];
      if (before && at <= before.at)
        context.addIssue({
          code: "custom",
          path: [index, "at"],
          message: `must be later than frame ${before.at}, the time of the pose before`,
        });
    });
  });

export type DriverKeyframe = z.infer<typeof driverPoseSchema>;
