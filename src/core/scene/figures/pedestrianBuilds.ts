import { ACTOR_MODELS } from "../../document/constants";

/** The drawing's own units: a body 100 high in a box of the specification's proportions, 30 : 80. */
export const PEDESTRIAN_SPACE = { width: 37.5, height: 100 };

/** What distinguishes one pedestrian's body, clothes and bag from another's. */
export type Build = {
  headRadius: number;
  shoulder: number;
  hip: number;
  /** Half the shoulders' breadth seen from the front, and half the chest's depth seen from the side. */
  breadth: number;
  depth: number;
  /** Thickness of arms and legs, 1 for an adult man. */
  limbs: number;
  clothes: "jacket" | "coat" | "skirt";
  load: "backpack" | "shoulder_bag" | "handbag";
  headwear: "cap" | null;
  /** Trousers that end above the knee. */
  shorts: boolean;
};

const BUILDS: Record<(typeof ACTOR_MODELS)["pedestrian"][number], Build> = {
  adult: {
    headRadius: 6.6,
    shoulder: 23,
    hip: 53,
    breadth: 11.8,
    depth: 6,
    limbs: 1,
    clothes: "jacket",
    load: "backpack",
    headwear: null,
    shorts: false,
  },
  adult_coat: {
    headRadius: 6.5,
    shoulder: 23,
    hip: 54,
    breadth: 12.2,
    depth: 6.8,
    limbs: 1.06,
    clothes: "coat",
    load: "shoulder_bag",
    headwear: null,
    shorts: false,
  },
  adult_skirt: {
    headRadius: 6.4,
    shoulder: 23,
    hip: 51,
    breadth: 10.4,
    depth: 5.4,
    limbs: 0.86,
    clothes: "skirt",
    load: "handbag",
    headwear: null,
    shorts: false,
  },
  child: {
    headRadius: 9.6,
    shoulder: 28.5,
    hip: 58,
    breadth: 11,
    depth: 6.4,
    limbs: 1.08,
    clothes: "jacket",
    load: "backpack",
    headwear: "cap",
    shorts: true,
  },
};

export function buildOf(model: string): Build {
  const known = ACTOR_MODELS.pedestrian.find((name) => name === model);
  return BUILDS[known ?? "adult"];
}
