import type { WaypointRef } from "./commands/waypoints";
import type { GuideAxis } from "./stores/session";

export type BodyRef = { readonly kind: "actor" | "occluder"; readonly id: string };
/** A region to ignore, by its place in the scenario's list. */
export type RegionRef = { readonly kind: "region"; readonly index: number };
/** What is moved and resized as a whole. */
export type ItemRef = BodyRef | RegionRef;
export type ResizeEdge = "left" | "right" | "top" | "bottom" | "top-left" | "top-right" | "bottom-left" | "bottom-right";

/** What lies over the picture to be taken hold of. */
type Handle =
  | ({ readonly kind: "waypoint" } & WaypointRef)
  | ({ readonly kind: "bezier"; readonly side: "in" | "out" } & WaypointRef)
  | { readonly kind: "resize"; readonly item: ItemRef; readonly edge: ResizeEdge }
  | { readonly kind: "guide"; readonly axis: GuideAxis; readonly at: number }
  | RegionRef;

/** The topmost thing that the stage shows over the picture at a place: it alone can tell. Bodies are part of the picture. */
export type StageHit = Handle | { readonly kind: "path"; readonly actorId: string };

/** What a person points at. */
export type Target =
  Handle | { readonly kind: "segment"; readonly actorId: string; readonly segmentIndex: number; readonly share: number } | BodyRef;
