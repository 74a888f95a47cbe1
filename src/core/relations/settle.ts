import type { PictureData, Scenario } from "../document/schema";
import { hasRelations } from "../timeline";
import { solveRelations, type RelationState } from "./solve";

/** A scenario whose relations are worked out. */
type Settlement = { readonly scenario: Scenario; readonly relations: readonly RelationState[]; readonly solves: number };

// Documents are immutable: relations are worked out once for each.
const settlements = new WeakMap<Scenario, Settlement>();
const related = new WeakMap<object, boolean>();

/** What came of a scenario's relations, and how many had to be worked out anew. */
export function settlementOf(scenario: Scenario): Settlement {
  const known = settlements.get(scenario);
  if (known) return known;
  const settlement = settle(scenario);
  settlements.set(scenario, settlement);
  settlements.set(settlement.scenario, settlement);
  return settlement;
}

/** Whether any actor of a list has a relation; known for each actor from before. */
function isRelated(actor: Scenario["actors"][number]): boolean {
  const known = related.get(actor);
  if (known !== undefined) return known;
  const found = hasRelations(actor);
  related.set(actor, found);
  return found;
}

function settle(scenario: Scenario): Settlement {
  if (!scenario.actors.some(isRelated)) return { scenario, relations: [], solves: 0 };
  const { actors, relations, solves } = solveRelations(scenario, scenario.actors);
  const changed = actors.some((actor, index) => actor !== scenario.actors[index]);
  return { scenario: changed ? { ...scenario, actors } : scenario, relations, solves };
}

/** The scenario with the times that its relations give: itself where it has them already. */
export function settled<Data extends PictureData>(scenario: Scenario<Data>): Scenario<Data> {
  const { scenario: found, relations, solves } = settlementOf(scenario);
  if (found.actors === scenario.actors) return scenario;
  const made = { ...scenario, actors: found.actors };
  settlements.set(made, { scenario: made, relations, solves });
  return made;
}

/** What comes of each relation of a scenario, in the order of its actors and their waypoints. */
export const relationsOf = (scenario: Scenario): readonly RelationState[] => settlementOf(scenario).relations;

/** The relations that never come true, or that nobody sees come true, each as a sentence that says whose it is, and why. */
export function relationFaults(scenario: Scenario): { readonly actorId: string; readonly index: number; readonly message: string }[] {
  const names = new Map(scenario.actors.map(({ id, name }) => [id, name || id]));
  return relationsOf(scenario).flatMap(({ actorId, index, until, fault, unseen }) => {
    const why = fault ?? unseen;
    if (why === null) return [];
    const other = "actor" in until ? (names.get(until.actor) ?? until.actor) : "";
    const never = index === 0 ? "never starts" : `never leaves waypoint ${index + 1}`;
    const what = fault === null ? `is not seen to meet “${other}”` : never;
    return [{ actorId, index, message: `“${names.get(actorId) ?? actorId}” ${what}: ${why}` }];
  });
}
