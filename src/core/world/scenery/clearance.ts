import { cornersOf, overlap, type Footprint } from "../footprint";
import { headingOf } from "../pose";
import { between, directionTo, distanceBetween, type Vector2 } from "../vector";
import { boundsOf } from "./ground";
import { SCENERY_KINDS, footOf, spreadOf, type SceneryItem } from "./item";
import { grown } from "./site";

/** A way that somebody takes, and half of the width it needs (metres). */
export type Way = { readonly points: readonly Vector2[]; readonly half: number };

/** A camera beside the road: where it is, how high, and places that it must see over scenery. */
export type Outlook = { readonly x: number; readonly y: number; readonly z: number; readonly sees: readonly Vector2[] };

/** What the author placed, for which scenery makes room. */
export type Placed = {
  readonly footprints: readonly Footprint[];
  readonly ways: readonly Way[];
  readonly outlooks: readonly Outlook[];
};

/** Room around what the author placed (metres). */
const ROOM = 0.25;
/** Room around a camera on a pole (metres). */
const ROOM_OF_CAMERA = 1.2;

/** The scenery without what stands where the author placed something, on the way of an actor, or before a camera beside the road. */
export function clearedFor(items: readonly SceneryItem[], { footprints, ways, outlooks }: Placed): readonly SceneryItem[] {
  const taken = [...footprints.map((footprint) => grown(footprint, ROOM)), ...ways.flatMap(piecesOf)].map((footprint) => ({
    footprint,
    ...boundsOf(cornersOf(footprint)),
  }));
  return items.filter((item) => {
    const isBuilding = SCENERY_KINDS[item.kind] === "buildings";
    const own = isBuilding ? spreadOf(item) : footOf(item);
    const { from, to } = boundsOf(cornersOf(own));
    const isFree = taken.every(
      (other) => other.from.x > to.x || other.to.x < from.x || other.from.y > to.y || other.to.y < from.y || !overlap(own, other.footprint),
    );
    return isFree && outlooks.every((outlook) => !hides(item, outlook));
  });
}

/** The pieces of a way as footprints. */
function piecesOf({ points, half }: Way): Footprint[] {
  const width = 2 * (half + ROOM);
  const [first] = points;
  if (points.length === 1 && first) return [{ ...first, heading: 0, length: width, width }];
  return points.slice(1).flatMap((to, index) => {
    const from = points[index] ?? to;
    const along = directionTo(from, to);
    if (!along) return [];
    return [{ ...between(from, to, 0.5), heading: headingOf(along), length: distanceBetween(from, to) + width, width }];
  });
}

/** Whether an item is around a camera, or before something that the camera has to see. */
function hides(item: SceneryItem, { x, y, z, sees }: Outlook): boolean {
  const around = spreadOf(item);
  if (overlap(grown(around, ROOM_OF_CAMERA), { x, y, heading: 0, length: 0, width: 0 })) return true;
  const half = Math.sqrt(around.length * around.length + around.width * around.width) / 2;
  const away = distanceBetween(item, { x, y });
  const top = item.z + item.dimensions.height;
  return sees.some((place) => {
    const reach = distanceBetween(place, { x, y });
    if (away - half >= reach) return false;
    const along = directionTo({ x, y }, place);
    if (!along) return false;
    // The height of the line of sight where it leaves the item, which is lowest.
    const beyond = Math.min(reach, away + half);
    if (top < z * (1 - beyond / reach)) return false;
    const middle = between({ x, y }, place, 0.5);
    return overlap(around, { ...middle, heading: headingOf(along), length: reach, width: 0.1 });
  });
}
