import type { Actor, LightKeyframe, Occluder, Scenario, Waypoint, WeatherKeyframe } from "@/core/document";
import { ownMotion } from "@/core/timeline";
import { diffFrames, type FrameDiff } from "./frameDiff";

/** One value that differs; `before` or `after` is null if it is absent. `path` is written as in code. */
export type ValueChange = { readonly path: string; readonly before: unknown; readonly after: unknown };

export type WaypointChange = {
  /** Index in the later path; in the earlier one if it was removed. */
  readonly index: number;
  readonly before: Waypoint | null;
  readonly after: Waypoint | null;
};

export type NamedBody = { readonly id: string; readonly name: string };
export type NamedActor = NamedBody & { readonly trackId: number };
export type ActorChange = NamedActor & { readonly values: readonly ValueChange[]; readonly waypoints: readonly WaypointChange[] };
export type OccluderChange = NamedBody & { readonly values: readonly ValueChange[] };

/** A keyframe of weather or of light that differs. */
export type SkyChange = {
  readonly frame: number;
  readonly before: WeatherKeyframe | LightKeyframe | null;
  readonly after: WeatherKeyframe | LightKeyframe | null;
};

export type ScenarioDiff = {
  readonly nameBefore: string;
  readonly nameAfter: string;
  /** Everything but weather, light, actors and occluders. */
  readonly values: readonly ValueChange[];
  readonly weather: readonly SkyChange[];
  readonly light: readonly SkyChange[];
  readonly actors: {
    readonly added: readonly NamedActor[];
    readonly removed: readonly NamedActor[];
    readonly changed: readonly ActorChange[];
  };
  readonly occluders: {
    readonly added: readonly NamedBody[];
    readonly removed: readonly NamedBody[];
    readonly changed: readonly OccluderChange[];
  };
  /** Which frames and boxes change as a result. */
  readonly frames: FrameDiff;
};

/** What differs between two states of a scenario, and at which frames it is visible. */
export async function diffScenarios(before: Scenario, after: Scenario): Promise<ScenarioDiff> {
  const occluders = pair(before.occluders, after.occluders);
  const actors = pair(before.actors, after.actors);
  return {
    nameBefore: before.name,
    nameAfter: after.name,
    values: diffValues(settingsOf(before), settingsOf(after)),
    weather: diffKeyframes(before.weather, after.weather),
    light: diffKeyframes(before.light ?? [], after.light ?? []),
    actors: {
      added: actors.added.map(namedActor),
      removed: actors.removed.map(namedActor),
      changed: actors.common.map(([a, b]) => diffActor(a, b)).filter(({ values, waypoints }) => values.length + waypoints.length > 0),
    },
    occluders: {
      added: occluders.added.map(namedBody),
      removed: occluders.removed.map(namedBody),
      changed: occluders.common.map(([a, b]) => ({ ...namedBody(b), values: diffValues(a, b) })).filter(({ values }) => values.length > 0),
    },
    frames: await diffFrames(before, after),
  };
}

/** Every key of the document except those compared separately, so that one added to the schema is compared too. */
function settingsOf(scenario: Scenario): Record<string, unknown> {
  // The digest of a picture stands for its data.
  const assets = Object.fromEntries(Object.entries(scenario.assets).map(([id, asset]) => [id, without(asset, ["data"])]));
  return { ...without(scenario, ["weather", "light", "actors", "occluders"]), assets };
}

function without<Value extends object>(value: Value, keys: readonly (keyof Value & string)[]): Record<string, unknown> {
  const left: readonly string[] = keys;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !left.includes(key)));
}

function pair<Body extends { readonly id: string }>(before: readonly Body[], after: readonly Body[]) {
  const old = new Map(before.map((body) => [body.id, body]));
  const now = new Set(after.map(({ id }) => id));
  const common: [Body, Body][] = [];
  const added: Body[] = [];
  for (const body of after) {
    const earlier = old.get(body.id);
    if (earlier) common.push([earlier, body]);
    else added.push(body);
  }
  return { common, added, removed: before.filter(({ id }) => !now.has(id)) };
}

const namedBody = ({ id, name }: Actor | Occluder): NamedBody => ({ id, name });
const namedActor = ({ id, name, trackId }: Actor): NamedActor => ({ id, name, trackId });

/**
 * Two states of an actor are compared as it moves by itself: how long it waits for others is worked out from what it waits for, and is
 * told by the frames that change.
 */
function diffActor(shownBefore: Actor, shownAfter: Actor): ActorChange {
  const [before, after] = [ownMotion(shownBefore), ownMotion(shownAfter)];
  const [{ waypoints: old, ...timingBefore }, { waypoints: now, ...timingAfter }] = [before.trajectory, after.trajectory];
  return {
    ...namedActor(after),
    values: diffValues({ ...before, trajectory: timingBefore }, { ...after, trajectory: timingAfter }),
    waypoints: diffWaypoints(old, now),
  };
}

/** What the paths share at both ends is left out; what is in between is compared in order, the rest counts as added or removed. */
export function diffWaypoints(before: readonly Waypoint[], after: readonly Waypoint[]): WaypointChange[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && same(before[head], after[head])) head++;
  let tail = 0;
  while (tail < shorter - head && same(before[before.length - 1 - tail], after[after.length - 1 - tail])) tail++;
  const old = before.slice(head, before.length - tail);
  const now = after.slice(head, after.length - tail);
  const changes: WaypointChange[] = [];
  for (let index = 0; index < Math.max(old.length, now.length); index++) {
    const [a, b] = [old[index] ?? null, now[index] ?? null];
    if (!same(a, b)) changes.push({ index: head + index, before: a, after: b });
  }
  return changes;
}

function diffKeyframes<Keyframe extends WeatherKeyframe | LightKeyframe>(
  before: readonly Keyframe[],
  after: readonly Keyframe[],
): SkyChange[] {
  const old = new Map(before.map((keyframe) => [keyframe.frame, keyframe]));
  const now = new Map(after.map((keyframe) => [keyframe.frame, keyframe]));
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort((a, b) => a - b)
    .map((frame) => ({ frame, before: old.get(frame) ?? null, after: now.get(frame) ?? null }))
    .filter((change) => !same(change.before, change.after));
}

/** Leaves that differ in two plain values. */
export function diffValues(before: unknown, after: unknown, path = ""): ValueChange[] {
  if (Object.is(before, after)) return [];
  if (!isObject(before) || !isObject(after) || Array.isArray(before) !== Array.isArray(after))
    return [{ path, before: before ?? null, after: after ?? null }];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => {
    const step = Array.isArray(before) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
    return diffValues(before[key], after[key], step);
  });
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const same = (a: unknown, b: unknown): boolean => diffValues(a, b).length === 0;
