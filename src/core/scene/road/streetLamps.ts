import type { Camera } from "../../camera";
import type { Road, Scenario } from "../../document/schema";
import { directionOf } from "../../world";
import type { SceneryItem } from "../../world/scenery";
import { sceneryIn } from "./scenery";

/** Where a street lamp's light comes from (metres): over the road, at the end of its arm; a mast has two. */
export type StreetLamp = { readonly x: number; readonly y: number; readonly z: number };

/** Lamps further away than this light nothing that a camera sees well (metres). */
const FURTHEST = 90;
/** How far inside the end of its arm, and below its top, a lamp is (metres). */
const INSIDE = 0.3;
const BELOW = 0.14;

const known = new WeakMap<readonly SceneryItem[], readonly StreetLamp[]>();

/** The street lamps around a camera, also those that are not in its picture, nearest first. */
export function streetLampsNear(
  scenario: Pick<Scenario, "video" | "actors" | "occluders">,
  road: Road,
  { pose: { position } }: Camera,
): StreetLamp[] {
  const items = sceneryIn(scenario, road);
  const lamps = known.get(items) ?? items.flatMap(lampOf);
  known.set(items, lamps);
  const away = ({ x, y }: StreetLamp) => (x - position.x) * (x - position.x) + (y - position.y) * (y - position.y);
  return lamps.filter((lamp) => away(lamp) < FURTHEST * FURTHEST).sort((a, b) => away(a) - away(b));
}

function lampOf({ kind, x, y, z, heading, dimensions: { length, width, height } }: SceneryItem): StreetLamp[] {
  const arm = directionOf(heading);
  if (kind === "light_mast")
    return [-1, 1].map((side) => ({
      x: x - arm.y * side * (width / 2 - INSIDE),
      y: y + arm.x * side * (width / 2 - INSIDE),
      z: z + height - BELOW,
    }));
  if (kind !== "street_lamp") return [];
  const reach = length / 2 - INSIDE;
  return [{ x: x + arm.x * reach, y: y + arm.y * reach, z: z + height - BELOW }];
}
