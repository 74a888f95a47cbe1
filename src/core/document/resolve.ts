import { ExpressionError, evaluateExpression, inUnit, parseExpression, quantity, unitNamed, type Quantity } from "../expressions";
import { nearestFrame } from "../timeline/frameRate";
import { SPOTS, isInPixels, storedUnit, type BindableField, type FieldTable, type Spot } from "./bindable";
import type { Refuse } from "./refuse";

type Path = readonly (string | number)[];

/**
 * The document with every number that has an expression set to what that gives, and parameters likewise; the same object if all of them
 * have these values already. Works on documents that have not been checked: what is wrong with the rest of them is for the schema to say.
 * @param refuse told of expressions that have no value; their numbers stay as they are
 * @param follow told of numbers that had another value, with the expression
 */
export function resolved<Document extends object>(document: Document, refuse: Refuse, follow: Refuse = ignore): Document {
  const parameters = parametersOf(document, refuse);
  const context = contextOf(document, parameters);
  const withParameters = followed(document, parameters);
  return visited(withParameters, context, refuse, ({ found, field, text, path }) => {
    const value = valueOf(text, field, context, (message) => refuse([...path], message));
    if (value === null || value === found) return null;
    follow(placeOf(path), text);
    return { value };
  });
}

/** A number that follows from an expression. */
export type Following = {
  /** Of the number. */
  readonly path: Path;
  readonly text: string;
  readonly field: BindableField;
};

/** Every number of the document that follows from an expression, apart from parameters. */
export function followingNumbers(document: object): Following[] {
  const numbers: Following[] = [];
  withExpressions(document, (following) => {
    numbers.push(following);
    return following.text;
  });
  return numbers;
}

/** The document with other expressions; null for none. */
export function withExpressions<Document extends object>(document: Document, change: (following: Following) => string | null): Document {
  const context = contextOf(document, parametersOf(document, ignore));
  return visited(document, context, ignore, ({ field, text, path }) => {
    const expression = change({ path: placeOf(path), text, field });
    return expression === text ? null : { expression };
  });
}

/** The document without the expressions of numbers that differ from what these give, and of those that give nothing here. */
export function released<Document extends object>(document: Document): Document {
  const context = contextOf(document, parametersOf(document, ignore));
  return visited(document, context, ignore, ({ found, field, text }) => {
    const value = valueOf(text, field, context, silent);
    return value !== null && isClose(value, found) ? null : { expression: null };
  });
}

/** The document after a change of the picture's size: expressions of what is measured in pixels give what they were scaled to. */
export function rescaled<Document extends object>(document: Document): Document {
  const context = contextOf(document, parametersOf(document, ignore));
  return visited(document, context, ignore, ({ found, field, text }) => {
    if (!isInPixels(field, context.isRoad) || typeof found !== "number") return null;
    const value = valueOf(text, field, context, silent);
    return value === null || value === 0 || isClose(value, found) ? null : { expression: multiplied(text, found / value) };
  });
}

/** The expression that a number at a path follows from, with the path to it; null if it is an ordinary number. */
export function expressionAt(document: object, path: Path): { readonly text: string; readonly path: Path } | null {
  let node: unknown = document;
  for (let depth = 0; depth < path.length; depth++) {
    const key = path[depth];
    if (!isRaw(node) || key === undefined) return null;
    const rest = path.slice(depth).join(".");
    const expressions = own(node, "expressions");
    const text = isRaw(expressions) ? own(expressions, rest) : undefined;
    if (typeof text === "string") return { text, path: [...path.slice(0, depth), "expressions", rest] };
    const derived = own(node, "expression");
    if (rest === "value" && path[0] === "parameters" && typeof derived === "string")
      return { text: derived, path: [...path.slice(0, depth), "expression"] };
    node = own(node, String(key));
  }
  return null;
}

type Context = { readonly isRoad: boolean; readonly fps: number; readonly named: (name: string) => Quantity };

const ignore: Refuse = () => undefined;
const silent = (): void => undefined;
/** The path of the number that an expression at a path is for. */
const placeOf = (path: Path): (string | number)[] => [...path.slice(0, -2), ...String(path.at(-1)).split(".")];
const isRaw = (value: unknown): value is object => typeof value === "object" && value !== null;
const own = (node: object, key: string): unknown => (Object.hasOwn(node, key) ? Reflect.get(node, key) : undefined);

function contextOf(document: object, parameters: Parameters): Context {
  const video = own(document, "video");
  const fps = isRaw(video) ? own(video, "fps") : undefined;
  return {
    isRoad: own(document, "road") !== undefined,
    fps: typeof fps === "number" && fps > 0 ? fps : 30,
    named: (name) => parameters.get(name),
  };
}

/** Someone else's fault, reported where it is. */
class Unavailable extends ExpressionError {}

/** The values of parameters by name, each computed when it is first asked for. */
class Parameters {
  private readonly values = new Map<string, Quantity | null>();
  private readonly open: string[] = [];

  constructor(
    private readonly entries: ReadonlyMap<string, { readonly entry: object; readonly index: number }>,
    private readonly refuse: Refuse,
  ) {}

  /** @throws ExpressionError */
  get(name: string): Quantity {
    const known = this.values.get(name);
    if (known) return known;
    if (known === null) throw new Unavailable(`“${name}” has no value`);
    const found = this.entries.get(name);
    if (!found) {
      const names = [...this.entries.keys()];
      const advice = names.length === 0 ? "the scenario has none yet" : `there are ${names.slice(0, 20).join(", ")}`;
      throw new ExpressionError(`there is no parameter “${name}”; ${advice}`);
    }
    const circle = this.open.indexOf(name);
    if (circle >= 0)
      throw new ExpressionError(`it needs itself: ${[...this.open.slice(circle), name].join(" → ")}; give one of them a value`);
    this.open.push(name);
    try {
      const value = this.computed(found.entry);
      this.values.set(name, value);
      return value;
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      this.values.set(name, null);
      if (!(error instanceof Unavailable)) this.refuse(["parameters", found.index, "expression"], error.message);
      throw new Unavailable(`“${name}” has no value`);
    } finally {
      this.open.pop();
    }
  }

  /** The value of a parameter with an expression, in its unit; null if it is set, or has none. */
  derived(entry: object): number | null {
    const name = own(entry, "name");
    if (typeof own(entry, "expression") !== "string" || typeof name !== "string") return null;
    try {
      return inUnit(this.get(name), unitOf(entry));
    } catch (error) {
      if (error instanceof ExpressionError) return null;
      throw error;
    }
  }

  private computed(entry: object): Quantity {
    const text = own(entry, "expression");
    const unit = unitOf(entry);
    if (typeof text === "string") {
      const found = evaluateExpression(parseExpression(text), (name) => this.get(name));
      return quantity(inUnit(found, unit), unit);
    }
    const value = own(entry, "value");
    if (typeof value !== "number") throw new Unavailable("it has no value");
    return quantity(value, unit);
  }
}

const unitOf = (entry: object) => {
  const unit = own(entry, "unit");
  return typeof unit === "string" ? (unitNamed(unit) ?? null) : null;
};

function parametersOf(document: object, refuse: Refuse): Parameters {
  const list = own(document, "parameters");
  const entries = new Map<string, { entry: object; index: number }>();
  if (Array.isArray(list))
    list.forEach((entry: unknown, index) => {
      const name = isRaw(entry) ? own(entry, "name") : undefined;
      if (isRaw(entry) && typeof name === "string" && !entries.has(name)) entries.set(name, { entry, index });
    });
  return new Parameters(entries, refuse);
}

/** The document whose parameters have the values that their expressions give. */
function followed<Document extends object>(document: Document, parameters: Parameters): Document {
  const list = own(document, "parameters");
  if (!Array.isArray(list)) return document;
  let changed = false;
  const after = list.map((entry: unknown) => {
    const value = isRaw(entry) ? parameters.derived(entry) : null;
    if (!isRaw(entry) || value === null || own(entry, "value") === value) return entry;
    changed = true;
    return { ...entry, value };
  });
  return changed ? { ...document, parameters: after } : document;
}

/** The number that an expression gives a field, as it is stored; null if it gives none, for the reason told. */
function valueOf(text: string, field: BindableField, { isRoad, fps, named }: Context, complain: (reason: string) => void): number | null {
  try {
    const found = evaluateExpression(parseExpression(text), named);
    const value = inUnit(found, storedUnit(field, isRoad));
    const isTime = field.unit === "frames" && found.dimension[1] === 1;
    const stored = isTime ? nearestFrame(value, fps) : field.isWhole === true || field.unit === "frames" ? Math.round(value) : value;
    // Zero has no sign in a file.
    return stored === 0 ? 0 : stored;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    if (!(error instanceof Unavailable)) complain(`“${text}”: ${error.message}`);
    return null;
  }
}

const isClose = (one: number, other: unknown): boolean =>
  typeof other === "number" && Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other));

/** An expression times a factor, which takes the place of one that it had before. */
function multiplied(text: string, factor: number): string {
  const [, inner = text, before = "1"] = /^\((.*)\) × ([\d.e-]+)$/.exec(text) ?? [];
  const ratio = Number((factor * Number(before)).toPrecision(14));
  return ratio === 1 ? inner : `(${inner}) × ${ratio}`;
}

type Bound = { readonly found: unknown; readonly field: BindableField; readonly text: string; readonly path: Path };
/** What becomes of a number with an expression: another value, another expression, or (null) an ordinary number. */
type Change = { readonly value: number } | { readonly expression: string | null } | null;
type Decide = (bound: Bound) => Change;

/** Objects below which nothing follows from expressions; documents are never changed in place. */
const plain = new WeakSet<object>();

function visited<Document extends object>(document: Document, context: Context, refuse: Refuse, decide: Decide): Document {
  return visitedNode(document, SPOTS, [], { context, refuse, decide }) ?? document;
}

type Visit = { readonly context: Context; readonly refuse: Refuse; readonly decide: Decide };

/** The node with its numbers changed; null if there is nothing to change. */
function visitedNode<Node extends object>(node: Node, spot: Spot, path: Path, visit: Visit): Node | null {
  if (plain.has(node)) return null;
  let after = node;
  let hasExpressions = false;
  for (const [key, child] of Object.entries(spot.children ?? {})) {
    const before = own(after, key);
    if (!isRaw(before)) continue;
    const changed = Array.isArray(before)
      ? visitedList(before, child, [...path, key], visit)
      : visitedNode(before, child, [...path, key], visit);
    if (changed) after = { ...after, [key]: changed };
    if (!plain.has(before)) hasExpressions = true;
  }
  const expressions = own(node, "expressions");
  if (spot.fields && isRaw(expressions)) {
    hasExpressions = true;
    for (const [key, text] of Object.entries(expressions))
      if (typeof text === "string") after = visitedField(after, { key, text, path }, spot.fields, visit);
  }
  if (!hasExpressions) plain.add(node);
  return after === node ? null : after;
}

function visitedList(list: readonly unknown[], { each }: Spot, path: Path, visit: Visit): unknown[] | null {
  if (!each || plain.has(list)) return null;
  let changed = false;
  let isPlain = true;
  const after = list.map((entry, index) => {
    if (!isRaw(entry)) return entry;
    const next = visitedNode(entry, each, [...path, index], visit);
    if (!plain.has(entry)) isPlain = false;
    if (next) changed = true;
    return next ?? entry;
  });
  if (isPlain) plain.add(list);
  return changed ? after : null;
}

type Entry = { readonly key: string; readonly text: string; readonly path: Path };

function visitedField<Node extends object>(node: Node, { key, text, path }: Entry, fields: FieldTable, visit: Visit): Node {
  const place = [...path, "expressions", key];
  const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (!field) {
    visit.refuse(place, `cannot follow from an expression; these can: ${Object.keys(fields).join(", ")}`);
    return node;
  }
  const keys = key.split(".");
  const change = visit.decide({ found: valueAt(node, keys), field, text, path: place });
  if (change === null) return node;
  if ("value" in change) {
    const after = changedAt(node, keys, change.value);
    if (after) return after;
    visit.refuse(place, `there is no \`${keys.slice(0, -1).join(".")}\` here that could have it`);
    return node;
  }
  return withExpression(node, key, change.expression);
}

function valueAt(node: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((value, key) => (isRaw(value) ? own(value, key) : undefined), node);
}

/** The object with another number at a path; null if what should hold it does not exist. */
function changedAt<Node extends object>(node: Node, [key = "", ...rest]: readonly string[], value: number): Node | null {
  if (rest.length === 0) return { ...node, [key]: value };
  const inner = own(node, key);
  const changed = isRaw(inner) ? changedAt(inner, rest, value) : null;
  return changed && { ...node, [key]: changed };
}

/** The object with another expression of one of its numbers; null for none. */
export function withExpression<Node extends object>(node: Node, key: string, text: string | null): Node {
  const before = own(node, "expressions");
  const others = isRaw(before) ? Object.entries(before).filter(([other]) => other !== key) : [];
  const expressions = Object.fromEntries(text === null ? others : [...others, [key, text]]);
  if (Object.keys(expressions).length > 0) return { ...node, expressions };
  const bare = { ...node };
  Reflect.deleteProperty(bare, "expressions");
  return bare;
}
