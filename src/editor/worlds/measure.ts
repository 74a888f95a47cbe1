import { USUAL_MOTIONS, type Point } from "@/core/document";
import { roadUserKind } from "@/core/world";
import { laneAt, type RoadLayout } from "@/core/world/roads";
import type { Measured } from "./rules";

/** Offsets from a lane's centre below this are not shown, in metres. */
const IN_THE_MIDDLE = 0.05;

/** `12.3 m · 0.4 m left of the lane’s middle · 5 km/h`: the distance so far, the position in the lane, and the speed. */
export function measureAt(layout: RoadLayout, { from, actor }: Measured, point: Point): string | null {
  const parts: string[] = [];
  if (from) parts.push(`${Math.hypot(point.x - from.x, point.y - from.y).toFixed(1)} m`);
  const place = laneAt(layout, point);
  if (place && Math.abs(place.offset) >= IN_THE_MIDDLE)
    parts.push(`${Math.abs(place.offset).toFixed(1)} m ${place.offset > 0 ? "left" : "right"} of lane middle`);
  const usual = actor ? USUAL_MOTIONS[roadUserKind(actor.type, actor.model)].speed : undefined;
  const limit = actor?.type === "vehicle" && place ? place.lane.speedLimit / 3.6 : Infinity;
  if (usual !== undefined) parts.push(`${Math.round(Math.min(usual, limit) * 3.6)} km/h`);
  return parts.length > 0 ? parts.join(" · ") : null;
}
