import {
  LIMITS,
  type Actor,
  type Point,
  type Scenario,
  type SlimScenario,
  type Size,
  type Trajectory,
  type Waypoint,
} from "@/core/document";
import { ownMotion } from "@/core/timeline";

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

export const clampFrame = (frame: number): number =>
  clamp(Math.round(frame), -2 * LIMITS.durationFrames.max, 2 * LIMITS.durationFrames.max);

/** Coordinates are stored in hundredths of a pixel: anything finer is noise that only makes files larger. */
export const tidy = (value: number): number => Math.round(value * 100) / 100 + 0;

export const clampCoordinate = (value: number): number => tidy(clamp(value, -LIMITS.coordinate, LIMITS.coordinate));

export const clampPoint = ({ x, y }: Point): Point => ({ x: clampCoordinate(x), y: clampCoordinate(y) });

export const clampSize = ({ width, height }: Size): Size => ({
  width: tidy(clamp(width, LIMITS.extent.min, LIMITS.extent.max)),
  height: tidy(clamp(height, LIMITS.extent.min, LIMITS.extent.max)),
});

/** `items` with `change` applied to those that `pick` chooses; the same array where nothing changed. */
export function mapWhere<Item>(
  items: readonly Item[],
  pick: (item: Item, index: number) => boolean,
  change: (item: Item) => Item,
): readonly Item[] {
  let changed = false;
  const next = items.map((item, index) => {
    if (!pick(item, index)) return item;
    const edited = change(item);
    if (edited !== item) changed = true;
    return edited;
  });
  return changed ? next : items;
}

/** `scenario` with the parts that differ replaced; the same scenario if none does. */
export function withParts(scenario: SlimScenario, parts: Partial<SlimScenario>): SlimScenario {
  const differs = (Object.keys(parts) as (keyof Scenario)[]).some((key) => parts[key] !== scenario[key]);
  return differs ? { ...scenario, ...parts } : scenario;
}

/**
 * Changes the actors with these ids; locked ones stay as they are unless `locked` says otherwise. Those that wait for others are changed
 * as they would move by themselves: how long they wait then is worked out anew.
 */
export function editActors(
  scenario: SlimScenario,
  ids: readonly string[],
  change: (actor: Actor) => Actor,
  { locked = false }: { locked?: boolean } = {},
): SlimScenario {
  const chosen = new Set(ids);
  const pick = (actor: Actor) => chosen.has(actor.id) && (locked || !actor.locked);
  const changeOwn = (actor: Actor) => {
    const own = ownMotion(actor);
    const edited = change(own);
    return edited === own ? actor : edited;
  };
  return withParts(scenario, { actors: mapWhere(scenario.actors, pick, changeOwn) });
}

export const withTrajectory = (actor: Actor, parts: Partial<Trajectory>): Actor => ({
  ...actor,
  trajectory: { ...actor.trajectory, ...parts },
});

/** Changes every waypoint of an actor. */
export function mapWaypoints(actor: Actor, change: (waypoint: Waypoint, index: number) => Waypoint): Actor {
  return withTrajectory(actor, { waypoints: actor.trajectory.waypoints.map(change) });
}

/** The object without the named keys: a missing key and an undefined one are different things. */
export function without<T extends object, Key extends keyof T>(object: T, ...keys: Key[]): Omit<T, Key> {
  const copy = { ...object };
  for (const key of keys) delete copy[key];
  return copy;
}

/** An id of the form `prefix-n` that nothing in the scenario uses. */
export const freeId = (scenario: Scenario, prefix: string): string => freeIds(scenario, prefix)();

/** Returns another such id at each call. */
export function freeIds(scenario: Scenario, prefix: string): () => string {
  const used = new Set([...scenario.actors, ...scenario.occluders, ...scenario.generators].map(({ id }) => id));
  let number = 0;
  return () => {
    do number++;
    while (used.has(`${prefix}-${number}`));
    return `${prefix}-${number}`;
  };
}

/**
 * The first of `count` consecutive free track ids: after the highest in use, or in the first gap that is long enough if there are too few
 * above. There always is one, since a scenario has far fewer actors than there are track ids.
 */
export function freeTrackIds(scenario: Pick<Scenario, "actors">, count: number): number {
  const used = scenario.actors.map(({ trackId }) => trackId).sort((one, other) => one - other);
  const above = (used.at(-1) ?? -1) + 1;
  if (above + count - 1 <= LIMITS.trackId) return above;
  let first = 0;
  for (const trackId of used) {
    if (trackId - first >= count) break;
    first = trackId + 1;
  }
  return first;
}
