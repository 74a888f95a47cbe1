import { hashUnit } from "../random";
import type { Color } from "./builder";
import { DARK_SHOES, HAIR, SKIN } from "./colors";
import type { BodyLook } from "./look";
import type { Build, Hair, Legwear } from "./build";

const JEANS: Color = [62, 78, 112];

export const ADULT: Build = {
  height: 1.8,
  head: 0.125,
  hip: 0.514,
  leg: 0.239,
  shoulder: 0.815,
  broad: 0.125,
  hips: 0.7,
  waist: 0.64,
  stout: 1,
  skin: SKIN,
  hair: HAIR,
  style: "short",
  hat: [188, 58, 58],
  top: [206, 132, 58],
  bareArms: false,
  legwear: "trousers",
  trousers: JEANS,
  shoes: DARK_SHOES,
};

/** A child of six: a large head, short legs, narrow shoulders and a round trunk. */
export const CHILD: Build = {
  ...ADULT,
  height: 1.154,
  head: 0.185,
  hip: 0.474,
  leg: 0.225,
  shoulder: 0.755,
  broad: 0.125,
  hips: 0.78,
  waist: 0.76,
  stout: 1.12,
  hair: [132, 88, 50],
  top: [214, 74, 78],
  trousers: [70, 96, 140],
  shoes: [238, 238, 232],
};

const SKINS: readonly Color[] = [[232, 190, 162], SKIN, [204, 152, 116], [164, 112, 80], [122, 82, 60], [92, 62, 48]];
const HAIRS: readonly Color[] = [HAIR, [38, 32, 32], [126, 84, 48], [196, 160, 104], [150, 72, 42], [176, 174, 172]];
const TROUSERS: readonly Color[] = [JEANS, [52, 54, 62], [98, 86, 70], [40, 48, 74], [130, 126, 118], [84, 96, 80]];
const HATS: readonly Color[] = [
  [188, 58, 58],
  [52, 74, 120],
  [60, 62, 66],
  [214, 186, 132],
  [120, 60, 110],
  [222, 222, 216],
];
const SHOES: readonly Color[] = [DARK_SHOES, [232, 232, 228], [110, 74, 50], [90, 94, 104]];
/** Twice in the list is twice as likely. */
const ADULT_HAIR: readonly Hair[] = ["short", "short", "short", "long", "long", "bun", "bald", "cap", "beanie", "sun_hat", "headscarf"];
const CHILD_HAIR: readonly Hair[] = ["short", "short", "long", "bun", "cap", "beanie"];
const LEGWEAR: readonly Legwear[] = ["trousers", "trousers", "trousers", "trousers", "shorts", "skirt", "coat"];

export const BAGS = ["none", "backpack", "shoulder_bag", "shopping"] as const;
export type Bag = (typeof BAGS)[number];
/** Colours of bags, satchels and umbrellas. */
export const BAG_COLORS: readonly Color[] = [
  [58, 132, 148],
  [126, 78, 52],
  [62, 64, 72],
  [168, 52, 70],
  [92, 104, 60],
];

/** One of several, for a variant: the first if there is none. @param purpose keeps choices of the same variant apart */
export function chosen<Item>([first, ...rest]: readonly [Item, ...Item[]] | readonly Item[], look: BodyLook, purpose: number): Item {
  const items = [first, ...rest].filter((item) => item !== undefined);
  const index = look.variant === undefined ? 0 : Math.floor(hashUnit(look.variant, purpose, 77) * items.length);
  const item = items[index];
  if (item === undefined) throw new RangeError("nothing to choose from");
  return item;
}

/** A number between two limits for a variant: the usual one if there is none. */
export function between(low: number, high: number, usual: number, look: BodyLook, purpose: number): number {
  return look.variant === undefined ? usual : low + (high - low) * hashUnit(look.variant, purpose, 78);
}

/** A person's build and clothes by variant; the colour of a look is that of the top. */
export function dressed(build: Build, look: BodyLook, isChild = false): Build {
  const own = look.variant !== undefined;
  const style = own ? chosen(isChild ? CHILD_HAIR : ADULT_HAIR, look, 1) : build.style;
  const legwear = own ? chosen(LEGWEAR, look, 2) : build.legwear;
  const stout = build.stout * between(0.94, isChild ? 1.12 : 1.26, 1, look, 3);
  return {
    ...build,
    stout,
    broad: build.broad * between(0.94, 1.04, 1, look, 4),
    hips: build.hips * between(0.98, 1.16, 1, look, 5),
    waist: build.waist * between(0.92, 1.04, 1, look, 6) * Math.sqrt(stout / build.stout),
    skin: own ? chosen(SKINS, look, 7) : build.skin,
    hair: own ? chosen(HAIRS, look, 8) : build.hair,
    style,
    hat: own ? chosen(HATS, look, 9) : build.hat,
    top: look.color ?? build.top,
    bareArms: own ? legwear !== "coat" && hashUnit(look.variant ?? 0, 10, 79) < 0.3 : build.bareArms,
    legwear: legwear === "coat" && isChild ? "shorts" : legwear,
    trousers: own ? chosen(TROUSERS, look, 11) : build.trousers,
    shoes: own ? chosen(SHOES, look, 12) : build.shoes,
  };
}
