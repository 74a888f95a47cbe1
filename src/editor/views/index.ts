import type { Road, Scenario } from "@/core/document";
import { cameraAt, worldOf } from "@/core/scene";
import type { Box } from "@/core/scene/frameStateTypes";
import { placeOnPlan, roadBox } from "../planBox";
import type { Panes } from "../stores/session";
import { cameraView } from "./cameraView";
import type { GroundView } from "./groundView";
import { PICTURE_VIEW } from "./pictureView";
import { planView } from "./planView";

export type { GroundView, LineSink, PathArrow } from "./groundView";
export { coversPlace, meetsBox, type BodyOutline } from "./outline";

/** The stage's views: the picture and, in a road scenario, also the plan. */
export type ViewId = "picture" | "plan";

/** The views in which the stage shows a scenario. */
type StageViews = {
  /** How a view shows the ground at a frame. */
  readonly ground: (frame: number, id: ViewId) => GroundView;
  /** The view in use: the last one, if the chosen panes show it. */
  readonly active: (panes: Panes, last: ViewId) => ViewId;
  /** The part of a view's sheet that is shown at first, and the space around it in CSS pixels. */
  readonly fitted: (id: ViewId, planBox: Box | null) => { readonly box: Box; readonly margin: number };
  /** The part of the plan where the scenario takes place; null if that is all of it, or if there is no plan. */
  readonly placeOfAction: () => Box | null;
};

/** Space left around a picture, in CSS pixels: off-frame handles stay in sight. */
const MARGIN = 48;
/** Beside a plan, the picture has no handles out there. */
const NARROW_MARGIN = 12;

const frameOf = ({ video: { width, height } }: Scenario): Box => ({ x: 0, y: 0, width, height });

const pictureViews = (scenario: Scenario): StageViews => ({
  ground: () => PICTURE_VIEW,
  active: () => "picture",
  fitted: () => ({ box: frameOf(scenario), margin: MARGIN }),
  placeOfAction: () => null,
});

const roadViews = (scenario: Scenario, road: Road): StageViews => ({
  ground: (frame, id) => {
    const world = worldOf(scenario);
    if (id === "plan") return planView(world);
    const shown = road.cameras.find((camera) => camera.id === road.camera);
    return cameraView(world, cameraAt(scenario, road, frame), shown?.carrier === "ego" ? (road.ego ?? null) : null);
  },
  active: (panes, last) => {
    switch (panes) {
      case "plan":
        return "plan";
      case "camera":
        return "picture";
      case "both":
      case "all":
        return last;
    }
  },
  fitted: (id, planBox) => ({ box: id === "plan" ? (planBox ?? roadBox(road)) : frameOf(scenario), margin: NARROW_MARGIN }),
  placeOfAction: () => placeOnPlan(scenario, road),
});

/** The stage's views of a scenario. */
export const stageViewsOf = (scenario: Scenario): StageViews =>
  scenario.road ? roadViews(scenario, scenario.road) : pictureViews(scenario);

/** How a view shows a scenario at a frame. */
export const groundViewOf = (scenario: Scenario, frame: number, id: ViewId): GroundView => stageViewsOf(scenario).ground(frame, id);
