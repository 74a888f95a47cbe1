import { leftOf, placeAlong, scale, add } from "@/core/world";
import { groundKindAt, type RoadLayout, type SurfaceKind } from "@/core/world/roads";
import type { LaneRoad } from "./roads";

/** A lane that nobody drives on, beside those that are driven on. */
export type SideLane = { readonly type: "parking" | "sidewalk" | "shoulder" | "border"; readonly width: number };

const TYPES: Partial<Record<SurfaceKind, SideLane["type"]>> = {
  parking: "parking",
  pavement: "sidewalk",
  shoulder: "shoulder",
  carriageway: "border",
};

/** How finely, and how far out, the ground is looked at (metres). */
const STEP = 0.05;
const REACH = 16;
/** Carriageway that is wider than this belongs to another road (metres). */
const WIDEST_BORDER = 1;
const NARROWEST = 0.2;

/**
 * What is beside a road half way along it, from its outermost lane outwards: its parking lane, pavement and shoulder.
 * @param side 1 for its left, −1 for its right
 */
export function sideLanes(layout: RoadLayout, { line, lanes }: Pick<LaneRoad, "line" | "lanes">, side: 1 | -1): SideLane[] {
  const edge = lanes.reduce((sum, { lane, number }) => (Math.sign(number) === side ? sum + lane.width : sum), 0);
  const middle = placeAlong(line, line.length / 2);
  const outwards = scale(leftOf(middle.direction), side);
  const found: { type: SideLane["type"]; width: number }[] = [];
  for (let offset = edge + STEP / 2; offset < edge + REACH; offset += STEP) {
    const kind = groundKindAt(layout, add(middle, scale(outwards, offset)));
    const type = kind && TYPES[kind];
    if (!type) break;
    const last = found.at(-1);
    if (last?.type === type) last.width += STEP;
    else found.push({ type, width: STEP });
  }
  const widths = found.map(({ type, width }) => ({ type, width: Math.round(width * 20) / 20 }));
  const foreign = widths.findIndex(({ type, width }) => type === "border" && width > WIDEST_BORDER);
  return (foreign < 0 ? widths : widths.slice(0, foreign)).filter(({ width }) => width >= NARROWEST);
}
