import type { SceneKind } from "@/core/document";
import { highway } from "./highway";
import { inCabin } from "./inCabin";
import { parkingLot } from "./parkingLot";
import type { Place } from "./place";
import { residential } from "./residential";
import { schoolZone } from "./schoolZone";
import { urbanIntersection } from "./urbanIntersection";

const PLACES: Record<SceneKind, Place> = {
  highway,
  urban_intersection: urbanIntersection,
  school_zone: schoolZone,
  parking_lot: parkingLot,
  residential,
  in_cabin: inCabin,
};

export function placeOf(kind: SceneKind): Place {
  return PLACES[kind];
}
