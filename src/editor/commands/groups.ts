import { released, type Actor, type Occluder, type Scenario, type SlimScenario } from "@/core/document";
import { copyActors } from "./actors";
import { command, type Command } from "./command";
import { editActors, mapWhere, withParts, without } from "./edit";
import { copyOccluders } from "./occluders";

/** Actors and occluders by their ids. */
export type BodyIds = { readonly actors: readonly string[]; readonly occluders: readonly string[] };
type Bodies = Pick<Scenario, "actors" | "occluders">;

/** Groups bodies; they leave the groups they were in. */
export function groupBodies(ids: BodyIds): Command {
  return command("Group", (scenario) => {
    const { actors, occluders } = bodiesOf(scenario, ids);
    if (actors.length + occluders.length < 2) return scenario;
    const groupId = freeGroupId(scenario, new Set());
    const edited = editActors(scenario, ids.actors, (actor) => ({ ...actor, groupId }), { locked: true });
    return withParts(edited, {
      occluders: mapWhere(
        edited.occluders,
        (occluder) => occluders.includes(occluder),
        (occluder) => ({ ...occluder, groupId }),
      ),
    });
  });
}

/** Dissolves every group that one of these bodies is in. */
export function ungroupBodies(ids: BodyIds): Command {
  return command("Ungroup", (scenario) => {
    const { actors, occluders } = bodiesOf(scenario, ids);
    const groups = groupsOf([...actors, ...occluders]);
    const grouped = ({ groupId }: Actor | Occluder) => groupId !== undefined && groups.has(groupId);
    return withParts(scenario, {
      actors: mapWhere(scenario.actors, grouped, (actor) => without(actor, "groupId")),
      occluders: mapWhere(scenario.occluders, grouped, (occluder) => without(occluder, "groupId")),
    });
  });
}

/** Copies of bodies with free ids, shifted by pixels and frames; groups among them become new groups. */
export function copyBodies(
  scenario: Scenario,
  { actors, occluders }: Bodies,
  offset: { x?: number; y?: number; frames?: number } = {},
): Bodies {
  const { x = 0, y = 0 } = offset;
  const names = new Map<string, string>();
  for (const group of groupsOf([...actors, ...occluders])) names.set(group, freeGroupId(scenario, new Set(names.values())));
  const regrouped = ({ groupId }: Actor | Occluder) => (groupId === undefined ? {} : { groupId: names.get(groupId) ?? groupId });
  return {
    actors: copyActors(scenario, actors, offset).map((actor) => ({ ...actor, ...regrouped(actor) })),
    occluders: copyOccluders(scenario, occluders, x, y).map((occluder) => ({ ...occluder, ...regrouped(occluder) })),
  };
}

/** Duplicates bodies, shifted by pixels and frames. */
export function duplicateBodies(ids: BodyIds, offset: { x?: number; y?: number; frames?: number }): Command {
  return command("Duplicate", (scenario) => withBodies(scenario, copyBodies(scenario, bodiesOf(scenario, ids), offset)));
}

/** The scenario with these bodies added in front of the others in its lists' order. */
export function withBodies(scenario: SlimScenario, { actors, occluders }: Bodies): SlimScenario {
  if (actors.length + occluders.length === 0) return scenario;
  // What of a copy is elsewhere, or names parameters of another scenario, does not follow them.
  return released({ ...scenario, actors: [...scenario.actors, ...actors], occluders: [...scenario.occluders, ...occluders] });
}

/** The ids together with those of everything in a group with one of them; locked and hidden bodies only if named. */
export function withGroups(scenario: Scenario, ids: BodyIds): BodyIds {
  const named = bodiesOf(scenario, ids);
  const groups = groupsOf([...named.actors, ...named.occluders]);
  if (groups.size === 0) return ids;
  const joins = ({ groupId, locked, hidden }: Actor | Occluder) => groupId !== undefined && groups.has(groupId) && !locked && !hidden;
  const whole = (list: readonly (Actor | Occluder)[], chosen: readonly string[]) => [
    ...new Set([...chosen, ...list.filter(joins).map(({ id }) => id)]),
  ];
  return { actors: whole(scenario.actors, ids.actors), occluders: whole(scenario.occluders, ids.occluders) };
}

function bodiesOf({ actors, occluders }: Scenario, ids: BodyIds): Bodies {
  return {
    actors: actors.filter(({ id }) => ids.actors.includes(id)),
    occluders: occluders.filter(({ id }) => ids.occluders.includes(id)),
  };
}

const groupsOf = (bodies: readonly Pick<Actor, "groupId">[]): Set<string> =>
  new Set(bodies.flatMap(({ groupId }) => (groupId === undefined ? [] : [groupId])));

/** A name for a group that no body has. */
function freeGroupId({ actors, occluders }: Scenario, taken: ReadonlySet<string>): string {
  const used = groupsOf([...actors, ...occluders]);
  for (let number = 1; ; number++) {
    const id = `group-${number}`;
    if (!used.has(id) && !taken.has(id)) return id;
  }
}
