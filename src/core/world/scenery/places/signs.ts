import { nearestOn, placeAlong } from "../../polyline";
import { headingOf } from "../../pose";
import { add, between, distanceBetween, leftOf, scale, type Vector2 } from "../../vector";
import type { Crossing } from "../../roads/layout";
import type { Frontage } from "../frontage";
import { FIXED_DIMENSIONS, type SceneryItem } from "../item";
import { groupOfCrossing, groupOfLane } from "../lights";
import type { Site } from "../site";

/** Posts stand this far behind the kerb (metres). */
const BEHIND_KERB = 0.5;
/** Steps in which a place is searched on the way back from a line (metres). */
const STEPS = [0, 0.75, 1.5, 2.5, 4, 6];

/** Traffic lights at stop lines, and lights for people on foot at crossings. */
export function placeSignals(site: Site): void {
  const { plan, layout, frontages } = site;
  if (!("control" in plan) || plan.control !== "signals") return;
  frontages.forEach((frontage, index) => {
    const line = layout.stopLines.find(({ laneId }) => laneId === frontage.lane.id);
    if (!line) return;
    const at = distanceOf(frontage, between(line.from, line.to, 0.5));
    beside(site, frontage, at, { kind: "traffic_light", keys: [index], signal: groupOfLane(frontage.lane) });
  });
  layout.crossings.forEach((crossing, index) => {
    for (const [end, post] of postsOf(crossing).entries())
      site.put({
        ...post,
        kind: "pedestrian_light",
        dimensions: FIXED_DIMENSIONS.pedestrian_light,
        keys: [index, end],
        signal: groupOfCrossing(crossing),
      });
  });
}

/** Where the lights of a crossing stand: one at each end, beside the way, each facing those who come from the other. */
function postsOf({ line, width }: Crossing): { x: number; y: number; heading: number }[] {
  return [
    { from: placeAlong(line, 0), sign: 1 },
    { from: placeAlong(line, line.length), sign: -1 },
  ].map(({ from, sign }) => {
    const across = scale(from.direction, sign);
    const place = add(add(from, scale(across, -BEHIND_KERB)), scale(leftOf(across), -width / 2 - 0.35));
    return { x: place.x, y: place.y, heading: headingOf(across) };
  });
}

/** Signs at stop lines, crossings and schools, and speed limits where a road begins. */
export function placeSigns(site: Site): void {
  const { plan, layout, frontages } = site;
  const hasSignals = "control" in plan && plan.control === "signals";
  frontages.forEach((frontage, index) => {
    const { lane } = frontage;
    const line = layout.stopLines.find(({ laneId }) => laneId === lane.id);
    if (line && !hasSignals)
      beside(site, frontage, distanceOf(frontage, between(line.from, line.to, 0.5)) - 0.3, {
        kind: line.kind === "stop" ? "stop_sign" : "give_way_sign",
        keys: [index],
      });
    if (!hasSignals && plan.kind !== "car_park")
      layout.crossings.forEach((crossing, number) => {
        const at = crossedAt(frontage, crossing);
        if (at !== null) beside(site, frontage, at - crossing.width / 2 - 0.9, { kind: "crossing_sign", keys: [index, number] });
      });
    // A road that comes from beyond the plan.
    if (lane.kind === "driving" && isEntrance(site, frontage)) {
      const first = site.between(7, 13, "speed sign", index);
      beside(site, frontage, first, { kind: "speed_sign", keys: [index], limit: lane.speedLimit });
      if (plan.kind === "school_street") beside(site, frontage, first + 9, { kind: "school_sign", keys: [index] });
    }
    if (plan.kind === "dual_carriageway")
      for (let at = frontage.length * 0.5; at < frontage.length; at += 400)
        beside(site, frontage, at, { kind: "speed_sign", keys: [index, at], limit: lane.speedLimit });
  });
}

const distanceOf = ({ lane }: Frontage, point: Vector2): number => {
  const { distance } = nearestOn(lane.centre, point);
  const place = placeAlong(lane.centre, distance);
  // A line may be ahead of the lane's end.
  return distance + (point.x - place.x) * place.direction.x + (point.y - place.y) * place.direction.y;
};

/** Where a crossing leads over a lane: metres along it; null if it does not. */
function crossedAt(frontage: Frontage, { line }: Crossing): number | null {
  const { lane } = frontage;
  const at = distanceOf(frontage, placeAlong(line, line.length / 2));
  if (at < 0 || at > lane.centre.length + 8) return null;
  const place = placeAlong(lane.centre, at);
  return nearestOn(line, place).away < 1 ? at : null;
}

/** Whether traffic enters the plan on this lane: no other lane leads to it. */
function isEntrance({ layout }: Site, { lane }: Frontage): boolean {
  const { x, y } = placeAlong(lane.centre, 0);
  return layout.lanes.every(({ successors }) => !successors.includes(lane.id)) && distanceBetween({ x, y }, { x: 0, y: 0 }) > 10;
}

type Post = Pick<SceneryItem, "kind" | "signal" | "limit"> & {
  readonly kind: keyof typeof FIXED_DIMENSIONS;
  readonly keys: readonly number[];
};

/** Above this limit (km/h), speed signs are larger, so that they can be read from further away. */
const LARGE_ABOVE = 70;
const LARGE_SIGN = { length: 0.12, width: 1, height: 3.2 } as const;

/** Places a post behind the kerb that faces the traffic, at a distance along a lane or a little before. */
function beside(site: Site, frontage: Frontage, at: number, post: Post): boolean {
  return STEPS.some((step) => {
    const place = frontage.at(at - step);
    if (!place || place.kerb > frontage.lane.width / 2 + 4) return false;
    const { x, y } = place.beside(place.kerb + BEHIND_KERB);
    const isLarge = post.kind === "speed_sign" && (post.limit ?? 0) > LARGE_ABOVE;
    return site.put({ ...post, x, y, heading: place.heading + 180, dimensions: isLarge ? LARGE_SIGN : FIXED_DIMENSIONS[post.kind] });
  });
}
