import {
  createCamera,
  createRoadActor,
  createRoadScenario,
  resolved,
  type Dimensions,
  type Occluder,
  type Parameter,
} from "@/core/document";
import type { RoadUserKind } from "@/core/world";
import { roadPlanSchema, type RoadPlan } from "@/core/world/roads";
import type { Preset } from "../preset";

/** The car that carries the camera, in metres. */
export const EGO: Dimensions = { length: 4.358, width: 1.815, height: 1.577 };
/** The middle of its lane: on the right of the centre line. */
export const EGO_LEFT = -1.75;

/** Seconds before the impact at which the gallery shows a geometry. */
const SHOWN_BEFORE = 1;

const VIDEO = { width: 1280, height: 720, fps: 30, durationFrames: 300 } as const;

/** Who is met, and where on it the impact is measured. */
export type Target = {
  readonly kind: RoadUserKind;
  readonly name: string;
  readonly dimensions: Dimensions;
  /** Metres from the point at which the impact is measured to the middle of the body, ahead. */
  readonly middleAhead: number;
};

const number = (value: number, unit: string): string => `${value} ${unit}`;

/** A parameter of which a test gives a range. */
const ranged = (name: string, unit: Parameter["unit"], value: number, [from, to]: readonly [number, number], step: number): Parameter => ({
  name,
  ...(unit === undefined ? {} : { unit }),
  value,
  from,
  to,
  step,
});

/** A parameter that follows from others. */
const derived = (name: string, unit: Parameter["unit"], expression: string): Parameter => ({
  name,
  ...(unit === undefined ? {} : { unit }),
  value: 0,
  expression,
});

export type Geometry = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly plan: RoadPlan;
  readonly target: Target;
  /** Speed of the ego in km/h: usual, and its range. */
  readonly egoSpeed: readonly [usual: number, from: number, to: number];
  /** Speed of the target in km/h. */
  readonly speed: number;
  /** Where on the ego's width the target is hit, in percent from its right side. */
  readonly impact: number;
  readonly occluders?: readonly Occluder[];
};

export const streetPlan = (): RoadPlan =>
  roadPlanSchema.parse({ kind: "street", laneWidth: 3.5, length: 480, parking: "none", crossing: null });
export const junctionPlan = (): RoadPlan =>
  roadPlanSchema.parse({ kind: "x_junction", laneWidth: 3.5, armLength: 200, cornerRadius: 8, crossings: false });

/** Parameters that all geometries have. */
function common({ egoSpeed: [usual, from, to], speed, impact }: Geometry): Parameter[] {
  return [
    { ...ranged("ego_speed", "km/h", usual, [from, to], 10), description: "Speed of the car with the camera" },
    { ...ranged("target_speed", "km/h", speed, [1, 40], 1), description: "Speed of the road user in front of it" },
    { ...ranged("impact", "%", impact, [0, 100], 5), description: "Where the car’s front is hit: 0 % is its right edge, 100 % its left" },
  ];
}

/** Where the middle of the target is at the impact, to the left of the ego's own middle. */
const hitAt = `(impact − 50 %) × ${EGO.width} m`;

/** A target that crosses from the right (nearside, where traffic drives on the right) or from the left. */
export function crossing(
  geometry: Geometry,
  side: "right" | "left",
  approach: { readonly lateral: number; readonly accelerating: number } | null,
): Preset {
  const { target } = geometry;
  const [sign, direction] = side === "right" ? ["", 1] : ["-", -1];
  // Cyclists keep to the right of their own road.
  const across = approach ? 0 : 1.75 * direction;
  const offset = `${number(target.middleAhead * direction, "m")}`;
  const walking = approach
    ? [
        { ...ranged("lateral", "m", approach.lateral, [2, 20], 0.5), description: "Distance to the car’s middle at which it stands first" },
        { ...ranged("accelerating", "m", approach.accelerating, [0.5, 5], 0.5), description: "Distance over which it reaches its speed" },
        derived("way", "m", `lateral + ${sign}(hit)`),
        derived("walk", "s", "(way + accelerating) / target_speed"),
        derived("standing", "s", "max(ceil((6 s − walk) / 1 s), 0) × 1 s"),
        derived("impact_time", "s", "standing + walk"),
        derived("start", "m", `${sign === "" ? "-" : ""}lateral`),
      ]
    : [
        { ...ranged("impact_time", "s", 6, [2, 8], 0.5), description: "From the beginning to the impact" },
        derived("start", "m", `hit − ${sign}(target_speed × impact_time)`),
      ];
  const parameters = [...common(geometry), derived("hit", "m", `${hitAt} + ${offset}`), ...walking];
  return preset(geometry, parameters, {
    egoStart: `${number(across - target.dimensions.width / 2 - EGO.length / 2, "m")} − ego_speed × impact_time`,
    motion: approach
      ? { "motion.speed": "target_speed", "motion.acceleration": "target_speed × target_speed / 2 / accelerating" }
      : { "motion.speed": "target_speed" },
    from: { x: across, expressions: { y: `${EGO_LEFT} m + start`, ...(approach && { hold: "standing" }) } },
    to: { x: across, expressions: { y: `${EGO_LEFT} m + start + ${sign}(target_speed × 10 s)` } },
  });
}

/** A target that moves ahead of the ego in the same direction. */
export function along(geometry: Geometry): Preset {
  const { target } = geometry;
  const parameters = [
    ...common(geometry),
    { ...ranged("impact_time", "s", 8, [2, 9], 0.5), description: "From the beginning to the impact" },
    derived("hit", "m", hitAt),
  ];
  return preset(geometry, parameters, {
    egoStart: `(target_speed − ego_speed) × impact_time − ${number((target.dimensions.length + EGO.length) / 2, "m")}`,
    motion: { "motion.speed": "target_speed" },
    from: { x: 0, expressions: { y: `${EGO_LEFT} m + hit` } },
    to: { x: 0, expressions: { x: "target_speed × 10 s", y: `${EGO_LEFT} m + hit` } },
  });
}

type Place = { readonly x: number; readonly expressions: Readonly<Record<string, string>> };
type Motions = {
  /** Where the middle of the ego begins, along x. */
  readonly egoStart: string;
  readonly motion: Readonly<Record<string, string>>;
  readonly from: Place;
  readonly to: Place;
};

function preset(
  { id, title, description, plan, target, occluders = [] }: Geometry,
  parameters: readonly Parameter[],
  motions: Motions,
): Preset {
  const { egoStart, motion, from, to } = motions;
  const span = { startFrame: 0, endFrame: VIDEO.durationFrames };
  const ego = createRoadActor({
    ...span,
    id: "ego",
    trackId: 0,
    kind: "car",
    name: "Ego",
    dimensions: EGO,
    waypoints: [
      { x: 0, y: EGO_LEFT, expressions: { x: egoStart } },
      { x: 1, y: EGO_LEFT, expressions: { x: `${egoStart} + ego_speed × 10 s` } },
    ],
  });
  const met = createRoadActor({
    ...span,
    id: "target",
    trackId: 1,
    kind: target.kind,
    name: target.name,
    dimensions: target.dimensions,
    waypoints: [
      { y: 0, ...from },
      { y: 1, ...to },
    ],
  });
  const scenario = resolved(
    createRoadScenario({
      id,
      name: title,
      description,
      plan,
      video: VIDEO,
      parameters,
      occluders,
      scenery: { seed: 1, density: 0.5, groups: ["buildings", "trees", "boundaries", "lamps"] },
      actors: [
        { ...ego, expressions: { "motion.speed": "ego_speed" } },
        { ...met, expressions: motion },
      ],
      ego: "ego",
      cameras: [createCamera("dashcam", VIDEO, EGO)],
    }),
    (path, message) => {
      throw new RangeError(`${id}, ${path.join(".")}: ${message}`);
    },
  );
  const impact = scenario.parameters?.find(({ name }) => name === "impact_time")?.value ?? 0;
  const pictureFrame = Math.round((impact - SHOWN_BEFORE) * VIDEO.fps);
  return { id, title, description, group: "protocol", scenario, pictureFrame };
}
