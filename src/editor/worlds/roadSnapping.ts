import type { Point } from "@/core/document";
import { snapTargets, type RoadLayout, type SnapTarget } from "@/core/world/roads";
import type { Snapped } from "../snapping";

const NAMES: Readonly<Record<SnapTarget["kind"], string>> = {
  lane_centre: "lane middle",
  kerb: "kerb",
  crossing_edge: "crossing edge",
  crossing_middle: "crossing middle",
  stop_line: "stop line",
  bay: "parking bay",
};

/** What is rarer is meant before what is everywhere: of two within reach, the one named first here. */
const ORDER: readonly SnapTarget["kind"][] = ["bay", "crossing_middle", "stop_line", "crossing_edge", "lane_centre", "kerb"];

/** The shift of a point onto the part of the road within reach (metres) that is most likely meant; null for none. */
export function roadSnap(layout: RoadLayout, point: Point, reach: number): Snapped | null {
  const targets = snapTargets(layout, point, reach);
  const kind = ORDER.find((candidate) => targets.some((target) => target.kind === candidate));
  const target = targets.find((candidate) => candidate.kind === kind);
  if (!target) return null;
  const { x, y } = target.point;
  return { dx: x - point.x, dy: y - point.y, lines: [], target: { name: NAMES[target.kind], at: { x, y }, heading: target.heading } };
}
