import { roadLayout, rightHandPlan } from "../roads/build";
import type { RoadPlan } from "../roads/plan";
import { SCENERY_KINDS, type SceneryItem } from "./item";
import { placeBackground, placeMarket, placeTrees } from "./places/background";
import { placeBuildings } from "./places/buildings";
import { placeFurniture, placeLamps, placeStreetTrees } from "./places/furniture";
import { placeParked } from "./places/parked";
import { placeSignals, placeSigns } from "./places/signs";
import { SCENERY_GROUPS, type ScenerySettings } from "./settings";
import { Site } from "./site";

// Documents are immutable, so the result is computed once for each plan and settings.
const known = new WeakMap<RoadPlan, WeakMap<ScenerySettings, readonly SceneryItem[]>>();

/**
 * Everything that stands beside a road according to its settings, before it makes room for what the author placed: the same plan and
 * settings always give the same list. For traffic on the left, it is the mirror image of the same road for traffic on the right.
 */
export function sceneryOfPlan(plan: RoadPlan, settings: ScenerySettings): readonly SceneryItem[] {
  const lists = known.get(plan) ?? new WeakMap<ScenerySettings, readonly SceneryItem[]>();
  known.set(plan, lists);
  const list = lists.get(settings) ?? placedOn(plan, settings);
  lists.set(settings, list);
  return list;
}

function placedOn(plan: RoadPlan, settings: ScenerySettings): readonly SceneryItem[] {
  const right = rightHandPlan(plan);
  const site = new Site(right, roadLayout(right), settings);
  // What has to stand at a certain place comes first.
  placeSignals(site);
  placeSigns(site);
  placeLamps(site);
  placeParked(site);
  placeMarket(site);
  placeBuildings(site);
  placeFurniture(site);
  placeStreetTrees(site);
  placeTrees(site);
  placeBackground(site);
  const { groups = SCENERY_GROUPS } = settings;
  // All groups are placed, so that hiding one leaves the others where they are.
  const shown = site.placed.filter(({ kind }) => groups.includes(SCENERY_KINDS[kind]));
  return right === plan ? shown : shown.map(mirrored);
}

// Subtracted from 0, since negating 0 would give −0.
const mirrored = (item: SceneryItem): SceneryItem => ({ ...item, y: 0 - item.y, heading: 0 - item.heading, mirrored: true });
