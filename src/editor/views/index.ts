import type { Scenario } from "@/core/document";
import { cameraAt, worldOf } from "@/core/scene";
import { cameraView } from "./cameraView";
import type { GroundView } from "./groundView";
import { PICTURE_VIEW } from "./pictureView";
import { planView } from "./planView";

export type { GroundView, LineSink, PathArrow } from "./groundView";
export { coversPlace, meetsBox, type BodyOutline } from "./outline";

/** The stage's views: the picture and, in a road scenario, also the plan. */
export type ViewId = "picture" | "plan";

/** How a view shows a scenario at a frame. */
export function groundViewOf(scenario: Scenario, frame: number, id: ViewId): GroundView {
  const { road } = scenario;
  if (!road) return PICTURE_VIEW;
  const world = worldOf(scenario);
  if (id === "plan") return planView(world);
  const shown = road.cameras.find((camera) => camera.id === road.camera);
  return cameraView(world, cameraAt(scenario, road, frame), shown?.carrier === "ego" ? (road.ego ?? null) : null);
}
