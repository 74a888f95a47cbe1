import type { ActorType, OccluderKind, PictureStyle, TrafficSide } from "../../document/constants";
import type { Joint } from "../../bodies";
import type { DriverPose } from "../../driver";
import type { Facing } from "../frameStateTypes";

/** A joint of a figure’s person, in the same units as the polygons. `hidden`: behind the person’s own body. */
export type FigureJoint = { name: Joint; x: number; y: number; hidden?: true };

/**
 * One filled shape of a figure: a closed polygon x0, y0, x1, y1, … in units of the box (0..1, y down). Its details are drawn on top of
 * it, and only inside it: they never add to the silhouette.
 */
export type FigurePart = {
  role: string;
  polygon: readonly number[];
  details?: readonly FigurePart[];
  /** Set on a detail that is not entirely inside its part, and must be clipped at its edge. */
  overflows?: true;
  /** Joints of a person that no part up to this one hides. */
  joints?: readonly FigureJoint[];
};

/**
 * The shape of an actor or occluder. The union of its parts is its silhouette: what is drawn, and what visibility is counted from. It
 * touches all four sides of the unit box.
 */
export type Figure = {
  key: string;
  parts: readonly FigurePart[];
  /** Of a person: those that are drawn, at most one of each name. */
  joints: readonly FigureJoint[];
};

export type FigureRequest = {
  style: PictureStyle;
  subject: ActorType | OccluderKind;
  model: string;
  facing: Facing;
  phase: number;
  /** Drawn for a box of the model's own proportions and not of the specification's: wheels are round there, and turned views exist. */
  natural?: boolean;
  /** For a natural figure seen from neither side nor end: by how many of `TURN_STEPS` it is turned towards the camera (above 0) or away. */
  turn?: number;
  /** The pose of a driver; left out, it looks ahead with both hands on the wheel. */
  driver?: DriverPose;
  /** The side on which vehicles have their doors for passengers, and drivers their window; left out, the right. */
  traffic?: TrafficSide;
};

/** A rectangle that fills its box: every figure of the `schematic` style. */
export const RECTANGLE: Figure = { key: "rectangle", parts: [{ role: "body", polygon: [0, 0, 1, 0, 1, 1, 0, 1] }], joints: [] };
