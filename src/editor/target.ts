import type { WaypointRef } from "./commands/waypoints";
import type { GuideAxis } from "./stores/session";

export type BodyRef = { readonly kind: "actor" | "occluder"; readonly id: string };
export type ResizeEdge = "left" | "right" | "top" | "bottom" | "top-left" | "top-right" | "bottom-left" | "bottom-right";

/** What lies under the pointer. */
export type Target =
  | ({ readonly kind: "waypoint" } & WaypointRef)
  | ({ readonly kind: "bezier"; readonly side: "in" | "out" } & WaypointRef)
  | { readonly kind: "resize"; readonly body: BodyRef; readonly edge: ResizeEdge }
  | { readonly kind: "guide"; readonly axis: GuideAxis; readonly at: number }
  | { readonly kind: "segment"; readonly actorId: string; readonly segmentIndex: number; readonly share: number }
  | BodyRef;
