import type { Scenario, SceneKind } from "@/core/document";

/**
 * Where wheels and feet go in the illustrated scenes, as pixels from the top of a picture of 720 rows: the near wheel
 * track of each lane, and the middle of each pavement.
 */
const LANES: Record<SceneKind, readonly number[]> = {
  highway: [373, 445, 575, 647],
  urban_intersection: [280, 407, 557, 650],
  school_zone: [404, 519, 634, 696],
  parking_lot: [410, 570],
  residential: [448, 559, 654, 708],
  in_cabin: [],
};

/** The ground lines of the scenario's lanes and pavements, in pixels of its video; none over the user's own picture. */
export function laneLines({ style, scene, video }: Pick<Scenario, "style" | "scene" | "video">): number[] {
  if (style !== "illustrated" || scene.backgroundAsset !== undefined) return [];
  return LANES[scene.kind].map((row) => Math.round((row * video.height) / 720));
}
