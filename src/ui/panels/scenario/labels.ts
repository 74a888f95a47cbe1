import type { PictureStyle, SceneKind, TrafficSide } from "@/core/document";

export const TRAFFIC_LABELS: Record<TrafficSide, string> = { right: "On the right", left: "On the left" };

export const SCENE_LABELS: Record<SceneKind, string> = {
  highway: "Highway",
  urban_intersection: "Urban intersection",
  school_zone: "School zone",
  parking_lot: "Parking lot",
  residential: "Residential street",
  in_cabin: "In the cabin",
};

export const STYLE_LABELS: Record<PictureStyle, string> = { illustrated: "Illustrated", schematic: "Schematic" };
