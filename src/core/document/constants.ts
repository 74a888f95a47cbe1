/** The specification's fixed values, in one place: kinds, sizes (pixels) and colours (sRGB, 0..255). */

export const ACTOR_TYPES = ["pedestrian", "cyclist", "vehicle", "distracted_driver"] as const;
export type ActorType = (typeof ACTOR_TYPES)[number];

export const SCENE_KINDS = ["highway", "urban_intersection", "school_zone", "parking_lot", "residential", "in_cabin"] as const;
export type SceneKind = (typeof SCENE_KINDS)[number];

/** The sides on which traffic may drive. */
export const TRAFFIC_SIDES = ["right", "left"] as const;
export type TrafficSide = (typeof TRAFFIC_SIDES)[number];

/** The sky: conditions of the weather track. */
export const WEATHER_CONDITIONS = ["sunny", "cloudy", "rainy", "fog", "snow"] as const;
export type WeatherCondition = (typeof WEATHER_CONDITIONS)[number];

/** The light: conditions of the light track. */
export const LIGHT_CONDITIONS = ["day", "low_sun", "dusk", "night"] as const;
export type LightCondition = (typeof LIGHT_CONDITIONS)[number];

/** Everything that changes the picture, weather and light: the specification's five, then those that go beyond it. */
export const CONDITIONS = ["sunny", "cloudy", "rainy", "night", "fog", "snow", "low_sun", "dusk"] as const;
export type Condition = (typeof CONDITIONS)[number];

/** Whether a condition is one of light, which belongs in the light track. */
export const isLight = (condition: Condition): condition is Exclude<LightCondition, "day"> =>
  condition === "night" || condition === "low_sun" || condition === "dusk";

export const PICTURE_STYLES = ["illustrated", "schematic"] as const;
export type PictureStyle = (typeof PICTURE_STYLES)[number];

/** The effects that the camera itself may add to the picture: keys of `Scenario.sensor`. */
export const SENSOR_EFFECTS = ["exposure", "noise", "motionBlur", "lensDrops", "vignetting", "rollingShutter"] as const;

export const CURVES = ["linear", "smooth", "bezier"] as const;
export type Curve = (typeof CURVES)[number];

export const EASINGS = ["linear", "ease_in", "ease_out", "ease_in_out"] as const;
export type Easing = (typeof EASINGS)[number];

export const OCCLUDER_KINDS = [
  "wall",
  "parked_car",
  "parked_van",
  "parked_bus",
  "bus_shelter",
  "container",
  "bin",
  "tree",
  "hedge",
  "sign",
] as const;
export type OccluderKind = (typeof OCCLUDER_KINDS)[number];

/** The appearances an actor can have, by type; the first is the default. */
export const ACTOR_MODELS = {
  pedestrian: ["adult", "adult_coat", "adult_skirt", "child"],
  cyclist: ["city_bike", "racing_bike"],
  vehicle: ["car", "hatchback", "van", "truck", "bus"],
  distracted_driver: ["phone", "drowsy", "looking_away"],
} as const satisfies Record<ActorType, readonly string[]>;

export type Size = { width: number; height: number };
export type Point = { x: number; y: number };
export type Rgb = readonly [red: number, green: number, blue: number];

/** Box sizes in pixels at 1280×720 (specification, `object_sizes`). */
export const SPECIFIED_SIZES: Record<ActorType, Size> = {
  pedestrian: { width: 30, height: 80 },
  cyclist: { width: 40, height: 60 },
  vehicle: { width: 80, height: 40 },
  distracted_driver: { width: 25, height: 25 },
};

/** Colours of the `schematic` style (specification, `object_colors`). */
export const SPECIFIED_COLORS: Record<ActorType, Rgb> = {
  pedestrian: [0, 255, 0],
  cyclist: [255, 0, 0],
  vehicle: [0, 0, 255],
  distracted_driver: [255, 255, 0],
};

/** Noise of the specification's generators: whole pixels either way, and random occlusion. */
export const SPECIFIED_JITTER: Record<ActorType, Point> = {
  pedestrian: { x: 5, y: 2 },
  cyclist: { x: 0, y: 10 },
  vehicle: { x: 0, y: 5 },
  distracted_driver: { x: 0, y: 0 },
};
export const SPECIFIED_PEDESTRIAN_FLICKER = { probability: 0.05, min: 0.2, max: 0.8 } as const;

export const SPECIFIED_CONFIDENCE: Record<ActorType, number> = {
  pedestrian: 0.85,
  cyclist: 0.8,
  vehicle: 0.9,
  distracted_driver: 0.85,
};

/** Limits of a scenario; beyond them a browser's encoder or memory fails. */
export const LIMITS = {
  width: { min: 64, max: 3840 },
  height: { min: 64, max: 2160 },
  fps: { min: 1, max: 120 },
  durationFrames: { min: 1, max: 432_000 },
  actors: 1000,
  ignoreRegions: 20_000,
  backgroundStills: 20_000,
  waypoints: 50_000,
  /** Of the weather, and markers. */
  keyframes: 10_000,
  trackId: 1_000_000,
  /** Factors that a waypoint applies to its actor's size, and to the width alone. */
  scale: { min: 0.02, max: 50 },
  stretch: { min: 0.001, max: 1000 },
  coordinate: 100_000,
  /** Sides of a box, in pixels. */
  extent: { min: 2, max: 10_000 },
  /** Sides of a body on the road, in metres. */
  metres: { min: 0.05, max: 100 },
  pixelsPerMetre: { min: 0.1, max: 10_000 },
} as const;
