import type { z } from "zod";
import { LIMITS } from "./constants";
import { describeFault } from "./faultText";
import { fileSizeFault } from "./fileSize";
import { LISTS, isListKey, type ListKey } from "./lists";
import { describeIssue, formatPath, withoutConsequences, withOrigin, type DocumentFault } from "./parse";
import { refuseContradictions, refuseTimes, scenarioSchema, anyAssetsSchema, type Actor, type Scenario, type Waypoint } from "./schema";

const { shape } = scenarioSchema;
type Key = keyof typeof shape;
const KEYS = Object.keys(shape) as Key[];

/** The entries of lists are checked one by one. */
const ENTRIES: Readonly<Record<ListKey, z.ZodType>> = {
  actors: shape.actors.element,
  occluders: shape.occluders.element,
  generators: shape.generators.element,
  weather: shape.weather.element,
  light: shape.light.unwrap().element,
  markers: shape.markers.element,
  ignoreRegions: shape.ignoreRegions.unwrap().element,
  parameters: shape.parameters.unwrap().element,
};

/**
 * Why a changed scenario could not be saved and opened again; empty if it is as valid as the one before. Only what the two do not share
 * is checked, so that a small change of a large scenario costs little.
 */
export function faultsOfChange(before: Scenario, after: Scenario): DocumentFault[] {
  return faultsOfParts(before, after).flatMap((fault) => withOrigin([fault], keysOf(fault.path), after));
}

/** `actors[2].size.width` as a list of keys. */
const keysOf = (path: string): (string | number)[] =>
  path.split(/[.[\]]+/).flatMap((key) => (key === "" ? [] : [/^\d+$/.test(key) ? Number(key) : key]));

function faultsOfParts(before: Scenario, after: Scenario): DocumentFault[] {
  const faults: DocumentFault[] = [];
  for (const key of KEYS) {
    if (after[key] === before[key]) continue;
    if (isListKey(key)) faults.push(...faultsOfList(key, before, after));
    else if (key === "assets") faults.push(...faultsOfAssets(before, after));
    else faults.push(...issuesOf(shape[key], after[key], [key]));
  }
  for (const key of Object.keys(after)) if (!Object.hasOwn(shape, key)) faults.push({ path: key, message: "unknown key" });
  // Contradictions are only looked for between parts that are themselves valid.
  if (faults.length > 0) return faults;
  refuseContradictions(after, (path, message) => faults.push({ path: formatPath(path), message }));
  return faults.length > 0 ? faults : fileSizeFault(after);
}

function faultsOfList(key: ListKey, before: Scenario, after: Scenario): DocumentFault[] {
  const { most, plural } = LISTS[key];
  const entries: readonly unknown[] = after[key] ?? [];
  if (entries.length === 0) return issuesOf(shape[key], after[key], [key]);
  if (entries.length > most)
    return [{ path: key, message: `a scenario can have at most ${most} ${plural}; this would make ${entries.length}` }];
  if (key === "actors") return faultsOfActors(before, after);
  const known = new Set<unknown>(before[key]);
  return entries.flatMap((item, index) => (known.has(item) ? [] : issuesOf(ENTRIES[key], item, [key, index])));
}

function faultsOfAssets({ assets: before }: Scenario, { assets: after }: Scenario): DocumentFault[] {
  return Object.entries(after).flatMap(([id, asset]) =>
    before[id] === asset ? [] : issuesOf(anyAssetsSchema, { [id]: asset }, ["assets"]),
  );
}

function faultsOfActors({ actors: before }: Scenario, { actors: after }: Scenario): DocumentFault[] {
  const known = new Set(before);
  const old = new Map(before.map((actor) => [actor.id, actor]));
  return after.flatMap((actor, index) => (known.has(actor) ? [] : faultsOfActor(old.get(actor.id), actor, index)));
}

/** An actor's path may have tens of thousands of waypoints: those that are obviously valid need no schema. */
function faultsOfActor(before: Actor | undefined, actor: Actor, index: number): DocumentFault[] {
  const { waypoints } = actor.trajectory;
  const most = LIMITS.waypoints;
  if (waypoints.length > most)
    return [
      {
        path: `actors[${index}].trajectory.waypoints`,
        message: `a path can have at most ${most} waypoints; this would make ${waypoints.length}`,
      },
    ];
  const old = before?.trajectory.waypoints;
  const schema = shape.actors.element;
  const [first] = waypoints;
  if (!first || (old !== waypoints && !waypoints.every((waypoint, place) => waypoint === old?.[place] || isPlain(waypoint))))
    return issuesOf(schema, actor, ["actors", index]);
  const faults: DocumentFault[] = [];
  if (old !== waypoints)
    refuseTimes(waypoints, (path, message) => faults.push({ path: formatPath(["actors", index, "trajectory", ...path]), message }));
  const shell = { ...actor, trajectory: { ...actor.trajectory, waypoints: [STANDING] } };
  return [...faults, ...issuesOf(schema, shell, ["actors", index])];
}

const STANDING: Waypoint = { x: 0, y: 0 };
const FURTHEST_FRAME = 2 * LIMITS.durationFrames.max;

/** Whether a waypoint is obviously valid; the schema decides about any other. */
function isPlain(waypoint: Waypoint): boolean {
  for (const [key, value] of Object.entries(waypoint)) {
    if (typeof value !== "number") return false;
    switch (key) {
      case "x":
      case "y":
        if (!(Math.abs(value) <= LIMITS.coordinate)) return false;
        break;
      case "at":
      case "hold":
        if (!(Number.isInteger(value) && value >= 0 && value <= FURTHEST_FRAME)) return false;
        break;
      case "scale":
      case "stretch":
        if (!(value >= LIMITS[key].min && value <= LIMITS[key].max)) return false;
        break;
      default:
        return false;
    }
  }
  return "x" in waypoint && "y" in waypoint;
}

function issuesOf(schema: z.ZodType, value: unknown, path: readonly PropertyKey[]): DocumentFault[] {
  const result = schema.safeParse(value, { error: describeFault });
  return result.success
    ? []
    : withoutConsequences(result.error.issues).flatMap((issue) => describeIssue({ ...issue, path: [...path, ...issue.path] }));
}
