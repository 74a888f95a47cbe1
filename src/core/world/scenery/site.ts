import type { Dimensions } from "../../document/dimensions";
import { PURPOSE, hash32, hashUnit, textKey } from "../../random";
import { cornersOf, overlap, type Footprint } from "../footprint";
import { placeAlong } from "../polyline";
import type { GroundPose } from "../pose";
import { add, distanceBetween, scale, type Vector2 } from "../vector";
import type { Outline, RoadLayout } from "../roads/layout";
import type { RoadPlan } from "../roads/plan";
import { lanesAt } from "../roads/query";
import type { Frontage } from "./frontage";
import { frontagesOf } from "./frontage";
import { groundOf, outlinesMeet, type Ground } from "./ground";
import { SCENERY_KINDS, footOf, spreadOf, type SceneryItem, type SceneryKind } from "./item";
import type { ScenerySettings } from "./settings";
import { sightTriangles } from "./sight";

/** An item to be placed. */
export type Wish = GroundPose & {
  readonly kind: SceneryKind;
  readonly dimensions: Dimensions;
  /** Numbers that tell it from others of its kind; they choose its looks. */
  readonly keys: readonly number[];
  readonly signal?: SceneryItem["signal"];
  readonly limit?: number | undefined;
};

/** What only stands on open ground, beside pavements as well. */
const BESIDE_PAVEMENTS: readonly SceneryKind[] = [
  "house",
  "shop",
  "school",
  "market",
  "conifer",
  "shrub",
  "hedge",
  "fence",
  "garden_wall",
  "bus_shelter",
  "bench",
  "light_mast",
  "woods",
  "skyline",
];
/** What one can see past or over: it may stand where drivers look. */
const SLENDER: readonly SceneryKind[] = [
  "bollard",
  "marker_post",
  "street_lamp",
  "light_mast",
  "stop_sign",
  "give_way_sign",
  "speed_sign",
  "crossing_sign",
  "school_sign",
  "traffic_light",
  "pedestrian_light",
  "guard_rail",
  "bin",
];
/** Bulky things keep this far from the ends of crossings (metres), where people wait. */
const BESIDE_CROSSING = 4;
/** Everything keeps this far from the ends of a crossing's middle (metres). */
const LANDING = 1.2;
/** A bay ends where its lane begins, to within this (metres). */
const EDGE = 0.02;
/** Gap between neighbours (metres). */
const GAP = 0.15;

const isBuilding = (kind: SceneryKind): boolean => SCENERY_KINDS[kind] === "buildings";

/** A road under construction: what stands beside it so far, and whether more may. */
export class Site {
  readonly ground: Ground;
  readonly frontages: readonly Frontage[];
  private readonly items: SceneryItem[] = [];
  private readonly sights: readonly Outline[];
  private readonly landings: readonly Vector2[];
  private readonly numbers = new Map<SceneryKind, number>();

  constructor(
    readonly plan: RoadPlan,
    readonly layout: RoadLayout,
    readonly settings: Pick<ScenerySettings, "seed" | "density">,
  ) {
    this.ground = groundOf(layout);
    this.frontages = frontagesOf(layout);
    // In a car park, cars stand along every aisle.
    this.sights = plan.kind === "car_park" ? [] : sightTriangles(layout);
    this.landings = layout.crossings.flatMap(({ line }) => [placeAlong(line, 0), placeAlong(line, line.length)]);
  }

  get placed(): readonly SceneryItem[] {
    return this.items;
  }

  /** A number in [0, 1) for a purpose. */
  random(purpose: string, ...keys: readonly number[]): number {
    return hashUnit(PURPOSE.scenery, this.settings.seed, textKey(purpose), ...keys);
  }

  /** A number between two others for a purpose. */
  between(low: number, high: number, purpose: string, ...keys: readonly number[]): number {
    return low + (high - low) * this.random(purpose, ...keys);
  }

  /** Whether something that is there as often as the density says is there. @param often its share at a density of 1 */
  happens(often: number, purpose: string, ...keys: readonly number[]): boolean {
    return this.random(purpose, ...keys) < often * this.settings.density;
  }

  /** Places an item if there is room for it. */
  put({ kind, x, y, heading, dimensions, keys, ...rest }: Wish): boolean {
    const z = this.ground.at({ x, y })?.height ?? 0;
    const number = (this.numbers.get(kind) ?? 0) + 1;
    const seed = hash32(PURPOSE.scenery, this.settings.seed, textKey(kind), ...keys);
    const item: SceneryItem = { id: `${kind}_${number}`, kind, x, y, z, heading, dimensions, seed, mirrored: false, ...rest };
    if (!this.hasRoomFor(item)) return false;
    this.numbers.set(kind, number);
    this.items.push(item);
    return true;
  }

  private hasRoomFor(item: SceneryItem): boolean {
    const { kind } = item;
    const [foot, spread] = [footOf(item), spreadOf(item)];
    const isParked = SCENERY_KINDS[kind] === "parked_vehicles";
    if (this.ground.touches(foot, isParked ? ["carriageway", "crossing"] : ["carriageway", "parking", "shoulder", "crossing"])) {
      if (!isParked || this.ground.at(item)?.kind !== "parking" || this.ground.touches(foot, ["crossing"])) return false;
      if (
        cornersOf(foot).some((corner) => lanesAt(this.layout, corner).some(({ lane, offset }) => Math.abs(offset) < lane.width / 2 - EDGE))
      )
        return false;
    }
    if (BESIDE_PAVEMENTS.includes(kind) && this.ground.touches(grown(foot, GAP), ["pavement", "island"])) return false;
    if (this.landings.some((landing) => distanceBetween(landing, item) < LANDING + Math.min(foot.length, foot.width) / 2)) return false;
    if (!SLENDER.includes(kind)) {
      const corners = cornersOf(spread);
      if (this.sights.some((sight) => outlinesMeet(sight, corners, spread))) return false;
      const reach = Math.min(spread.length, spread.width) / 2 + BESIDE_CROSSING;
      if (this.landings.some((landing) => distanceBetween(landing, item) < reach)) return false;
    }
    return !this.items.some((other) => collide(item, other));
  }
}

function collide(item: SceneryItem, other: SceneryItem): boolean {
  const [dx, dy] = [item.x - other.x, item.y - other.y];
  const far = (item.dimensions.length + item.dimensions.width + other.dimensions.length + other.dimensions.width) / 2 + GAP;
  if (dx * dx + dy * dy > far * far) return false;
  const whole = isBuilding(item.kind) || isBuilding(other.kind);
  const joined = isBuilding(item.kind) && isBuilding(other.kind);
  const [one, two] = whole ? [spreadOf(item), spreadOf(other)] : [footOf(item), footOf(other)];
  return overlap(joined ? grown(one, -0.1) : grown(one, GAP), two);
}

/** A footprint that extends further on every side. */
export function grown({ x, y, heading, length, width }: Footprint, by: number): Footprint {
  return { x, y, heading, length: Math.max(0, length + 2 * by), width: Math.max(0, width + 2 * by) };
}

/** A point moved along a direction. */
export const moved = (point: Vector2, direction: Vector2, metres: number): Vector2 => add(point, scale(direction, metres));
