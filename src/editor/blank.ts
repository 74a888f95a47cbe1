import { createScenario, type Scenario, type SceneKind, type TrafficSide } from "@/core/document";
import type { RoadKind } from "@/core/world/roads";
import { newRoadScenario } from "./newRoad";
import { sameContent } from "./sameContent";

/** What a new scenario is of: a scene seen from its side, in pixels, or a road, in metres. */
export type NewScenario = ({ readonly scene: SceneKind } | { readonly road: RoadKind }) & {
  /** The side on which traffic drives; left out, the usual one of such a scene or road. */
  readonly traffic?: TrafficSide | undefined;
};

/** An empty scenario. */
export const blankScenario = (id: string, of: NewScenario): Scenario<never> =>
  "road" in of
    ? newRoadScenario(id, of.road, of.traffic)
    : createScenario({ id, scene: { kind: of.scene, variant: 0, ...(of.traffic && { traffic: of.traffic }) } });

/** Whether a scenario is as a new one is made: only such a one is not worth a place among the drafts. */
export function isBlank({ id, ...content }: Scenario): boolean {
  const { road, scene } = content;
  // Nobody has drawn a network here: it was imported.
  if (road?.plan.kind === "network") return false;
  const of = road ? { road: road.plan.kind, traffic: road.plan.traffic } : { scene: scene.kind, traffic: scene.traffic };
  return sameContent({ id, ...content }, blankScenario(id, of));
}

/** Whether the stage has nothing to show but the scene itself. */
export const isStageEmpty = ({ actors, occluders, generators, ignoreRegions = [] }: Scenario): boolean =>
  actors.length + occluders.length + generators.length + ignoreRegions.length === 0;
