import { createScenario, type Scenario } from "@/core/document";
import { sameContent } from "./sameContent";

/** Whether a scenario is as a new one is made: only such a one is not worth a place among the drafts. */
export const isBlank = (scenario: Scenario): boolean => sameContent(scenario, createScenario({ id: scenario.id }));

/** Whether the stage has nothing to show but the scene itself. */
export const isStageEmpty = ({ actors, occluders, generators, ignoreRegions = [] }: Scenario): boolean =>
  actors.length + occluders.length + generators.length + ignoreRegions.length === 0;
