import { LIMITS, generateActors, sameMotion, type Actor, type Generator, type Scenario } from "@/core/document";
import { command, type Command } from "./command";
import { freeTrackIds, withParts, without } from "./edit";

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;
export type GeneratorSettings = WithoutId<Generator>;

/** Adds a generator and the actors it makes. */
export function addGenerator(settings: GeneratorSettings): Command {
  return command("Add generator", (scenario) => {
    // The specification's sizes apply at 720 rows.
    const factor = scenario.video.height / 720;
    const stretch = settings.stretch ?? { x: factor, y: factor };
    const generator: Generator = { ...settings, ...(factor === 1 ? {} : { stretch }), id: freeGeneratorId(scenario) };
    const actors = generateActors(generator, context(scenario, freeTrackIds(scenario, countOf(generator))));
    return {
      ...scenario,
      generators: [...scenario.generators, generator],
      actors: [...scenario.actors, ...actors],
    };
  });
}

/**
 * Changes a generator's settings and makes its actors again, at their old positions in the list. What users have changed on one of them
 * stays: its path and times, size, name, appearance, lock and so on.
 */
export function editGenerator(id: string, settings: GeneratorSettings): Command {
  return command("Edit generator", (scenario) => {
    const found = scenario.generators.find((generator) => generator.id === id);
    if (!found) return scenario;
    const generator: Generator = { ...settings, id };
    const before = scenario.actors.filter(({ generatorId }) => generatorId === id);
    const others = scenario.actors.filter(({ generatorId }) => generatorId !== id);
    const place = Math.max(
      0,
      scenario.actors.findIndex(({ generatorId }) => generatorId === id),
    );
    const old = generateActors(found, context(scenario, 0));
    const actors = regenerate(scenario, generator, before, others).map((made) => {
      const stored = before.find((actor) => actor.id === made.id);
      const original = old.find((actor) => actor.id === made.id);
      return stored && original ? withOwnChanges(stored, original, made) : made;
    });
    return {
      ...scenario,
      generators: scenario.generators.map((other) => (other.id === id ? generator : other)),
      actors: [...others.slice(0, place), ...actors, ...others.slice(place)],
    };
  });
}

function regenerate(scenario: Scenario, generator: Generator, before: readonly Actor[], others: readonly Actor[]): Actor[] {
  const taken = new Set(others.map(({ trackId }) => trackId));
  const beyond = freeTrackIds({ actors: others }, countOf(generator));
  const wanted = before[0] ? Math.min(...before.map(({ trackId }) => trackId)) : beyond;
  const inPlace = generateActors(generator, context(scenario, wanted));
  return inPlace.some(({ trackId }) => taken.has(trackId) || trackId > LIMITS.trackId)
    ? generateActors(generator, context(scenario, beyond))
    : inPlace;
}

/** What the generator decides about one of its actors apart from its motion. */
const DECIDED = ["size", "appearance", "confidenceBase", "jitter", "flicker"] as const;

/**
 * The actor as it was stored, updated with the generator's new values wherever it still had the generator's old ones. `original`: the
 * result of the old settings.
 */
function withOwnChanges(stored: Actor, original: Actor, made: Actor): Actor {
  const { startFrame, endFrame, trajectory, trackId } = made;
  const name = stored.name.endsWith(` ${stored.trackId}`) ? made.name : stored.name;
  const motion = sameMotion(stored, original) ? { startFrame, endFrame, trajectory } : {};
  const decided = DECIDED.filter((key) => JSON.stringify(stored[key]) === JSON.stringify(original[key]));
  return { ...stored, ...motion, ...Object.fromEntries(decided.map((key) => [key, made[key]])), trackId, name };
}

/** Removes a generator and keeps its actors, which are edited individually from then on. */
export function detachGenerator(id: string): Command {
  return command("Detach from generator", (scenario) => {
    if (!scenario.generators.some((generator) => generator.id === id)) return scenario;
    return withParts(scenario, {
      generators: scenario.generators.filter((generator) => generator.id !== id),
      actors: scenario.actors.map((actor) => (actor.generatorId === id ? without(actor, "generatorId") : actor)),
    });
  });
}

/** Removes a generator with all its actors. */
export function deleteGenerator(id: string): Command {
  return command("Delete generator", (scenario) => {
    if (!scenario.generators.some((generator) => generator.id === id)) return scenario;
    return {
      ...scenario,
      generators: scenario.generators.filter((generator) => generator.id !== id),
      actors: scenario.actors.filter(({ generatorId }) => generatorId !== id),
    };
  });
}

/** How many actors it makes. */
const countOf = (generator: Generator): number => ("count" in generator ? generator.count : 1);

const context = ({ seed, video }: Scenario, firstTrackId: number) => ({ seed, video, firstTrackId, noise: true });

/** Its actors' ids are derived from its own, so no existing id may start with it either. */
function freeGeneratorId(scenario: Scenario): string {
  const used = [...scenario.actors, ...scenario.occluders, ...scenario.generators].map(({ id }) => id);
  for (let number = 1; ; number++) {
    const id = `generator-${number}`;
    if (!used.some((other) => other === id || other.startsWith(`${id}-`))) return id;
  }
}
