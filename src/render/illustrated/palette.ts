import type { ActorType, OccluderKind, Rgb } from "@/core/document";
import { PURPOSE, hashUnit } from "@/core/random";
import type { ActorState, OccluderState } from "@/core/scene";
import { parseColor, shade } from "../color";

/** Colours by the roles of figures' parts. */
export type Palette = { key: string; colors: Readonly<Record<string, Rgb>> };

const SKINS: readonly Rgb[] = [
  [241, 205, 178],
  [224, 178, 146],
  [196, 146, 110],
  [150, 102, 74],
  [104, 70, 52],
];
const HAIRS: readonly Rgb[] = [
  [46, 36, 32],
  [86, 60, 42],
  [140, 98, 58],
  [196, 160, 104],
  [120, 116, 114],
];
const TOPS: readonly Rgb[] = [
  [188, 62, 54],
  [52, 98, 150],
  [222, 168, 66],
  [70, 118, 92],
  [232, 228, 220],
  [106, 78, 128],
  [60, 66, 78],
  [206, 112, 70],
];
const TROUSERS: readonly Rgb[] = [
  [52, 60, 82],
  [72, 74, 80],
  [96, 84, 72],
  [40, 42, 48],
  [118, 108, 94],
];
const BAGS: readonly Rgb[] = [
  [118, 82, 52],
  [44, 48, 54],
  [86, 104, 84],
  [150, 56, 52],
];
const CAPS: readonly Rgb[] = [
  [214, 58, 50],
  [240, 190, 50],
  [40, 98, 190],
  [44, 150, 110],
];
const PAINTS: readonly Rgb[] = [
  [176, 44, 44],
  [46, 92, 150],
  [226, 226, 224],
  [58, 62, 68],
  [150, 156, 162],
  [206, 160, 58],
  [52, 110, 92],
  [116, 44, 66],
];

/** Colours that are the same on every body. */
export const FIXED_COLORS: Readonly<Record<string, Rgb>> = {
  eye: [38, 30, 28],
  eye_white: [244, 242, 238],
  brow: [58, 42, 34],
  lip: [158, 84, 78],
  shoe: [48, 42, 42],
  phone: [28, 30, 36],
  screen: [150, 196, 226],
  belt: [58, 60, 66],
  tyre: [34, 35, 38],
  rim: [168, 172, 178],
  wheel: [120, 124, 130],
  frame: [44, 92, 96],
  helmet: [222, 92, 58],
  glass: [74, 96, 114],
  seat: [46, 58, 70],
  display: [250, 184, 70],
  underside: [36, 38, 42],
  cargo: [222, 222, 218],
  trim: [238, 238, 236],
  headlamp: [246, 240, 214],
  tail_lamp: [150, 30, 30],
  blinker_near: [196, 128, 52],
  blinker_left: [196, 128, 52],
  blinker_right: [196, 128, 52],
  plate: [236, 234, 216],
  brick: [164, 96, 78],
  mortar: [190, 178, 164],
  coping: [198, 192, 182],
  leaf: [82, 128, 66],
  trunk: [104, 80, 60],
  post: [150, 154, 158],
  frame_steel: [92, 100, 110],
  pane: [176, 196, 204],
  poster: [222, 186, 96],
  bench: [150, 110, 74],
  container: [172, 92, 62],
  bin: [72, 96, 82],
  sign_red: [198, 44, 44],
  sign_white: [244, 244, 242],
};

const STANDING_PAINTS: Partial<Record<OccluderKind, Rgb>> = { parked_van: [214, 214, 208], parked_bus: [196, 60, 50] };

const MAIN_ROLE: Record<ActorType | OccluderKind, string> = {
  pedestrian: "top",
  cyclist: "top",
  vehicle: "body",
  distracted_driver: "top",
  wall: "brick",
  parked_car: "body",
  parked_van: "body",
  parked_bus: "body",
  bus_shelter: "frame_steel",
  container: "container",
  bin: "bin",
  tree: "leaf",
  hedge: "leaf",
  sign: "sign_red",
};

/** The colours of one body: its own main colour if it has one, otherwise chosen by its track or position. */
export function paletteOf(body: ActorState | OccluderState): Palette {
  const subject = body.kind === "actor" ? body.type : body.occluderKind;
  const identity = body.kind === "actor" ? body.trackId : body.box.x;
  const color = body.kind === "actor" ? body.appearance.color : body.color;
  const model = body.kind === "actor" ? body.appearance.model : "";
  const choose = (items: readonly Rgb[], salt: number): Rgb =>
    items[Math.floor(hashUnit(PURPOSE.scenery, identity, salt) * items.length)] ?? [128, 128, 128];
  const ownPaint: Rgb = model === "bus" ? [196, 60, 50] : model === "van" ? [226, 226, 222] : choose(PAINTS, 6);
  const colors: Record<string, Rgb> = {
    ...FIXED_COLORS,
    skin: choose(SKINS, 1),
    // Children have no grey hair: the last of the list.
    hair: choose(model === "child" ? HAIRS.slice(0, -1) : HAIRS, 2),
    top: choose(TOPS, 3),
    trousers: choose(TROUSERS, 4),
    bag: choose(BAGS, 5),
    cap: choose(CAPS, 7),
    body: (body.kind === "occluder" ? STANDING_PAINTS[body.occluderKind] : undefined) ?? ownPaint,
  };
  if (color !== undefined) colors[MAIN_ROLE[subject]] = parseColor(color);
  return { key: `${identity} ${color ?? ""}`, colors };
}

const TONES: Readonly<Record<string, number>> = { dark: -0.24, shade: -0.1, light: 0.2 };

/** The colour of a role such as `top` or `top.dark`. */
export function colorOf(palette: Palette, role: string): Rgb {
  const dot = role.indexOf(".");
  if (dot < 0) return palette.colors[role] ?? [255, 0, 255];
  return shade(palette.colors[role.slice(0, dot)] ?? [255, 0, 255], TONES[role.slice(dot + 1)] ?? 0);
}
