import type { Color, Point } from "./builder";

export type Hair = "short" | "long" | "bun" | "bald" | "cap" | "beanie" | "sun_hat" | "headscarf";
export type Legwear = "trousers" | "shorts" | "skirt" | "coat";

/** A person's proportions, as shares of the height, and clothes. */
export type Build = {
  height: number;
  /** Size of the head. */
  head: number;
  hip: number;
  /** Length of the thigh and of the shin. */
  leg: number;
  shoulder: number;
  /** Half of the shoulder width, and how wide hips and waist are compared to it. */
  broad: number;
  hips: number;
  waist: number;
  /** Thickness of limbs and trunk; 1 for a slim adult. */
  stout: number;
  skin: Color;
  hair: Color;
  style: Hair;
  /** Of a hat or scarf. */
  hat: Color;
  top: Color;
  bareArms: boolean;
  legwear: Legwear;
  trousers: Color;
  shoes: Color;
};

/** Positions of hands and feet in the body's frame; those of elbows and knees follow from them. */
export type Pose = {
  hip: Point;
  /** The point midway between the shoulders. */
  chest: Point;
  head: Point;
  hands: readonly [left: Point, right: Point];
  /** Ankles. */
  feet: readonly [left: Point, right: Point];
  /** Degrees by which each heel is raised above the toes. */
  heels?: readonly [left: number, right: number];
};
