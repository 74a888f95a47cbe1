import { MAX_SCENARIO_BYTES, type DocumentFault } from "./parse";
import type { Scenario, Trajectory } from "./schema";

type Waypoints = Trajectory["waypoints"];

/** The most bytes a waypoint takes in a scenario file, including line breaks and indentation: without Bézier handles, and with. */
const WAYPOINT_BYTES = 500;
const CURVED_WAYPOINT_BYTES = 1000;
/** The same for entries that consist of a few numbers: keyframes of weather and light, regions to ignore. */
const NUMBERS_BYTES = 500;
/** The same for other entries, apart from their texts; a character takes at most 6. */
const ENTRY_BYTES = 2500;
const CHARACTER_BYTES = 6;
/** An expression's quotes, indentation and line break. */
const EXPRESSION_BYTES = 60;

/** Bytes of paths that had to be counted. Paths are never modified in place. */
const counted = new WeakMap<Waypoints, number>();

/**
 * A fault if the scenario's file would be larger than a scenario that can be opened. An estimate that is never too low comes first; only
 * if it is above the limit are bytes counted, once for each path.
 */
export function fileSizeFault(scenario: Scenario): DocumentFault[] {
  const paths = scenario.actors.map(({ trajectory }) => trajectory.waypoints);
  const pictures = bytesOfPictures(scenario);
  const mostPaths = sum(paths.map((waypoints) => counted.get(waypoints) ?? mostBytes(waypoints)));
  if (pictures + mostPaths + mostOfTheRest(scenario) <= MAX_SCENARIO_BYTES) return [];
  const bytes = fileBytes(scenario);
  if (bytes <= MAX_SCENARIO_BYTES) return [];
  const megabytes = (count: number) => `${Math.ceil(count / 1024 / 1024)} MB`;
  return [
    {
      path: "",
      message:
        `a scenario file can be at most ${megabytes(MAX_SCENARIO_BYTES)}; ` +
        `this would make it ${megabytes(bytes)}, of which ${megabytes(pictures)} are images`,
    },
  ];
}

/** The size of a scenario's file. */
export const fileBytes = (scenario: Scenario): number =>
  bytesOfPictures(scenario) + sum(scenario.actors.map(({ trajectory }) => bytesOfPath(trajectory.waypoints))) + bytesOfTheRest(scenario);

const bytesOfPictures = ({ assets }: Scenario): number => sum(Object.values(assets).map(({ data }) => data.length));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function mostBytes(waypoints: Waypoints): number {
  let curved = 0;
  for (const { handles } of waypoints) if (handles) curved++;
  return curved * CURVED_WAYPOINT_BYTES + (waypoints.length - curved) * WAYPOINT_BYTES + bytesOfExpressions(waypoints);
}

/** The most bytes that numbers' expressions take. */
function bytesOfExpressions(objects: readonly { readonly expressions?: Readonly<Record<string, string>> | undefined }[]): number {
  let bytes = 0;
  for (const { expressions } of objects)
    for (const [key, text] of Object.entries(expressions ?? {})) bytes += EXPRESSION_BYTES + CHARACTER_BYTES * (key.length + text.length);
  return bytes;
}

function bytesOfPath(waypoints: Waypoints): number {
  const known = counted.get(waypoints);
  if (known !== undefined) return known;
  // In a file, a path's lines are indented by eight spaces.
  const bytes = indentedBytes(waypoints, 8);
  counted.set(waypoints, bytes);
  return bytes;
}

function indentedBytes(value: unknown, indentation: number): number {
  const text = JSON.stringify(value, null, 2);
  return new TextEncoder().encode(text).byteLength + indentation * (text.match(/\n/g) ?? []).length;
}

function mostOfTheRest({
  actors,
  occluders,
  generators,
  weather,
  light = [],
  ignoreRegions = [],
  markers,
  parameters = [],
  expressions,
  road,
  scene,
  assets,
  name,
  description,
}: Scenario): number {
  const pictures = Object.values(assets);
  const entries = [actors, occluders, generators, markers, parameters, pictures, scene.backgroundStills ?? []];
  const numbers = [weather, light, ignoreRegions];
  const texts = [name, description, ...[...actors, ...occluders, ...markers, ...pictures].map((named) => named.name)];
  const described = parameters.flatMap(({ description = "", expression = "" }) => [description, expression]);
  const silhouettes = pictures.map(({ silhouette }) => silhouette?.runs.length ?? 0);
  return (
    ENTRY_BYTES * (10 + sum(entries.map(({ length }) => length))) +
    NUMBERS_BYTES * sum(numbers.map(({ length }) => length)) +
    CHARACTER_BYTES * sum([...texts, ...described].map(({ length }) => length)) +
    bytesOfExpressions([{ expressions }, ...actors, ...occluders, ...weather, ...light, ...(road?.cameras ?? [])]) +
    sum(silhouettes)
  );
}

function bytesOfTheRest(scenario: Scenario): number {
  const actors = scenario.actors.map((actor) => ({ ...actor, trajectory: { ...actor.trajectory, waypoints: [] } }));
  const assets = Object.fromEntries(Object.entries(scenario.assets).map(([id, asset]) => [id, { ...asset, data: "" }]));
  return indentedBytes({ ...scenario, actors, assets }, 0) + 1;
}
