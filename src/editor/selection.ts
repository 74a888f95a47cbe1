import type { Actor, Occluder, Scenario } from "@/core/document";
import { counted } from "@/core/text";
import type { WaypointRef } from "./commands/waypoints";
import type { PlacedRegion } from "./geometry";

/** The selection. Waypoints belong to selected actors; keyframes of weather and light and markers are identified by their frames. */
export type Selection = {
  readonly actors: readonly string[];
  readonly occluders: readonly string[];
  /** Regions to ignore, by their indices in the list. */
  readonly regions: readonly number[];
  readonly waypoints: readonly WaypointRef[];
  readonly weather: readonly number[];
  readonly light: readonly number[];
  readonly markers: readonly number[];
};

export const EMPTY_SELECTION: Selection = { actors: [], occluders: [], regions: [], waypoints: [], weather: [], light: [], markers: [] };

export const selectionOf = (parts: Partial<Selection>): Selection => ({ ...EMPTY_SELECTION, ...parts });

export const isEmpty = (selection: Selection): boolean => Object.values(selection).every((part) => part.length === 0);

const same = (one: WaypointRef, other: WaypointRef) => one.actorId === other.actorId && one.index === other.index;

export const hasWaypoint = (selection: Selection, ref: WaypointRef): boolean => selection.waypoints.some((chosen) => same(chosen, ref));

const toggledIn = <Id extends string | number>(list: readonly Id[], id: Id): Id[] =>
  list.includes(id) ? list.filter((other) => other !== id) : [...list, id];

/** Shift-click on an actor, an occluder, a region or a waypoint: adds it, or removes it. */
export function toggled(
  selection: Selection,
  what: { actor: string } | { occluder: string } | { region: number } | { waypoint: WaypointRef },
): Selection {
  if ("region" in what) return { ...selection, regions: toggledIn(selection.regions, what.region) };
  if ("occluder" in what) return { ...selection, occluders: toggledIn(selection.occluders, what.occluder) };
  if ("actor" in what) {
    const actors = toggledIn(selection.actors, what.actor);
    return { ...selection, actors, waypoints: selection.waypoints.filter(({ actorId }) => actors.includes(actorId)) };
  }
  const { waypoint } = what;
  const waypoints = hasWaypoint(selection, waypoint)
    ? selection.waypoints.filter((other) => !same(other, waypoint))
    : [...selection.waypoints, waypoint];
  const { actors } = selection;
  return { ...selection, waypoints, actors: actors.includes(waypoint.actorId) ? actors : [...actors, waypoint.actorId] };
}

/**
 * The places of the chosen regions after one step of the history, back or forth. Such a step changes regions in their places,
 * or it adds or deletes some: then those that are left are found again, and the others drop out.
 */
export function regionsAfter(regions: readonly number[], before: Scenario, after: Scenario): readonly number[] {
  const { ignoreRegions: from = [] } = before;
  const { ignoreRegions: to = [] } = after;
  if (from === to || from.length === to.length) return regions;
  const places = new Map(to.map((region, place) => [region, place]));
  return regions.flatMap((index) => {
    const region = from[index];
    const place = region && places.get(region);
    return place === undefined ? [] : [place];
  });
}

/** The places of the regions that a step of the history brought. */
export function regionsBrought(before: Scenario, after: Scenario): readonly number[] {
  const { ignoreRegions: from = [] } = before;
  const { ignoreRegions: to = [] } = after;
  if (to.length <= from.length) return [];
  const known = new Set(from);
  return to.flatMap((region, index) => (known.has(region) ? [] : [index]));
}

/** What of the selection is still there; the same object where all of it is. */
export function prunedSelection(selection: Selection, scenario: Scenario): Selection {
  const { actors, occluders, ignoreRegions = [], weather, light = [], markers } = scenario;
  const lengths = new Map(actors.map(({ id, trajectory }) => [id, trajectory.waypoints.length]));
  const occluderIds = new Set(occluders.map(({ id }) => id));
  const next: Selection = {
    actors: selection.actors.filter((id) => lengths.has(id)),
    occluders: selection.occluders.filter((id) => occluderIds.has(id)),
    regions: selection.regions.filter((index) => index < ignoreRegions.length),
    waypoints: selection.waypoints.filter(({ actorId, index }) => index < (lengths.get(actorId) ?? 0)),
    weather: selection.weather.filter((frame) => weather.some((keyframe) => keyframe.frame === frame)),
    // Without keyframes of its own, the light has an implicit one for day.
    light: selection.light.filter((frame) => frame === 0 || light.some((keyframe) => keyframe.frame === frame)),
    markers: selection.markers.filter((frame) => markers.some((marker) => marker.frame === frame)),
  };
  const keys = Object.keys(next) as (keyof Selection)[];
  return keys.every((key) => next[key].length === selection[key].length) ? selection : next;
}

export const selectedActors = ({ actors }: Scenario, selection: Selection): Actor[] =>
  actors.filter(({ id }) => selection.actors.includes(id));

export const selectedOccluders = ({ occluders }: Scenario, selection: Selection): Occluder[] =>
  occluders.filter(({ id }) => selection.occluders.includes(id));

/** How many of what is chosen, in words: `2 actors`, `1 occluder`, `3 regions to ignore`. */
export const partsInWords = ({ actors, occluders, regions }: Record<"actors" | "occluders" | "regions", readonly unknown[]>): string[] => [
  ...(actors.length > 0 ? [counted(actors.length, "actor")] : []),
  ...(occluders.length > 0 ? [counted(occluders.length, "occluder")] : []),
  ...(regions.length > 0 ? [counted(regions.length, "region to ignore", "regions to ignore")] : []),
];

/** The chosen regions to ignore in the order of the scenario's list, with their places in it. */
export const selectedRegions = (
  { ignoreRegions = [] }: Pick<Scenario, "ignoreRegions">,
  { regions }: Pick<Selection, "regions">,
): PlacedRegion[] =>
  [...regions]
    .sort((one, other) => one - other)
    .flatMap((index): PlacedRegion[] => {
      const region = ignoreRegions[index];
      return region ? [[index, region]] : [];
    });
