import type { Actor, Occluder, PictureData, Scenario } from "../document/schema";
import { VariationError } from "./errors";

/** The actors with these ids or types, in the scenario's order; left out, all. @throws VariationError if one fits none */
export function selectActors({ actors }: Pick<Scenario, "actors">, wanted?: readonly string[]): Actor[] {
  if (wanted === undefined) return [...actors];
  const chosen = new Set<string>();
  for (const name of wanted) {
    const fitting = actors.filter(({ id, type }) => id === name || type === name);
    if (fitting.length === 0)
      throw new VariationError(`there is no actor "${name}" in the scenario; it has ${listed(actors.map(({ id }) => id))}`);
    fitting.forEach(({ id }) => chosen.add(id));
  }
  return actors.filter(({ id }) => chosen.has(id));
}

/** The occluders with these ids or kinds; left out, all. @throws VariationError if none fits */
export function selectOccluders({ occluders }: Pick<Scenario, "occluders">, wanted?: readonly string[]): Occluder[] {
  const fitting = occluders.filter(({ id, kind }) => wanted === undefined || wanted.some((name) => name === id || name === kind));
  if (fitting.length === 0)
    throw new VariationError(
      `the scenario does not have these occluders (${wanted?.join(", ") ?? "any"}); it has ${listed(occluders.map(({ id }) => id))}`,
    );
  return fitting;
}

/** The scenario with the selected actors changed. A changed actor is no longer what its generator made, which must not make it again. */
export function changeActors<Data extends PictureData>(
  scenario: Scenario<Data>,
  wanted: readonly string[] | undefined,
  change: (actor: Actor) => Actor,
): Scenario<Data> {
  const chosen = new Set(selectActors(scenario, wanted).map(({ id }) => id));
  return { ...scenario, actors: scenario.actors.map((actor) => (chosen.has(actor.id) ? withoutGenerator(change(actor)) : actor)) };
}

/** The scenario with the selected occluders changed. */
export function changeOccluders<Data extends PictureData>(
  scenario: Scenario<Data>,
  wanted: readonly string[] | undefined,
  change: (occluder: Occluder) => Occluder,
): Scenario<Data> {
  const chosen = new Set(selectOccluders(scenario, wanted).map(({ id }) => id));
  return { ...scenario, occluders: scenario.occluders.map((occluder) => (chosen.has(occluder.id) ? change(occluder) : occluder)) };
}

function withoutGenerator(actor: Actor): Actor {
  const own: { -readonly [Key in keyof Actor]: Actor[Key] } = { ...actor };
  delete own.generatorId;
  return own;
}

const listed = (names: readonly string[]): string => (names.length > 0 ? names.slice(0, 20).join(", ") : "none");
