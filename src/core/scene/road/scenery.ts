import { mountedPose, project, toCameraFrame, type Camera } from "../../camera";
import type { Actor, Occluder, Road, Scenario } from "../../document/schema";
import { add, directionOf, distanceBetween, placeAlong, scale, type Vector2 } from "../../world";
import { clearedFor, crossingAspect, sceneryOfPlan, signalAspect, type Outlook, type SceneryItem, type Way } from "../../world/scenery";
import { groundKindAt, roadLayout, type SurfaceKind } from "../../world/roads";
import type { SceneryState } from "../frameStateTypes";
import { dimensionsOfSize, motionOf } from "./movement";
import { viewCone } from "./viewCone";

/*
 * The scenery of a road scenario: what its road has beside it, without what stands in the way of anything the author placed.
 */

type Placing = Pick<Scenario, "video" | "actors" | "occluders">;
type Known = {
  readonly actors: readonly Actor[];
  readonly occluders: readonly Occluder[];
  readonly cameras: Road["cameras"];
  readonly scenery: Road["scenery"];
  readonly items: readonly SceneryItem[];
};

// Documents are immutable; an edit changes one of these parts.
const known = new WeakMap<Road["plan"], Known>();

const NOTHING: readonly SceneryItem[] = [];

/** Everything that stands beside a road and nobody placed. The same scenario always has the same. */
export function sceneryIn(scenario: Placing, road: Road): readonly SceneryItem[] {
  const { plan, scenery, cameras } = road;
  if (!scenery) return NOTHING;
  const { actors, occluders } = scenario;
  const before = known.get(plan);
  if (before?.actors === actors && before.occluders === occluders && before.cameras === cameras && before.scenery === scenery)
    return before.items;
  const footprints = occluders.flatMap(({ x, y, heading = 0, size, hidden }) => {
    const { length, width } = dimensionsOfSize(size);
    return hidden ? [] : [{ x, y, heading, length, width }];
  });
  const paths = actors.filter(({ hidden }) => !hidden).map((actor) => wayOf(scenario, road, actor));
  const outlooks = outlooksOf(scenario, road, paths);
  const items = clearedFor(sceneryOfPlan(plan, scenery), { footprints, ways: paths, outlooks });
  // Where nothing else has to make room, the list stays the same object.
  const isSame =
    before?.scenery === scenery && before.items.length === items.length && before.items.every((item, at) => item === items[at]);
  const kept = isSame ? before.items : items;
  known.set(plan, { actors, occluders, cameras, scenery, items: kept });
  return kept;
}

const ways = new WeakMap<Actor, { readonly plan: Road["plan"]; readonly way: Way }>();

/** The way of an actor, whose pieces are straight to within a few centimetres. */
function wayOf(scenario: Placing, road: Road, actor: Actor): Way {
  const found = ways.get(actor);
  if (found?.plan === road.plan) return found.way;
  const { length, width } = dimensionsOfSize(actor.size);
  const { line } = motionOf(scenario, road, actor).path;
  const points = line.distances.map((distance) => placeAlong(line, distance));
  // One that stands may face any way.
  const half = line.length === 0 ? Math.sqrt(length * length + width * width) / 2 : width / 2;
  const way = { points: simplified(points), half };
  ways.set(actor, { plan: road.plan, way });
  return way;
}

/** Deviation below which points of a way are left out (metres). */
const STRAIGHT = 0.05;

function simplified(points: readonly Vector2[]): Vector2[] {
  const kept: Vector2[] = [];
  points.forEach((point, index) => {
    const [last, next] = [kept.at(-1), points[index + 1]];
    if (!last || !next) {
      kept.push(point);
      return;
    }
    const [dx, dy] = [next.x - last.x, next.y - last.y];
    const length = Math.sqrt(dx * dx + dy * dy);
    const off = length > 0 ? Math.abs((point.x - last.x) * dy - (point.y - last.y) * dx) / length : 0;
    if (off > STRAIGHT || length > 20) kept.push(point);
  });
  return kept;
}

/** Number of directions in which a camera beside the road must see it, up to so many degrees aside, and how far it looks (metres). */
const DIRECTIONS = 16;
const ASIDE = 64;
const REACH = 60;
const STEP = 0.5;
/** What the author placed must be seen up to here (metres). */
const SEEN_UP_TO = 45;

/** Cameras on poles: they must see the nearest places of the road in each direction, and the ways of actors. */
function outlooksOf({ video }: Placing, { cameras, plan }: Road, paths: readonly Way[]): Outlook[] {
  const { width, height } = video;
  return cameras.flatMap(({ carrier, mount, lens }) => {
    if (carrier !== "world") return [];
    const camera: Camera = { width, height, lens, pose: mountedPose(mount) };
    const isSeen = ({ x, y }: Vector2) => {
      const place = project(camera, { x, y, z: 0 });
      return place !== null && place.u >= 0 && place.v >= 0 && place.u <= width && place.v <= height;
    };
    const sees = paths.flatMap(({ points }) => points.filter((point) => distanceBetween(point, mount) < SEEN_UP_TO && isSeen(point)));
    for (let index = 0; index <= DIRECTIONS; index++) {
      const ahead = directionOf(mount.yaw + ASIDE * ((2 * index) / DIRECTIONS - 1));
      for (let metres = STEP; metres < REACH; metres += STEP) {
        const place = add(mount, scale(ahead, metres));
        if (!isSeen(place) || !ROAD.includes(groundKindAt(roadLayout(plan), place) ?? "verge")) continue;
        sees.push(place);
        break;
      }
    }
    return [{ x: mount.x, y: mount.y, z: mount.z, sees }];
  });
}

const ROAD: readonly SurfaceKind[] = ["carriageway", "parking", "shoulder"];

/** Scenery lower than this in the picture is left out, and so is what is further away (pixels, metres). */
const LEAST_PIXELS = 1.5;
const FURTHEST = 600;

/** The scenery that may be in a picture, nearest first. @param frame at which traffic lights are shown */
export function seenScenery(scenario: Placing, road: Road, camera: Camera, frame: number): SceneryState[] {
  const seen: { readonly item: SceneryItem; readonly away: number }[] = [];
  for (const item of sceneryIn(scenario, road)) {
    const away = distanceInView(camera, item);
    if (away !== null) seen.push({ item, away });
  }
  seen.sort((one, other) => one.away - other.away);
  const { fps } = scenario.video;
  const starts = road.scenery?.signals;
  return seen.map(({ item }) => {
    if (item.signal === undefined) return { item };
    const aspect = item.kind === "pedestrian_light" ? crossingAspect : signalAspect;
    return { item, aspect: aspect(starts, fps, item.signal, frame) };
  });
}

/** The distance of an item that may be in the picture; null if it certainly is not. */
function distanceInView(camera: Camera, { x, y, z, dimensions: { length, width, height } }: SceneryItem): number | null {
  const { lens, pose } = camera;
  const middle = toCameraFrame(pose, { x, y, z: z + height / 2 });
  const away = Math.sqrt(middle.x * middle.x + middle.y * middle.y + middle.z * middle.z);
  if (away > FURTHEST || lens.fy * height < LEAST_PIXELS * away) return null;
  // Shadows reach further than what casts them.
  const radius = Math.sqrt(length * length + width * width + height * height) / 2 + SHADOW * height;
  if (lens.model === "fisheye") return middle.z > -radius - BEHIND * away ? away : null;
  if (middle.z < -radius) return null;
  const { left, right, top, bottom } = viewCone(camera, AROUND);
  const isInside =
    isWithin(middle.x - left * middle.z, left, radius) &&
    isWithin(right * middle.z - middle.x, right, radius) &&
    isWithin(middle.y - top * middle.z, top, radius) &&
    isWithin(bottom * middle.z - middle.y, bottom, radius);
  return isInside ? away : null;
}

/** Of a fisheye, how far behind the camera something may be and still be seen, as a share of its distance. */
const BEHIND = 0.1;
/** How far shadows usually reach, as a share of an item's height. */
const SHADOW = 0.8;
/** Margin around the picture (pixels). */
const AROUND = 8;

/** Whether a sphere reaches a plane of the view with a slope. @param inside how far its centre is within, across the camera's axis */
const isWithin = (inside: number, slope: number, radius: number): boolean => inside > -radius * Math.sqrt(1 + slope * slope);
