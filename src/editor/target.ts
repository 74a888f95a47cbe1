import type { WaypointRef } from "./commands/waypoints";
import type { GuideAxis } from "./stores/session";

export type BodyRef = { readonly kind: "actor" | "occluder"; readonly id: string };
/** A region to ignore, by its index in the scenario's list. */
export type RegionRef = { readonly kind: "region"; readonly index: number };
/** What is moved and resized as a whole. */
export type ItemRef = BodyRef | RegionRef;
export type ResizeEdge = "left" | "right" | "top" | "bottom" | "top-left" | "top-right" | "bottom-left" | "bottom-right";

/** Things over the picture that can be grabbed. */
type Handle =
  | ({ readonly kind: "waypoint" } & WaypointRef)
  | ({ readonly kind: "bezier"; readonly side: "in" | "out" } & WaypointRef)
  | { readonly kind: "resize"; readonly item: ItemRef; readonly edge: ResizeEdge }
  /** The handle ahead of a body by which it is turned. */
  | { readonly kind: "turn"; readonly item: BodyRef }
  | { readonly kind: "guide"; readonly axis: GuideAxis; readonly at: number }
  | RegionRef;

/** The topmost thing that the stage shows over the picture at a point: only the stage knows. Bodies are part of the picture. */
export type StageHit = Handle | { readonly kind: "path"; readonly actorId: string };

/** What the user points at. */
export type Target =
  Handle | { readonly kind: "segment"; readonly actorId: string; readonly segmentIndex: number; readonly share: number } | BodyRef;
