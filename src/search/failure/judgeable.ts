import { ACTOR_TYPES, annotatedActors, type Scenario } from "@/core/document";
import { SearchError } from "../errors";
import { judgedActors, type Criterion } from "./criterion";
import { meetingsOf } from "./meeting";

/** Checks that a criterion can be judged in a scenario. @throws SearchError */
export function assertJudgeable(scenario: Scenario, criterion: Criterion): void {
  const actors = judgedActors(scenario, criterion);
  const annotated = annotatedActors(scenario).map(({ id }) => id);
  if (actors.length === 0)
    throw new SearchError(
      criterion.of === null
        ? "the scenario has no annotated actors, so nothing can be missed"
        : `there is no annotated actor "${criterion.of}" in the scenario; it has ${annotated.join(", ") || "none"}`,
    );
  if (criterion.kind === "ap" && criterion.of !== null && !ACTOR_TYPES.some((type) => type === criterion.of))
    throw new SearchError(`average precision is of a class: use one of ${ACTOR_TYPES.join(", ")}, or leave it out`);
  if (criterion.kind !== "late") return;
  if ((criterion.unit === "m") !== (scenario.road !== undefined) && criterion.unit !== "s")
    throw new SearchError(scenario.road ? "a road scenario is in metres: use m or s" : "a picture has no metres: use px or s");
  if (scenario.road && scenario.road.ego === undefined) throw new SearchError("the scenario has no ego to meet; set `road.ego`");
  if (meetingsOf(scenario, criterion).length === 0)
    throw new SearchError("nobody in the scenario meets a vehicle, so there is no meeting before which somebody could be seen");
}
