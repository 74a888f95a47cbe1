import { z } from "zod";
import {
  ACTOR_TYPES,
  CURVES,
  EASINGS,
  LIGHT_CONDITIONS,
  LIMITS,
  OCCLUDER_KINDS,
  PICTURE_STYLES,
  SCENE_KINDS,
  TRAFFIC_SIDES,
  WEATHER_CONDITIONS,
} from "./constants";
import { shown } from "./faultText";
import { PARAMETER_LIMITS, expressionsSchema, parameterSchema, refuseSameNames } from "./parameters";
import type { Refuse } from "./refuse";
import { driverPosesSchema } from "../driver/schema";
import { headingSchema, motionSchema, refuseRoadFaults, roadSchema, waypointSpeedSchema } from "./road";
import { refuseRelationFaults, relationSchema, waitSchema } from "./relations";
import { FRACTIONAL_RATES } from "../timeline/frameRate";

/** The version this build writes; older documents are upgraded to it by `migrations.ts`. */
export const SCHEMA_VERSION = 3;

// Zod's generated fast path needs `eval`, which our Content-Security-Policy forbids.
z.config({ jitless: true });

const frame = z
  .int()
  .min(0)
  .max(LIMITS.durationFrames.max * 2);
/** Actors may begin before the video does. */
const signedFrame = z
  .int()
  .min(-LIMITS.durationFrames.max * 2)
  .max(LIMITS.durationFrames.max * 2);
const coordinate = z.number().min(-LIMITS.coordinate).max(LIMITS.coordinate);
const extent = z.number().positive().max(LIMITS.extent.max);
/** Pixels in the picture world; metres on the road, where a body also has a length. */
const sizeSchema = z.strictObject({ width: extent, height: extent, length: extent.optional() });
const share = z.number().min(0).max(1);
const identifier = z.string().min(1).max(100);
const seed = z.int().min(0).max(0xffff_ffff);
const colour = z.string().regex(/^#[0-9a-f]{6}$/, "must be a colour such as #3366ff");
const even = (limits: { min: number; max: number }) =>
  z.int().min(limits.min).max(limits.max).multipleOf(2, "must be even: video stores colour at half resolution");

/** Frames a second: a whole number, or the usual decimal of a rate of broadcasting, which stands for n × 1000/1001. */
export const frameRateSchema = z.union([z.int().min(LIMITS.fps.min).max(LIMITS.fps.max), z.literal(FRACTIONAL_RATES)], {
  error: ({ input }) =>
    input === undefined
      ? "missing; give a number"
      : `must be a whole number from ${LIMITS.fps.min} to ${LIMITS.fps.max}, or ${FRACTIONAL_RATES.join(" or ")}, not ${shown(input)}`,
});

/** Numbers of this object that follow from the scenario's parameters; they already have the values that these give. */
const following = { expressions: expressionsSchema.optional() };

const videoSchema = z.strictObject({
  width: even(LIMITS.width),
  height: even(LIMITS.height),
  fps: frameRateSchema,
  durationFrames: z.int().min(LIMITS.durationFrames.min).max(LIMITS.durationFrames.max),
});

const cameraSchema = z.strictObject({
  model: z.string().max(200),
  view: z.string().max(200),
  lens: z.string().max(200),
  signal: z.string().max(200),
});

const sceneSchema = z.strictObject({
  kind: z.enum(SCENE_KINDS),
  /** Chooses among variations of the scene: other houses, trees, clouds. */
  variant: z.int().min(0).max(9999),
  /** The side on which traffic drives; `trafficOf` says what holds if left out. On a road, its plan has it. */
  traffic: z.enum(TRAFFIC_SIDES).optional(),
  /** A picture in `assets` that replaces the drawn scene. */
  backgroundAsset: identifier.optional(),
  /** Pictures in `assets` that take over from it, each from its frame on: stills of a video. */
  backgroundStills: z
    .array(z.strictObject({ frame, asset: identifier }))
    .max(LIMITS.backgroundStills)
    .optional(),
  /** Pixels that a metre takes on the ground three quarters down the frame; left out, it follows from the scene. */
  pixelsPerMetre: z.number().min(LIMITS.pixelsPerMetre.min).max(LIMITS.pixelsPerMetre.max).optional(),
});

const weatherKeyframeSchema = z.strictObject({
  frame,
  condition: z.enum(WEATHER_CONDITIONS),
  intensity: share,
  /** Frames over which this weather takes over from the one before, counted from `frame`; 0 is a cut. */
  fadeFrames: frame.default(0),
  ...following,
});

const lightKeyframeSchema = z.strictObject({
  frame,
  condition: z.enum(LIGHT_CONDITIONS),
  /** How far the light is from plain day; of no account for `day` itself. */
  intensity: share,
  /** Frames over which this light takes over from the one before, counted from `frame`; 0 is a cut. */
  fadeFrames: frame.default(0),
  ...following,
});

/** What the camera itself adds to the picture; ground truth knows nothing of it. */
const sensorSchema = z.strictObject({
  /** Stops brighter (above 0) or darker (below) than the picture's own exposure. */
  exposure: z.number().min(-3).max(3).default(0),
  noise: share.default(0),
  /** Share of a frame's time for which the shutter is open: what moves is smeared along that part of its way. */
  motionBlur: share.default(0),
  /** Raindrops on the lens: how much of it they cover. */
  lensDrops: share.default(0),
  vignetting: share.default(0),
  /** Share of a frame's time from reading the first row to reading the last: what moves sideways leans. */
  rollingShutter: share.default(0),
});

const offsetSchema = z.strictObject({ x: coordinate, y: coordinate });

const waypointSchema = z.strictObject({
  /**
   * Where the actor touches the ground. In the picture world the middle of its box's lower edge, in pixels; on the road the middle of
   * its footprint, in metres: x ahead, y left.
   */
  x: coordinate,
  y: coordinate,
  /**
   * Arrival, in frames after the motion begins: the actor's `startFrame` less `trim.start`, without what it waits for others. Left out, it
   * follows from constant speed.
   */
  at: frame.optional(),
  /** Frames the actor waits here after arriving. */
  hold: frame.optional(),
  /** What the actor then waits for before it moves on; at its first waypoint, what it starts by. */
  until: relationSchema.optional(),
  wait: waitSchema.optional(),
  /** Factor on the actor's size here; it changes evenly from one waypoint to the next. */
  scale: z.number().min(LIMITS.scale.min).max(LIMITS.scale.max).optional(),
  /** Further factor on the width alone: imported boxes change their shape. It changes evenly, too. */
  stretch: z.number().min(LIMITS.stretch.min).max(LIMITS.stretch.max).optional(),
  /** On the road, metres a second from here on. */
  speed: waypointSpeedSchema.optional(),
  /** Bézier handles as offsets from the waypoint. */
  handles: z.strictObject({ in: offsetSchema.optional(), out: offsetSchema.optional() }).optional(),
  ...following,
});

/** What actors and occluders have in common beside their place. */
const standing = {
  /** Bodies with the same group are chosen and moved together. */
  groupId: identifier.optional(),
  /** Pixels by which a body counts as standing nearer to the camera than its ground line says; below 0, further away. */
  depth: coordinate.optional(),
  ...following,
};

const trajectorySchema = z
  .strictObject({
    curve: z.enum(CURVES),
    easing: z.enum(EASINGS),
    waypoints: z.array(waypointSchema).min(1).max(LIMITS.waypoints),
    /** Frames of the motion that are cut off before the actor appears and after it is gone. Trimming outwards brings them back. */
    trim: z.strictObject({ start: frame, end: frame }).optional(),
  })
  .superRefine(({ waypoints }, context) => refuseTimes(waypoints, refusing(context)));

const refusing =
  (context: z.core.$RefinementCtx): Refuse =>
  (path, message) =>
    context.addIssue({ code: "custom", path, message });

/** The rule of a path's times: arrivals rise, and nobody arrives before having left the waypoint before. */
export function refuseTimes(waypoints: Scenario["actors"][number]["trajectory"]["waypoints"], refuse: Refuse): void {
  let earliest = -1;
  waypoints.forEach(({ at, hold = 0 }, index) => {
    if (at !== undefined) {
      if (at <= earliest || (index === 0 && at !== 0)) {
        refuse(
          ["waypoints", index, "at"],
          index === 0
            ? "the first waypoint is reached at the actor’s frame 0; omit `at` or set it to 0"
            : `must be later than frame ${earliest}, when the actor leaves the previous waypoint`,
        );
      }
      earliest = at + hold;
    } else {
      earliest = Math.max(earliest, index === 0 ? 0 : earliest) + hold;
    }
  });
}

const appearanceSchema = z.strictObject({
  /** One of `ACTOR_MODELS` for the actor's type; an unknown one falls back to the default look. */
  model: z.string().min(1).max(60),
  /** Main colour (clothes, paint); left out, the track id chooses one. Replaces the type's colour in `schematic`. */
  color: colour.optional(),
  /** A picture in `assets` drawn instead of the model. */
  spriteAsset: identifier.optional(),
});

const actorSchema = z
  .strictObject({
    id: identifier,
    trackId: z.int().min(0).max(LIMITS.trackId),
    type: z.enum(ACTOR_TYPES),
    name: z.string().max(200),
    appearance: appearanceSchema,
    /**
     * In the picture world the box in pixels; with `perspective`, that of the side view on the scene's reference row, three quarters
     * down. On the road the dimensions in metres.
     */
    size: sizeSchema,
    /** How it moves along its path on the road. */
    motion: motionSchema.optional(),
    /** What a distracted driver does, pose by pose; left out, it repeats what its model usually does. */
    driverPoses: driverPosesSchema.optional(),
    /** Whether the box follows the scene: smaller further away, and as wide as the side that the actor turns to the camera. */
    perspective: z.boolean().optional(),
    /** It moves and hides what stands behind it, but is itself no object to be found: a moving occluder. */
    onlyOccludes: z.boolean().optional(),
    startFrame: signedFrame,
    /** First frame at which the actor is gone (half-open). */
    endFrame: signedFrame,
    trajectory: trajectorySchema,
    confidenceBase: share,
    /** Random shift of the box in whole pixels, at most this far either way, different at every frame. */
    jitter: z.strictObject({ x: z.int().min(0).max(1000), y: z.int().min(0).max(1000) }),
    /** The specification's random occlusion: at a share of frames, visibility is multiplied by min..max. */
    flicker: z
      .strictObject({ probability: share, min: share, max: share })
      .refine((flicker) => flicker.min <= flicker.max, { message: "min must not exceed max" }),
    /** The generator (in `generators`) that made this actor and may make it again. */
    generatorId: identifier.optional(),
    ...standing,
    locked: z.boolean(),
    /** Hidden actors are neither drawn nor annotated. */
    hidden: z.boolean(),
  })
  .refine((actor) => actor.startFrame < actor.endFrame, {
    path: ["endFrame"],
    message: "must be after startFrame (it is the first frame without the actor)",
  });

const occluderSchema = z.strictObject({
  id: identifier,
  kind: z.enum(OCCLUDER_KINDS),
  name: z.string().max(200),
  /** Middle of the lower edge in pixels, which also decides what stands in front; on the road the middle of the footprint, in metres. */
  x: coordinate,
  y: coordinate,
  size: sizeSchema,
  /** On the road, degrees counter-clockwise from x. */
  heading: headingSchema.optional(),
  color: colour.optional(),
  ...standing,
  locked: z.boolean(),
  hidden: z.boolean(),
});

const ignoreRegionSchema = z
  .strictObject({
    startFrame: signedFrame,
    /** First frame at which it no longer holds (half-open). */
    endFrame: signedFrame,
    /** Top left corner and size in pixels. */
    x: coordinate,
    y: coordinate,
    width: z.number().positive().max(LIMITS.coordinate),
    height: z.number().positive().max(LIMITS.coordinate),
    /** The type whose detections are not judged there; left out, every type's. */
    type: z.enum(ACTOR_TYPES).optional(),
  })
  .refine((region) => region.startFrame < region.endFrame, {
    path: ["endFrame"],
    message: "must be after startFrame (it is the first frame without the region)",
  });

const seconds = z.number().min(0).max(14_400);

/** Factors on the specification's sizes, which are for 1280×720; a change of picture size changes them. */
const stretch = z.strictObject({ x: z.number().min(0.01).max(100), y: z.number().min(0.01).max(100) }).optional();

/**
 * Left out, a generator's actors have the specification's sizes. Otherwise they have those of their models, at so many pixels for a metre
 * across and up on the scene's reference row, and follow the scene's perspective.
 */
const modelScale = z
  .strictObject({
    x: z.number().min(LIMITS.pixelsPerMetre.min).max(LIMITS.pixelsPerMetre.max),
    y: z.number().min(LIMITS.pixelsPerMetre.min).max(LIMITS.pixelsPerMetre.max),
  })
  .optional();

/** The specification's generators, kept with their parameters so that they stay editable. */
const generatorSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    id: identifier,
    kind: z.literal("moving_pedestrian"),
    stretch,
    modelScale,
    startSeconds: seconds,
    durationSeconds: z.number().min(0.05).max(14_400),
    /** Top-left corner of the box at the start and the end, in pixels, as in the specification. */
    from: offsetSchema,
    to: offsetSchema,
    confidenceBase: share,
  }),
  z.strictObject({
    id: identifier,
    kind: z.literal("cyclist_crossing"),
    stretch,
    modelScale,
    startSeconds: seconds,
    durationSeconds: z.number().min(0.05).max(14_400),
    /** Top of the box, in pixels. */
    laneY: coordinate,
    confidenceBase: share,
  }),
  z.strictObject({
    id: identifier,
    kind: z.literal("vehicle_sequence"),
    stretch,
    modelScale,
    startSeconds: seconds,
    count: z.int().min(1).max(200),
    /** Top of the boxes, in pixels. */
    laneY: coordinate,
    /** Pixels between one start and the next, at base speed (a fifth of the width a second). */
    spacing: z.number().min(1).max(100_000),
    /** Each vehicle's speed is drawn from base × (1 ± this). */
    speedVariation: z.number().min(0).max(0.95),
  }),
  z.strictObject({
    id: identifier,
    kind: z.literal("pedestrian_crowd"),
    stretch,
    modelScale,
    startSeconds: seconds,
    durationSeconds: z.number().min(0.05).max(14_400),
    count: z.int().min(1).max(200),
    /** Ground points: the crowd walks from around the one to around the other. */
    from: offsetSchema,
    to: offsetSchema,
    /** Largest distance from those points, in pixels. */
    spread: z.number().min(0).max(10_000),
    /** What its places, paces and looks are drawn from; left out, the scenario's seed. */
    seed: seed.optional(),
  }),
]);

/** Where a picture is opaque: what is drawn of an actor that shows it, and what its visibility is counted from. */
const silhouetteSchema = z
  .strictObject({
    /** The smallest box around what is opaque, in the picture's pixels. */
    x: z.int().min(0),
    y: z.int().min(0),
    width: z.int().min(1),
    height: z.int().min(1),
    /** Cells into which that box is divided. */
    columns: z.int().min(1).max(1024),
    rows: z.int().min(1).max(1024),
    /** Lengths of alternating runs of cells, row by row, uncovered ones first. */
    runs: z.string().regex(/^\d{1,7}( \d{1,7})*$/),
  })
  .refine(({ columns, rows, runs }) => runs.split(" ").reduce((sum, run) => sum + Number(run), 0) === columns * rows, {
    path: ["runs"],
    message: "must add up to columns × rows; choose the image again",
  });

const assetSchema = z.strictObject({
  name: z.string().max(300),
  mediaType: z.enum(["image/png", "image/jpeg", "image/webp", "image/svg+xml"]),
  width: z.int().min(1).max(16_384),
  height: z.int().min(1).max(16_384),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The file itself, as a `data:` address: a scenario needs nothing beside it. */
  data: z.string().startsWith("data:"),
  /** Left out where the picture is opaque all over. */
  silhouette: silhouetteSchema.optional(),
});

const markerSchema = z.strictObject({ frame, name: z.string().max(200) });

const pictureRefSchema = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits"),
  length: z.int().min(0),
});

/** Assets of whole and of slim scenarios. */
export const anyAssetsSchema = z.record(
  identifier,
  assetSchema.extend({ data: z.union([assetSchema.shape.data, pictureRefSchema], "must be an image, as a data: address or a reference") }),
);

export const scenarioSchema = z
  .strictObject({
    schemaVersion: z.literal(SCHEMA_VERSION),
    id: identifier,
    name: z.string().min(1).max(200),
    description: z.string().max(10_000),
    seed,
    style: z.enum(PICTURE_STYLES),
    video: videoSchema,
    camera: cameraSchema.optional(),
    scene: sceneSchema,
    /** The road and its cameras: places are in metres. Left out, the world is the picture, and places are in pixels. */
    road: roadSchema.optional(),
    /** Left out, the camera is perfect. */
    sensor: sensorSchema.optional(),
    weather: z.array(weatherKeyframeSchema).min(1).max(LIMITS.keyframes),
    /** Left out, it is day throughout. */
    light: z.array(lightKeyframeSchema).min(1).max(LIMITS.keyframes).optional(),
    actors: z.array(actorSchema).max(LIMITS.actors),
    occluders: z.array(occluderSchema).max(LIMITS.actors),
    /** Where a detection is neither right nor wrong. Not drawn. */
    ignoreRegions: z.array(ignoreRegionSchema).max(LIMITS.ignoreRegions).optional(),
    generators: z.array(generatorSchema).max(LIMITS.actors),
    markers: z.array(markerSchema).max(LIMITS.keyframes),
    /** Numbers with names, from which others follow. */
    parameters: z.array(parameterSchema).max(PARAMETER_LIMITS.count).optional(),
    ...following,
    assets: z.record(identifier, assetSchema),
  })
  .superRefine((scenario, context) => refuseContradictions(scenario, refusing(context)));

/** The rules between the parts of a scenario: ids are its own, what is referred to is there, keyframes rise. */
export function refuseContradictions(scenario: Scenario, refuse: Refuse): void {
  const seenIds = new Set<string>();
  const seenTracks = new Set<number>();
  const generatorIds = new Set(scenario.generators.map((generator) => generator.id));
  scenario.actors.forEach((actor, index) => {
    if (seenIds.has(actor.id)) refuse(["actors", index, "id"], `"${actor.id}" is used twice`);
    if (seenTracks.has(actor.trackId)) refuse(["actors", index, "trackId"], `${actor.trackId} is used twice`);
    seenIds.add(actor.id);
    seenTracks.add(actor.trackId);
    if (actor.driverPoses && actor.type !== "distracted_driver")
      refuse(["actors", index, "driverPoses"], `only a distracted driver has poses, and this actor is a ${actor.type}`);
    const { spriteAsset } = actor.appearance;
    if (spriteAsset !== undefined && !Object.hasOwn(scenario.assets, spriteAsset))
      refuse(["actors", index, "appearance", "spriteAsset"], `there is no asset "${spriteAsset}"`);
    if (actor.generatorId !== undefined && !generatorIds.has(actor.generatorId))
      refuse(["actors", index, "generatorId"], `there is no generator "${actor.generatorId}"`);
  });
  scenario.occluders.forEach((occluder, index) => {
    if (seenIds.has(occluder.id)) refuse(["occluders", index, "id"], `"${occluder.id}" is used twice`);
    seenIds.add(occluder.id);
  });
  if (generatorIds.size < scenario.generators.length) refuse(["generators"], "two generators have the same id");

  for (const track of ["weather", "light"] as const)
    scenario[track]?.forEach(({ frame }, index, keyframes) => {
      const before = keyframes[index - 1];
      if (!before && frame !== 0) refuse([track, 0, "frame"], "the first keyframe must be at frame 0");
      if (before && frame <= before.frame) refuse([track, index, "frame"], `must be later than the previous keyframe (${before.frame})`);
    });

  scenario.scene.backgroundStills?.forEach(({ frame, asset }, index, stills) => {
    if (!Object.hasOwn(scenario.assets, asset)) refuse(["scene", "backgroundStills", index, "asset"], `there is no asset "${asset}"`);
    const before = stills[index - 1];
    if (before && frame <= before.frame)
      refuse(["scene", "backgroundStills", index, "frame"], `must be later than the previous still (${before.frame})`);
  });
  refuseSameNames(scenario.parameters ?? [], refuse);
  const { backgroundAsset } = scenario.scene;
  if (backgroundAsset !== undefined && !Object.hasOwn(scenario.assets, backgroundAsset))
    refuse(["scene", "backgroundAsset"], `there is no asset "${backgroundAsset}"`);
  refuseRelationFaults(scenario.actors, refuse);
  if (scenario.road === undefined) refuseMetres(scenario, refuse);
  else refuseRoadFaults(scenario, scenario.road, refuse);
}

/** What only a road scenario has. */
function refuseMetres({ actors, occluders }: Scenario, refuse: Refuse): void {
  const onlyOnTheRoad = "belongs to road scenarios, which have `road`; leave it out";
  const bodies = [
    ...actors.map((body, index) => ({ list: "actors", index, body })),
    ...occluders.map((body, index) => ({ list: "occluders", index, body })),
  ];
  for (const { list, index, body } of bodies) {
    for (const side of ["width", "height"] as const)
      if (body.size[side] < LIMITS.extent.min)
        refuse([list, index, "size", side], `must be at least ${LIMITS.extent.min}, not ${body.size[side]}`);
    if (body.size.length !== undefined) refuse([list, index, "size", "length"], onlyOnTheRoad);
    if ("heading" in body && body.heading !== undefined) refuse([list, index, "heading"], onlyOnTheRoad);
  }
  actors.forEach(({ motion, trajectory }, index) => {
    if (motion !== undefined) refuse(["actors", index, "motion"], onlyOnTheRoad);
    const fast = trajectory.waypoints.findIndex(({ speed }) => speed !== undefined);
    if (fast >= 0) refuse(["actors", index, "trajectory", "waypoints", fast, "speed"], onlyOnTheRoad);
  });
}

type DeepReadonly<T> = T extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

type FileScenario = DeepReadonly<z.infer<typeof scenarioSchema>>;

/** Anything that stands for a picture's data and knows how many characters that has in a file. */
export type PictureData = { readonly length: number };

export type Asset<Data extends PictureData = PictureData> = Omit<FileScenario["assets"][string], "data"> & { readonly data: Data };

/**
 * Documents are never changed in place; every edit makes a new one that shares what did not change. Most code asks nothing of the data of
 * their pictures; `Data` says what is there instead of it. `Scenario<never>` has no pictures.
 */
export type Scenario<Data extends PictureData = PictureData> = Omit<FileScenario, "assets"> & {
  readonly assets: Readonly<Record<string, Asset<Data>>>;
};

/** A scenario as in its file, with the data of its pictures. */
export type WholeScenario = Scenario<string>;

/** What a document holds of a picture whose data is elsewhere: in a `PictureStore`, under its SHA-256. */
export type PictureRef = PictureData & { readonly sha256: string };

/** A scenario without the data of its pictures: cheap to copy, compare and pass on. The editor's documents are. */
export type SlimScenario = Scenario<PictureRef>;

export type VideoSettings = Scenario["video"];
export type SensorSettings = NonNullable<Scenario["sensor"]>;
export type SceneSettings = Scenario["scene"];
export type WeatherKeyframe = Scenario["weather"][number];
export type LightKeyframe = NonNullable<Scenario["light"]>[number];
export type Actor = Scenario["actors"][number];
export type Appearance = Actor["appearance"];
export type Trajectory = Actor["trajectory"];
export type Waypoint = Trajectory["waypoints"][number];
export type Occluder = Scenario["occluders"][number];
export type IgnoreRegion = NonNullable<Scenario["ignoreRegions"]>[number];
export type Generator = Scenario["generators"][number];
export type Marker = Scenario["markers"][number];
export type Road = NonNullable<Scenario["road"]>;
export type RoadCamera = Road["cameras"][number];
export type ActorMotion = NonNullable<Actor["motion"]>;

const NO_CAMERAS: readonly RoadCamera[] = [];

/** A scenario's cameras; a picture scenario has none. */
export const camerasOf = ({ road }: Pick<Scenario, "road">): readonly RoadCamera[] => road?.cameras ?? NO_CAMERAS;

/** Whether ground truth tells of an actor: neither of hidden ones nor of those that only hide others. */
const isAnnotated = ({ hidden, onlyOccludes }: Actor): boolean => !hidden && onlyOccludes !== true;

/** The actors that ground truth tells of: on the road, without the one that carries the camera. */
export function annotatedActors({ actors, road }: Pick<Scenario, "actors" | "road">): Actor[] {
  const carried = road?.cameras.some(({ id, carrier }) => id === road.camera && carrier === "ego");
  return actors.filter((actor) => isAnnotated(actor) && !(carried === true && actor.id === road?.ego));
}
