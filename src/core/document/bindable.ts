import { UNITS, type UnitName } from "../expressions";

/** What a field measures: a unit; frames; metres on a road and pixels in a picture; or nothing. */
export type FieldUnit = UnitName | "frames" | "place" | null;

/** A number of the document that can follow from an expression. */
export type BindableField = { readonly unit: FieldUnit; readonly isWhole?: true };

export type FieldTable = Readonly<Record<string, BindableField>>;

const fields = (unit: FieldUnit, ...names: readonly string[]): FieldTable => Object.fromEntries(names.map((name) => [name, { unit }]));
const counts = (...names: readonly string[]): FieldTable =>
  Object.fromEntries(names.map((name): [string, BindableField] => [name, { unit: null, isWhole: true }]));

const size = fields("place", "size.width", "size.height", "size.length");

/** Of a road's plan. */
const PLAN_FIELDS: FieldTable = {
  ...fields("km/h", "speedLimit"),
  ...counts("lanes", "bays", "aisles", "arms"),
  ...fields("m", "laneWidth", "pavement", "parkingWidth", "length", "crossing", "radius", "approach", "armLength", "cornerRadius"),
  ...fields("m", "bayWidth", "bayLength", "aisleWidth", "median", "shoulder", "islandRadius", "ringWidth"),
  ...fields("°", "angle"),
};

/** Of the scenario as a whole. */
const SCENARIO_FIELDS: FieldTable = {
  ...counts("seed", "scene.variant", "road.scenery.seed"),
  ...fields("frames", "video.durationFrames"),
  ...fields("px/m", "scene.pixelsPerMetre"),
  ...fields(null, "sensor.exposure", "sensor.noise", "sensor.motionBlur", "sensor.lensDrops", "sensor.vignetting"),
  ...fields(null, "sensor.rollingShutter", "road.scenery.density"),
  ...Object.fromEntries(Object.entries(PLAN_FIELDS).map(([name, field]) => [`road.plan.${name}`, field])),
};

const KEYFRAME_FIELDS: FieldTable = { ...fields(null, "intensity"), ...fields("frames", "frame", "fadeFrames") };

const ACTOR_FIELDS: FieldTable = {
  ...fields("frames", "startFrame", "endFrame"),
  ...size,
  ...fields("m/s", "motion.speed"),
  ...fields("m/s²", "motion.acceleration", "motion.deceleration"),
  ...fields("°", "motion.heading"),
  ...fields(null, "confidenceBase"),
  ...fields("px", "depth"),
};

const WAYPOINT_FIELDS: FieldTable = {
  ...fields("place", "x", "y"),
  ...fields("frames", "at", "hold"),
  ...fields("m/s", "speed"),
  ...fields(null, "scale", "stretch", "until.share"),
  ...fields("place", "until.distance", "until.place.x", "until.place.y"),
  ...fields("s", "until.seconds"),
};

const OCCLUDER_FIELDS: FieldTable = { ...fields("place", "x", "y"), ...size, ...fields("°", "heading"), ...fields("px", "depth") };

const CAMERA_FIELDS: FieldTable = {
  ...fields("m", "mount.x", "mount.y", "mount.z"),
  ...fields("°", "mount.yaw", "mount.pitch", "mount.roll"),
  ...fields("px", "lens.fx", "lens.fy", "lens.cx", "lens.cy"),
};

/** A place in the document at which objects may have `expressions`, and those below it. */
export type Spot = {
  readonly fields?: FieldTable;
  readonly children?: Readonly<Record<string, Spot>>;
  /** Of every entry, where it is a list. */
  readonly each?: Spot;
};

/** Where a document has numbers that can follow from expressions. */
export const SPOTS: Spot = {
  fields: SCENARIO_FIELDS,
  children: {
    weather: { each: { fields: KEYFRAME_FIELDS } },
    light: { each: { fields: KEYFRAME_FIELDS } },
    actors: {
      each: { fields: ACTOR_FIELDS, children: { trajectory: { children: { waypoints: { each: { fields: WAYPOINT_FIELDS } } } } } },
    },
    occluders: { each: { fields: OCCLUDER_FIELDS } },
    road: { children: { cameras: { each: { fields: CAMERA_FIELDS } } } },
  },
};

/** The unit in which a field is stored. */
export function storedUnit({ unit }: BindableField, isRoad: boolean): UnitName | null {
  if (unit === "place") return isRoad ? "m" : "px";
  return unit === "frames" ? "s" : unit;
}

/** The unit in which a scenario stores a field. */
export const unitIn = ({ road }: { readonly road?: unknown }, field: BindableField): UnitName | null =>
  storedUnit(field, road !== undefined);

/** Whether a change of the picture's size changes a field. */
export const isInPixels = (field: BindableField, isRoad: boolean): boolean => {
  const unit = storedUnit(field, isRoad);
  return unit !== null && UNITS[unit].dimension[3] === 1;
};

/** What has numbers that can follow from expressions. */
export type BearerKind = "scenario" | "actor" | "waypoint" | "occluder" | "camera" | "weather" | "light";

const FIELDS_OF: Readonly<Record<BearerKind, FieldTable>> = {
  scenario: SCENARIO_FIELDS,
  actor: ACTOR_FIELDS,
  waypoint: WAYPOINT_FIELDS,
  occluder: OCCLUDER_FIELDS,
  camera: CAMERA_FIELDS,
  weather: KEYFRAME_FIELDS,
  light: KEYFRAME_FIELDS,
};

/** A number by its key in what has it; undefined if it cannot follow from an expression. */
export const fieldAt = (of: BearerKind, key: string): BindableField | undefined =>
  Object.hasOwn(FIELDS_OF[of], key) ? FIELDS_OF[of][key] : undefined;
