import type { PictureStyle, SceneKind } from "@/core/document";

export const SCENE_LABELS: Record<SceneKind, string> = {
  highway: "Highway",
  urban_intersection: "Urban intersection",
  school_zone: "School zone",
  parking_lot: "Parking lot",
  residential: "Residential street",
  in_cabin: "In the cabin",
};

export const STYLE_LABELS: Record<PictureStyle, string> = { illustrated: "Illustrated", schematic: "Schematic" };
