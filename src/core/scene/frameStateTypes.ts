import type { DriverPose, Drowsiness } from "../driver";
import type { BodyKind, BodyLook } from "../bodies";
import type { Camera } from "../camera";
import type { ActorType, OccluderKind, PictureStyle, Condition, WeatherCondition } from "../document/constants";
import type { Dimensions } from "../document/dimensions";
import type { Asset, Appearance, SceneSettings, SensorSettings } from "../document/schema";
import type { Vector2 } from "../world";
import type { Keypoints } from "./keypoints";
import type { RoadPlan } from "../world/roads";
import type { SceneryItem, SignalAspect } from "../world/scenery";

/** Whole pixels, origin at the frame's top left, half-open: `x + width` is the first column outside. */
export type Box = { x: number; y: number; width: number; height: number };

/** What is drawn at a frame and not labelled, although a detector may rightly find it. `box` is that of its visible pixels. */
export type IgnoredState = {
  /** The same for the same thing at every frame. */
  key: string;
  kind: string;
  /** The type as which it may be found; null for what is none of our types: a sign, a traffic light. */
  type: ActorType | null;
  box: Box;
};

/** Side an actor shows to the camera; `left` means it moves towards the frame's left edge. */
export type Facing = "left" | "right" | "front" | "back";

/** One condition of weather or light at a frame. */
export type WeatherLayer = {
  condition: Condition;
  intensity: number;
  /** On a layer of light: the weather it falls through, as far as that changes the picture; absent for a clear sky. */
  through?: { condition: WeatherCondition; intensity: number }[];
};

/** A body on the road at a frame: where it stands (metres, the middle of its footprint), and what it looks like. */
export type Solid = {
  body: BodyKind;
  x: number;
  y: number;
  /** Metres above the carriageway: a kerb's height on a pavement. */
  z: number;
  /** Degrees counter-clockwise from x. */
  heading: number;
  dimensions: Dimensions;
  /** What it looks like, except for its level of detail, which follows from its distance. */
  look: Omit<BodyLook, "detail">;
  /** Metres a second in the ground frame; and metres a second along its way, each second. */
  velocity: Vector2;
  acceleration: number;
};

/** A body whose shadow may be in the picture, even if the body is not. */
export type ShadowCaster = { kind: "actor" | "occluder"; id: string; solid: Solid };

/** Something beside the road that nobody placed, and what it shows if it is a traffic light. */
export type SceneryState = { item: SceneryItem; aspect?: SignalAspect };

/** What the picture of a road scenario shows besides bodies, and from where. */
export type RoadView = {
  camera: Camera;
  plan: RoadPlan;
  casters: ShadowCaster[];
  /** Scenery that may be in the picture, nearest last; left out if the road has none. It has no annotations. */
  scenery?: SceneryState[];
  /** Where the light of the street lamps around the camera comes from (metres), nearest first; left out likewise. */
  streetLamps?: { x: number; y: number; z: number }[];
  /** How the camera moves (metres a second in the ground frame); left out where it stands. */
  velocity?: Vector2;
  /** Of the ego (metres a second, in the ground frame); left out where there is none. */
  egoVelocity?: Vector2;
  /** The headlamps of the ego, as one: where it is (metres), and where it shines (degrees counter-clockwise from x). */
  headlamp?: { x: number; y: number; z: number; heading: number };
  /**
   * Moments that the picture shows, and the rows (half-open) that are exposed then: a row is the mean of its moments, every row has
   * the same number. Left out where all rows show the frame's own moment.
   */
  exposures?: { momentsOfRow: number; moments: { top: number; bottom: number; state: FrameState }[] };
};

/** Plain data, suitable for `postMessage`. */
export type ActorState = {
  kind: "actor";
  id: string;
  trackId: number;
  /** Set on an actor that only hides others: ground truth lists it by its id, as an occluder. */
  onlyOccludes?: true;
  type: ActorType;
  name: string;
  appearance: Appearance;
  /** Whole extent, not clipped to the frame (amodal). */
  box: Box;
  /** Ground line (pixels from the top) before jitter. */
  groundY: number;
  facing: Facing;
  /** For an actor between side and end: steps by which it is turned towards the camera (above 0) or away from it. */
  turn?: number;
  /** Set where the box has the model's own proportions. */
  natural?: true;
  /** Direction of travel in radians: 0 to the right, π/2 down the frame. */
  heading: number;
  /** The side a vehicle is about to turn to, or is turning to, as its driver sees it; null while it goes straight on. */
  turning: "left" | "right" | null;
  /** Pixels travelled along the path since the actor's start; drives gait and wheels. */
  distance: number;
  /** Pixels a frame along the path. */
  speed: number;
  /** Whether a vehicle slows down with its brake lights on. */
  braking: boolean;
  /** Phase of the figure's movement, 0..PHASES-1; see figures. */
  phase: number;
  /** Of a distracted driver: its pose, blinking included. */
  driver?: DriverPose;
  drowsiness?: Drowsiness;
  /** Factor of the specification's random occlusion, 1 if there is none. */
  flicker: number;
  /** On the road: the body itself. */
  solid?: Solid;
  /** On the road: pixels of the whole silhouette, also beside the picture, and those that are seen. */
  pixels?: { whole: number; seen: number };
  visibility: number;
  truncation: number;
  visibleBox: Box | null;
  /** Track ids and occluder ids of the bodies that hide part of it, nearest to the camera last. */
  occludedBy: (number | string)[];
  confidence: number;
  /** Of a person whose figure has joints; computed with what is seen. */
  keypoints?: Keypoints;
};

export type OccluderState = {
  kind: "occluder";
  id: string;
  occluderKind: OccluderKind;
  box: Box;
  groundY: number;
  color?: string;
  /** On the road: the body itself. */
  solid?: Solid;
};

export type FrameState = {
  frame: number;
  width: number;
  height: number;
  fps: number;
  seed: number;
  style: PictureStyle;
  /** Including the background of this frame. */
  scene: Omit<SceneSettings, "backgroundStills">;
  /** The road and the camera of this frame; left out in the picture world. */
  road?: RoadView;
  /** What the camera adds to the picture; absent for nothing. */
  sensor?: SensorSettings;
  /**
   * The layers that blend at this frame, in order: at most two of weather and two of light, during a fade; never empty. Intensities 0..1.
   */
  weather: WeatherLayer[];
  /** Silhouettes of the pictures (by asset) that actors show; a picture without one is fully opaque. */
  silhouettes?: Readonly<Record<string, NonNullable<Asset["silhouette"]>>>;
  /** Actors and occluders from back to front: the order in which they are drawn. */
  bodies: (ActorState | OccluderState)[];
  /** What is drawn and not labelled, although a detector may rightly find it; computed with what is seen, left out for nothing. */
  ignored?: IgnoredState[];
};
