import { z } from "zod";
import { CAMERA_LIMITS, lensFault, lensSchema, mountSchema } from "../camera/schema";
import { KERB_HEIGHT } from "../world/roads/layout";
import { roadPlanSchema } from "../world/roads/plan";
import { scenerySchema } from "../world/scenery/settings";
import { LIMITS, type ActorType } from "./constants";
import { expressionsSchema } from "./parameters";
import type { Refuse } from "./refuse";

/** Limits of a road scenario: metres and seconds. */
export const MOTION_LIMITS = {
  /** 360 km/h. */
  speed: { min: 0, max: 100 },
  /** Of acceleration and braking. */
  acceleration: { min: 0.1, max: 20 },
  /** From the origin; no road plan is larger. */
  place: 5000,
  cameras: 16,
} as const;

const identifier = z.string().min(1).max(100);
const speed = z.number().min(MOTION_LIMITS.speed.min).max(MOTION_LIMITS.speed.max);
const acceleration = z.number().min(MOTION_LIMITS.acceleration.min).max(MOTION_LIMITS.acceleration.max);

/** Degrees counter-clockwise from x. */
export const headingSchema = z.number().min(-CAMERA_LIMITS.angle).max(CAMERA_LIMITS.angle);

/** Metres per second. */
export const waypointSpeedSchema = speed;

/**
 * How an actor moves along its path: at speeds that change at waypoints or, if waypoints have arrivals (`at`), according to those, as in
 * the picture world.
 */
export const motionSchema = z.strictObject({
  /** Speed at the start of the path, in metres per second. */
  speed,
  /** Acceleration and deceleration in metres per second squared. */
  acceleration,
  deceleration: acceleration,
  /** The heading of an actor whose path is a single point. */
  heading: headingSchema.optional(),
  /** Whether a vehicle starts in reverse. */
  reversing: z.boolean().optional(),
  /** Ids of consecutive lanes whose centre line the actor follows; its waypoints are then positions along it. */
  lanes: z.array(identifier).min(1).max(100).optional(),
});

const cameraSchema = z.strictObject({
  id: identifier,
  name: z.string().max(200),
  /** Whether it is on the ego or on a pole beside the road. */
  carrier: z.enum(["ego", "world"]),
  lens: lensSchema,
  mount: mountSchema,
  expressions: expressionsSchema.optional(),
});

/** A road, its cameras, and the actor that carries them. */
export const roadSchema = z.strictObject({
  plan: roadPlanSchema,
  cameras: z.array(cameraSchema).min(1).max(MOTION_LIMITS.cameras),
  /** Id of the camera whose picture is shown and exported. */
  camera: identifier,
  /** Id of the actor that carries cameras; it is not annotated in their pictures. */
  ego: identifier.optional(),
  /** What stands beside the road without being placed; nothing if absent. */
  scenery: scenerySchema.optional(),
});

type Camera = Readonly<z.infer<typeof cameraSchema>>;
type CheckedRoad = {
  readonly cameras: readonly Camera[];
  readonly camera: string;
  readonly ego?: string | undefined;
};

/** The part of a document that the rules read; its whole type is in `schema.ts`, which imports this module. */
type Size = { readonly width: number; readonly height: number; readonly length?: number | undefined };
type Body = { readonly size: Size; readonly depth?: number | undefined };
type Waypoint = { readonly x: number; readonly y: number; readonly scale?: number | undefined; readonly stretch?: number | undefined };
type RoadActor = Body & {
  readonly id: string;
  readonly type: ActorType;
  readonly motion?: unknown;
  readonly perspective?: boolean | undefined;
  readonly jitter: { readonly x: number; readonly y: number };
  readonly appearance: { readonly spriteAsset?: string | undefined };
  readonly trajectory: { readonly easing: string; readonly waypoints: readonly Waypoint[] };
};
type RoadDocument = {
  readonly video: { readonly width: number; readonly height: number };
  readonly scene: { readonly [Key in (typeof PICTURE_KEYS)[number]]?: unknown };
  readonly actors: readonly RoadActor[];
  readonly occluders: readonly Body[];
  readonly generators: readonly unknown[];
};

/** Keys of a scene that only the picture world has. */
const PICTURE_KEYS = ["traffic", "backgroundAsset", "backgroundStills", "pixelsPerMetre"] as const;

/** The rules of a road scenario: sizes in metres, valid cameras, an existing ego. */
export function refuseRoadFaults(scenario: RoadDocument, road: CheckedRoad, refuse: Refuse): void {
  refuseCameraFaults(scenario, road, refuse);
  refuseActorFaults(scenario, refuse);
  scenario.occluders.forEach(({ size, depth }, index) => {
    refuseSizeFaults(size, ["occluders", index], refuse);
    if (depth !== undefined) refuse(["occluders", index, "depth"], PICTURE_ONLY);
  });
  for (const key of PICTURE_KEYS) if (scenario.scene[key] !== undefined) refuse(["scene", key], PICTURE_ONLY);
  if (scenario.generators.length > 0) refuse(["generators"], PICTURE_ONLY);
}

const PICTURE_ONLY = "belongs to the picture world; a road scenario cannot have it";

/** Pavements and islands are as high as a kerb (metres): a lower camera might be in the ground. */
const LOWEST_STANDING = Math.round((KERB_HEIGHT + CAMERA_LIMITS.height.min) * 100) / 100;

function refuseCameraFaults({ actors, video }: RoadDocument, { cameras, camera, ego }: CheckedRoad, refuse: Refuse): void {
  const ids = cameras.map(({ id }) => id);
  if (ids.length > 0 && !ids.includes(camera)) refuse(["road", "camera"], `there is no camera "${camera}"; there are ${ids.join(", ")}`);
  if (ego !== undefined && !actors.some(({ id }) => id === ego)) refuse(["road", "ego"], `there is no actor "${ego}"`);
  cameras.forEach(({ id, carrier, lens, mount }, index) => {
    if (ids.indexOf(id) !== index) refuse(["road", "cameras", index, "id"], `"${id}" is used twice`);
    if (carrier === "ego" && ego === undefined)
      refuse(
        ["road", "cameras", index, "carrier"],
        "the scenario has no ego to carry it; set `road.ego` to an actor’s id, or choose `world`",
      );
    if (carrier === "world" && mount.z >= CAMERA_LIMITS.height.min && mount.z < LOWEST_STANDING)
      refuse(
        ["road", "cameras", index, "mount", "z"],
        `a camera that stands in the world must be at least ${LOWEST_STANDING} m high, above any kerb, not ${mount.z}`,
      );
    const fault = video.width > 0 && video.height > 0 ? lensFault(lens, video) : null;
    if (fault !== null) refuse(["road", "cameras", index, "lens"], fault);
  });
}

function refuseActorFaults({ actors }: RoadDocument, refuse: Refuse): void {
  actors.forEach((actor, index) => {
    const { type, motion, size, depth, perspective, jitter, appearance, trajectory } = actor;
    if (type === "distracted_driver")
      refuse(["actors", index, "type"], "a distracted driver needs an in-cabin scene and cannot be on a road");
    if (motion === undefined) refuse(["actors", index, "motion"], "missing; give its `speed`, `acceleration` and `deceleration`");
    refuseSizeFaults(size, ["actors", index], refuse);
    if (depth !== undefined) refuse(["actors", index, "depth"], PICTURE_ONLY);
    if (perspective !== undefined) refuse(["actors", index, "perspective"], PICTURE_ONLY);
    if (jitter.x !== 0 || jitter.y !== 0) refuse(["actors", index, "jitter"], "must be 0: on a road, boxes are computed from 3-D bodies");
    if (appearance.spriteAsset !== undefined) refuse(["actors", index, "appearance", "spriteAsset"], PICTURE_ONLY);
    if (trajectory.easing !== "linear")
      refuse(["actors", index, "trajectory", "easing"], "must be linear: on a road, actors move by their `motion`");
    trajectory.waypoints.forEach(({ x, y, scale, stretch }, waypoint) => {
      const path = ["actors", index, "trajectory", "waypoints", waypoint];
      for (const [key, value] of [["x", x] as const, ["y", y] as const])
        if (Math.abs(value) > MOTION_LIMITS.place) refuse([...path, key], `must be within ±${MOTION_LIMITS.place} m, not ${value}`);
      if (scale !== undefined) refuse([...path, "scale"], PICTURE_ONLY);
      if (stretch !== undefined) refuse([...path, "stretch"], PICTURE_ONLY);
    });
  });
}

function refuseSizeFaults({ width, height, length }: Size, path: (string | number)[], refuse: Refuse): void {
  if (length === undefined) refuse([...path, "size", "length"], "missing; on the road a body has `length`, `width` and `height` in metres");
  for (const [key, value] of Object.entries({ width, height, length }))
    if (value !== undefined && !(value >= LIMITS.metres.min && value <= LIMITS.metres.max))
      refuse([...path, "size", key], `must be from ${LIMITS.metres.min} to ${LIMITS.metres.max} m, not ${value}`);
}
