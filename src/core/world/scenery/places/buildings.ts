import { nearestOn, placeAlong } from "../../polyline";
import type { RoadPlan } from "../../roads/plan";
import type { Frontage } from "../frontage";
import type { Site } from "../site";
import { WIDEST_PAVEMENT, alongBack } from "../alongBack";
import { plantGarden } from "./gardens";

/** What stands along one side of a road. */
type Style = "villas" | "terrace" | "shops";

/** Shares of villas, terraces and shops along each kind of road; the rest stays open. */
const STYLES: Readonly<Record<RoadPlan["kind"], Readonly<Record<Style, number>>>> = {
  street: { villas: 0.4, terrace: 0.35, shops: 0.25 },
  curve: { villas: 0.8, terrace: 0.2, shops: 0 },
  t_junction: { villas: 0.35, terrace: 0.35, shops: 0.3 },
  x_junction: { villas: 0.2, terrace: 0.4, shops: 0.4 },
  school_street: { villas: 0.65, terrace: 0.35, shops: 0 },
  roundabout: { villas: 0.5, terrace: 0.25, shops: 0.25 },
  car_park: { villas: 0, terrace: 0, shops: 0 },
  dual_carriageway: { villas: 0, terrace: 0, shops: 0 },
  network: { villas: 0.4, terrace: 0.35, shops: 0.25 },
};

/** Setbacks of a building that are tried one after another, beyond its own (metres). */
const FURTHER_BACK = [0, 1.5, 3.5];

/** Houses, shops and a school along every road. */
export function placeBuildings(site: Site): void {
  if (site.plan.kind === "school_street") placeSchool(site);
  site.frontages.forEach((frontage, side) => {
    const style = styleOf(site, side);
    if (!style) return;
    const end = frontage.length - 1;
    let at = site.between(1, 4, "first lot", side);
    for (let lot = 0; at < end; lot++) {
      const size = lotSize(site, style, side, lot);
      if (at + size.width > end) break;
      if (site.happens(1.35, "lot", side, lot)) build(site, frontage, style, at, size, [side, lot]);
      at += size.width + size.gap;
    }
  });
}

function styleOf(site: Site, side: number): Style | null {
  const shares = STYLES[site.plan.kind];
  const pick = site.random("style", side);
  if (pick < shares.villas) return "villas";
  if (pick < shares.villas + shares.terrace) return "terrace";
  return pick < shares.villas + shares.terrace + shares.shops ? "shops" : null;
}

type LotSize = { readonly width: number; readonly gap: number; readonly depth: number; readonly height: number; readonly setback: number };

function lotSize(site: Site, style: Style, side: number, lot: number): LotSize {
  const between = (low: number, high: number, purpose: string, ...keys: number[]) => site.between(low, high, purpose, side, ...keys);
  if (style === "villas")
    return {
      width: between(8.5, 12, "width", lot),
      depth: 8.4,
      gap: between(3, 7.5, "gap", lot),
      height: site.random("storeys", side, lot) < 0.35 ? between(5.6, 6.4, "height", lot) : between(8.4, 9.2, "height", lot),
      setback: between(3.4, 5.5, "setback"),
    };
  const isShop = style === "shops";
  // A row is interrupted by a passage now and then.
  const passage = site.random("passage", side, lot) < 0.16 ? 3.6 : 0;
  const storeys = isShop ? 2 + Math.floor(site.random("storeys", side, lot) * 2.4) : 2 + Math.floor(site.random("storeys", side) * 1.6);
  return {
    width: isShop ? between(6, 9.4, "width", lot) : between(5.4, 7.2, "row width"),
    depth: 10,
    gap: passage,
    height: storeys * 2.9 + 2.6 + (isShop ? 0.7 : between(0.2, 0.5, "height")),
    setback: isShop ? 0.2 : between(0.4, 2.4, "setback"),
  };
}

function build(site: Site, frontage: Frontage, style: Style, at: number, size: LotSize, keys: readonly number[]): void {
  const { width, depth, height, setback } = size;
  const [from, middle, to] = [frontage.at(at), frontage.at(at + width / 2), frontage.at(at + width)];
  if (!from || !middle || !to) return;
  const back = Math.max(from.back, middle.back, to.back);
  if (back - middle.kerb > WIDEST_PAVEMENT) return;
  const kind = style === "shops" ? "shop" : "house";
  for (const further of FURTHER_BACK) {
    const front = back + setback + further;
    const placed = site.put({
      kind,
      ...middle.beside(front + depth / 2),
      heading: middle.heading + 90,
      dimensions: { length: depth, width, height },
      keys,
    });
    if (!placed) continue;
    if (style === "villas") plantGarden(site, frontage, { from: at, width, gap: size.gap, front, back }, keys);
    return;
  }
}

/** A school beside the crossing, behind a fence. */
function placeSchool(site: Site): void {
  const { plan, frontages, layout } = site;
  const side = site.random("school side") < 0.5 ? 0 : 1;
  const frontage = frontages[side];
  if (!frontage) return;
  const [crossing] = layout.crossings;
  const length = frontage.length;
  const middle = crossing ? nearestOn(frontage.lane.centre, placeAlong(crossing.line, 0)).distance : length / 2;
  const width = Math.min(38, length * 0.4);
  const at = Math.min(length - width / 2 - 3, Math.max(width / 2 + 3, middle + site.between(-6, 6, "school at")));
  const place = frontage.at(at);
  if (!place || plan.kind !== "school_street") return;
  const depth = 13;
  const yard = 7;
  const placed = site.put({
    kind: "school",
    ...place.beside(place.back + yard + depth / 2),
    heading: place.heading + 90,
    dimensions: { length: depth, width, height: 9.2 },
    keys: [side],
  });
  if (placed) fenceOff(site, frontage, at - width / 2 - 2, at + width / 2 + 2, middle, 3);
}

/** A fence along the back of the pavement, with an opening. */
function fenceOff(site: Site, frontage: Frontage, from: number, to: number, opening: number, half: number): void {
  for (const [start, end] of [
    [from, opening - half],
    [opening + half, to],
  ] as const)
    alongBack(frontage, Math.max(0, start), Math.min(frontage.length, end), 0.3, (middle, heading, length, index) =>
      site.put({ kind: "fence", ...middle, heading, dimensions: { length, width: 0.1, height: 1.5 }, keys: [70, index, start] }),
    );
}
