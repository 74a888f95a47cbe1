import type { z } from "zod";
import { ROAD_KINDS, usualRoadPlan } from "../world/roads";
import type { Size } from "./constants";
import { createScenario } from "./defaults";
import { createCamera } from "./roadDefaults";
import { describeFault } from "./faultText";
import { fileSizeFault } from "./fileSize";
import { LISTS, isListKey, type ListKey } from "./lists";
import { ScenarioError, describeIssue, migrateDocument } from "./parse";
import { expressionAt, resolved } from "./resolve";
import { scenarioSchema, type WholeScenario } from "./schema";

/** What could be opened of a document, and what was left out of it: one sentence for each, with the place and the reason. */
export type Salvaged = { readonly scenario: WholeScenario; readonly leftOut: readonly string[] };

type RawObject = Readonly<Record<string, unknown>>;
type Issue = z.core.$ZodIssue;

/** Leaving parts out can make other parts invalid, such as actors that showed a picture: the rest is checked again at most this often. */
const MOST_ROUNDS = 50;

/**
 * Opens part of a document if some of it cannot be used: invalid entries are left out, invalid settings are as in a new scenario.
 * @throws ScenarioError if it is not a scenario at all, or one of a newer Jaywalk
 */
export function salvageScenario(raw: unknown): Salvaged {
  const leftOut: string[] = [];
  let document: RawObject = migrateDocument(withoutImpossibleAsset(raw, leftOut));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const issues: Issue[] = [];
    const evaluated = resolved(document, (path, message) => issues.push({ code: "custom", path, message, input: undefined }));
    const result = scenarioSchema.safeParse(evaluated, { error: describeFault });
    if (result.success && issues.length === 0) {
      const tooLarge = fileSizeFault(result.data);
      if (tooLarge.length === 0) return { scenario: result.data, leftOut };
      document = withoutLargest(result.data, tooLarge[0]?.message ?? "", leftOut);
    } else document = withoutInvalid(document, [...issues, ...(result.error?.issues ?? [])], leftOut);
  }
  throw new ScenarioError([{ path: "", message: "no part of this scenario can be opened" }]);
}

/** No record can have an asset of this id; otherwise a document with one would be refused as a whole. */
function withoutImpossibleAsset(raw: unknown, leftOut: string[]): unknown {
  if (!isRawObject(raw) || !isRawObject(raw["assets"]) || !Object.hasOwn(raw["assets"], "__proto__")) return raw;
  leftOut.push("an image (assets.__proto__: an asset cannot have this id)");
  return { ...raw, assets: Object.fromEntries(Object.entries(raw["assets"]).filter(([id]) => id !== "__proto__")) };
}

function withoutInvalid(document: RawObject, issues: readonly Issue[], leftOut: string[]): RawObject {
  const handled = new Set<string>();
  const doomed = new Map<ListKey, Set<number>>();
  const doomedStills = new Set<number>();
  const doomedCameras = new Set<number>();
  let next: RawObject = document;
  const note = (what: string, issue: Issue) => leftOut.push(`${what} (${described(issue)})`);
  for (const issue of issues.flatMap(oneForEachKey)) {
    const target = targetOf(issue, document);
    const key = JSON.stringify(target.path);
    if (handled.has(key)) continue;
    handled.add(key);
    if (target.kind === "entry") {
      const [list, index] = target.path;
      note(nameOfEntry(document, list, index), issue);
      doomed.set(list, (doomed.get(list) ?? new Set()).add(index));
    } else if (target.kind === "still") {
      note("a still of the background", issue);
      doomedStills.add(target.index);
    } else if (target.kind === "camera") {
      note("a camera", issue);
      doomedCameras.add(target.index);
    } else if (target.kind === "shorten") {
      note(`everything after the first ${target.length}`, issue);
      next = changed(next, target.path, (value) => (Array.isArray(value) ? value.slice(0, target.length) : undefined));
    } else if (target.kind === "set") {
      note(target.what, issue);
      next = changed(next, target.path, () => target.value);
    } else {
      note("a value", issue);
      next = changed(next, target.path, () => defaultAt(target.path));
    }
  }
  // Entries are removed last and together, so that indices into a list stay right until then.
  for (const [list, indexes] of doomed)
    next = changed(next, [list], (value) => (Array.isArray(value) ? value.filter((_, index) => !indexes.has(index)) : value));
  if (doomedCameras.size > 0)
    next = changed(next, ["road", "cameras"], (value) =>
      Array.isArray(value) ? value.filter((_, index) => !doomedCameras.has(index)) : value,
    );
  if (doomedStills.size > 0)
    next = changed(next, STILLS, (value) => {
      const kept = Array.isArray(value) ? value.filter((_, index) => !doomedStills.has(index)) : [];
      return kept.length > 0 ? kept : undefined;
    });
  return next;
}

/** Neighbouring unknown keys are one issue of the schema; each is removed separately. */
const oneForEachKey = (issue: Issue): Issue[] =>
  issue.code === "unrecognized_keys" ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue];

const described = (issue: Issue): string =>
  describeIssue(issue)
    .map(({ path, message }) => (path === "" ? message : `${path}: ${message}`))
    .join("; ");

type Path = readonly (string | number)[];
/** Stills of a video behind the scene: the only list inside another part. */
const STILLS: Path = ["scene", "backgroundStills"];

type Target =
  | { readonly kind: "entry"; readonly path: readonly [list: ListKey, index: number] }
  | { readonly kind: "still"; readonly path: Path; readonly index: number }
  | { readonly kind: "value"; readonly path: Path }
  | { readonly kind: "shorten"; readonly path: Path; readonly length: number }
  | { readonly kind: "camera"; readonly path: Path; readonly index: number }
  | { readonly kind: "set"; readonly path: Path; readonly what: string; readonly value: unknown };

/** The smallest part that has to be removed for an issue. */
function targetOf(issue: Issue, document: RawObject): Target {
  const path = issue.path.filter((part): part is string | number => typeof part !== "symbol");
  const [first = "", second] = path;
  const last = path.at(-1);
  // What makes a number invalid is its expression, not the object that has it.
  const origin =
    expressionAt(document, path)?.path ??
    (path.at(-2) === "expressions" || (first === "parameters" && last === "expression") ? path : null);
  if (origin) return { kind: "value", path: origin };
  if (issue.code === "unrecognized_keys") return { kind: "value", path: [...path, issue.keys[0] ?? ""] };
  if (issue.code === "too_big" && issue.origin === "array") return { kind: "shorten", path, length: Number(issue.maximum) };
  if (typeof first === "string" && isListKey(first) && typeof second === "number") {
    if (issue.code === "custom" && (first === "weather" || first === "light") && second === 0)
      return { kind: "set", path, what: "a time", value: 0 };
    const relation = path.indexOf("until");
    if (relation > 0) return { kind: "value", path: path.slice(0, relation + 1) };
    if (issue.code === "custom" && typeof last === "string" && OPTIONAL_KEYS.includes(last)) return { kind: "value", path };
    return { kind: "entry", path: [first, second] };
  }
  if (first === STILLS[0] && second === STILLS[1] && typeof path[2] === "number")
    return { kind: "still", path: path.slice(0, 3), index: path[2] };
  if (first === "road" && path.length > 1) return roadTargetOf(path, document);
  if (first === "assets" && path.length > 1) return { kind: "value", path: path.slice(0, 2) };
  if (first === "scene" && path.length > 1) return { kind: "value", path: path.slice(0, 2) };
  return { kind: "value", path: [first] };
}

/** Keys of an actor or occluder that it can do without, where they contradict the rest of the document. */
const OPTIONAL_KEYS = ["spriteAsset", "generatorId", "depth", "perspective", "scale", "stretch", "speed", "wait"];

/** A camera that cannot be used is left out; where none is left, one on a pole shows the road. */
function roadTargetOf(path: Path, document: RawObject): Target {
  const [, part, key] = path;
  const road = isRawObject(document["road"]) ? document["road"] : {};
  const cameras: readonly unknown[] = Array.isArray(road["cameras"]) ? road["cameras"] : [];
  if (part === "cameras" && typeof key === "number" && cameras.length > 1) return { kind: "camera", path: ["road", "cameras"], index: key };
  if (part === "cameras") {
    const { video } = createScenario({ id: "salvaged" });
    const size = sizeOf(document["video"]) ?? video;
    return { kind: "set", path: ["road", "cameras"], what: "the cameras", value: [createCamera("roadside", size)] };
  }
  if (part === "camera") {
    const [first] = cameras;
    return { kind: "set", path: ["road", "camera"], what: "the camera shown", value: isRawObject(first) ? first["id"] : "roadside" };
  }
  const plan = isRawObject(road["plan"]) ? road["plan"] : {};
  // A measure that is absent has its usual value already: then the others do not go with it.
  if (part === "plan" && typeof key === "string" && key !== "kind" && Object.hasOwn(plan, key))
    return { kind: "value", path: path.slice(0, 3) };
  const kind = ROAD_KINDS.find((known) => known === plan["kind"]);
  if (part === "plan" && kind && key !== "kind")
    return { kind: "set", path: ["road", "plan"], what: "the road’s measures", value: usualRoadPlan(kind) };
  if (part === "plan") return { kind: "set", path: ["road", "plan"], what: "the road", value: usualRoadPlan("street") };
  return { kind: "value", path: path.slice(0, 2) };
}

function sizeOf(video: unknown): Size | null {
  if (!isRawObject(video)) return null;
  const { width, height } = video;
  return typeof width === "number" && typeof height === "number" ? { width, height } : null;
}

/** What a new scenario has there; undefined if it has nothing. */
function defaultAt([first, second]: Path): unknown {
  const fresh: RawObject = createScenario({ id: "salvaged" });
  const value = typeof first === "string" ? ownValue(fresh, first) : undefined;
  if (second === undefined) return value;
  return isRawObject(value) && typeof second === "string" ? ownValue(value, second) : undefined;
}

/** Not what every object inherits: a document may have a key called `valueOf`. */
const ownValue = (object: RawObject, key: string): unknown => (Object.hasOwn(object, key) ? object[key] : undefined);

function nameOfEntry(document: RawObject, list: ListKey, index: number): string {
  const entries = document[list];
  const entry: unknown = Array.isArray(entries) ? entries[index] : undefined;
  const named = isRawObject(entry) && typeof entry["name"] === "string" && entry["name"] !== "" ? ` “${entry["name"].slice(0, 60)}”` : "";
  return `${LISTS[list].noun}${named}`;
}

/** Pictures make up most of a scenario that is too large, then paths: as many are removed as necessary, the largest first. */
function withoutLargest(scenario: WholeScenario, reason: string, leftOut: string[]): RawObject {
  let smaller = scenario;
  const pictures = Object.entries(scenario.assets).sort(([, one], [, other]) => other.data.length - one.data.length);
  for (const [id, { name }] of pictures) {
    if (fileSizeFault(smaller).length === 0) return smaller;
    leftOut.push(`image “${name}” (${reason})`);
    smaller = { ...smaller, assets: Object.fromEntries(Object.entries(smaller.assets).filter(([other]) => other !== id)) };
  }
  const [actor] = [...smaller.actors].sort((one, other) => other.trajectory.waypoints.length - one.trajectory.waypoints.length);
  if (!actor || fileSizeFault(smaller).length === 0) return smaller;
  leftOut.push(`actor “${actor.name}” (${reason})`);
  return { ...smaller, actors: smaller.actors.filter((other) => other !== actor) };
}

const isRawObject = (value: unknown): value is RawObject => typeof value === "object" && value !== null && !Array.isArray(value);

/** The document with another value at a path; undefined removes the key. */
function changed(document: RawObject, [key, ...rest]: Path, change: (value: unknown) => unknown): RawObject {
  if (key === undefined) return document;
  const before = document[key];
  const after = rest.length === 0 ? change(before) : changedWithin(before, rest, change);
  const copy = { ...document, [key]: after };
  if (after === undefined) delete copy[key];
  return copy;
}

function changedWithin(value: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  if (isRawObject(value)) return changed(value, path, change);
  const [index, ...rest] = path;
  if (!Array.isArray(value) || typeof index !== "number") return value;
  return value.map((item: unknown, place) =>
    place !== index ? item : rest.length === 0 ? change(item) : changedWithin(item, rest, change),
  );
}
