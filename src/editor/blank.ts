import { createScenario, type Scenario, type SceneKind } from "@/core/document";
import type { RoadKind } from "@/core/world/roads";
import { newRoadScenario } from "./newRoad";
import { sameContent } from "./sameContent";

/** What a new scenario is of: a scene seen from its side, in pixels, or a road, in metres. */
export type NewScenario = { readonly scene: SceneKind } | { readonly road: RoadKind };

/** An empty scenario. */
export const blankScenario = (id: string, of: NewScenario): Scenario<never> =>
  "road" in of ? newRoadScenario(id, of.road) : createScenario({ id, scene: { kind: of.scene, variant: 0 } });

/** Whether a scenario is as a new one is made: only such a one is not worth a place among the drafts. */
export const isBlank = ({ id, ...content }: Scenario): boolean =>
  sameContent({ id, ...content }, blankScenario(id, content.road ? { road: content.road.plan.kind } : { scene: content.scene.kind }));

/** Whether the stage has nothing to show but the scene itself. */
export const isStageEmpty = ({ actors, occluders, generators, ignoreRegions = [] }: Scenario): boolean =>
  actors.length + occluders.length + generators.length + ignoreRegions.length === 0;
