import type { Point } from "@/core/document";
import { normalDegrees } from "@/core/world";
import { lanesAt, snapTargets, type RoadLayout, type SnapTarget } from "@/core/world/roads";
import type { Snapped } from "../snapping";

const NAMES: Readonly<Record<SnapTarget["kind"], string>> = {
  lane_centre: "lane middle",
  kerb: "kerb",
  crossing_edge: "crossing edge",
  crossing_middle: "crossing middle",
  stop_line: "stop line",
  bay: "parking bay",
};

/** Priorities: of two targets within reach, the one listed first. Rare targets are more likely intended than ubiquitous ones. */
const ORDER: readonly SnapTarget["kind"][] = ["bay", "crossing_middle", "stop_line", "crossing_edge", "lane_centre", "kerb"];

/** Gap between a kerb and the side of a body aligned with it, in metres. */
const FROM_KERB = 0.2;

/**
 * The shift that moves a point to the most likely snap target within reach (metres); null if there is none.
 * @param aside half the width of a body that is placed beside a kerb, not on it
 */
export function roadSnap(layout: RoadLayout, point: Point, reach: number, aside = 0): Snapped | null {
  const off = aside > 0 ? aside + FROM_KERB : 0;
  const targets = snapTargets(layout, point, reach + off).flatMap((target) => {
    const { kind, away, point: at } = target;
    if (kind !== "kerb" || off === 0) return away <= reach ? [{ ...target, at }] : [];
    if (Math.abs(away - off) > reach || away === 0) return [];
    const share = off / away;
    return [{ ...target, at: { x: at.x + (point.x - at.x) * share, y: at.y + (point.y - at.y) * share } }];
  });
  const kind = ORDER.find((candidate) => targets.some((target) => target.kind === candidate));
  const target = targets.find((candidate) => candidate.kind === kind);
  if (!target) return null;
  return {
    dx: target.at.x - point.x,
    dy: target.at.y - point.y,
    lines: [],
    target: { name: NAMES[target.kind], ...(target.kind === "bay" ? { heading: target.heading } : {}) },
  };
}

/** Metres from a kerb or a bay at which a body may stand along it. */
const BESIDE = 4;

/** The directions, both ways, of what is at a point of the road. */
export function directionsAt(layout: RoadLayout, point: Point): { readonly name: string; readonly heading: number }[] {
  const lanes = lanesAt(layout, point).length > 0;
  const found = snapTargets(layout, point, BESIDE).flatMap(({ kind, heading }) => {
    if (kind === "lane_centre") return lanes ? [{ name: "along the lane", heading }] : [];
    if (kind === "kerb") return [{ name: "along the kerb", heading }];
    return kind === "bay" ? [{ name: "along the bay", heading }] : [];
  });
  return found.flatMap(({ name, heading }) => [
    { name, heading },
    { name, heading: normalDegrees(heading + 180) },
  ]);
}
