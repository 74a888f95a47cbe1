import type { Scenario } from "@/core/document";
import { SCENE_GEOMETRY } from "@/core/scene";

/** The near wheels of a car in the middle of a lane are at this share of the lane's depth. */
const NEAR_WHEELS = 0.73;

/** The ground lines of the scenario's lanes and pavements, in pixels of its video; none over the user's own picture. */
export function laneLines({ style, scene, video }: Pick<Scenario, "style" | "scene" | "video">): number[] {
  if (style !== "illustrated" || scene.backgroundAsset !== undefined) return [];
  const { lanes, walkways } = SCENE_GEOMETRY[scene.kind];
  const rows = [...lanes.map(({ top, bottom }) => top + (bottom - top) * NEAR_WHEELS), ...walkways];
  return rows.map((row) => Math.round((Math.round(row) * video.height) / 720)).sort((one, other) => one - other);
}
