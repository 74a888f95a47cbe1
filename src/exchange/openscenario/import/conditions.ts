import { cos, sin } from "@/core/exact";
import { cornersOf, overlap, seenFrom, type Footprint } from "@/core/world";
import { ExchangeError, type Report } from "../../read/report";
import type { XmlNode } from "../../read/xmlTree";
import type { Mover } from "./mover";
import type { Positions } from "./positions";
import type { Scope } from "./scope";

/** What conditions may ask about. */
export type Situation = {
  readonly time: () => number;
  readonly mover: (name: string) => Mover | null;
  readonly positions: Positions;
  readonly variables: ReadonlyMap<string, string>;
  /** Whether an element of the storyboard is in a state, or has just changed to it. */
  readonly isInState: (type: string, name: string, state: string) => boolean;
  readonly report: Report;
};

/** A trigger: it is true when all conditions of one of its groups are. */
export class Trigger {
  readonly #groups: readonly (readonly Condition[])[];

  /** @returns null if there is no trigger, or an empty one */
  static of(node: XmlNode | null, scope: Scope, situation: Situation): Trigger | null {
    const groups = node?.all("ConditionGroup") ?? [];
    return groups.length === 0 ? null : new Trigger(groups, scope, situation);
  }

  constructor(groups: readonly XmlNode[], scope: Scope, situation: Situation) {
    this.#groups = groups.map((group) => group.all("Condition").map((condition) => new Condition(condition, scope, situation)));
  }

  isTrue(): boolean {
    // All are asked each time, since edges depend on what was before.
    return this.#groups.map((group) => group.map((condition) => condition.isTrue()).every((holds) => holds)).some((holds) => holds);
  }
}

/** Changes of a condition that are remembered for its delay. */
const MOST_REMEMBERED = 100_000;

class Condition {
  #before: boolean | null = null;
  readonly #history: { readonly time: number; readonly holds: boolean }[] = [];
  readonly #delay: number;
  readonly #edge: string;

  constructor(
    readonly node: XmlNode,
    readonly scope: Scope,
    readonly situation: Situation,
  ) {
    this.#delay = Math.max(0, scope.numberOf(node, "delay", 0));
    this.#edge = scope.text(node, "conditionEdge") ?? "none";
  }

  isTrue(): boolean {
    const holds = this.#onEdge(this.#holds());
    if (this.#delay === 0) return holds;
    const now = this.situation.time();
    if (this.#history.length < MOST_REMEMBERED) this.#history.push({ time: now, holds });
    return this.#history.findLast(({ time }) => time <= now - this.#delay + 1e-9)?.holds ?? false;
  }

  #onEdge(holds: boolean): boolean {
    // What is true from the start on counts as having become so.
    const before = this.#before ?? false;
    this.#before = holds;
    switch (this.#edge) {
      case "rising":
        return holds && !before;
      case "falling":
        return !holds && before;
      case "risingOrFalling":
        return holds !== before;
      default:
        return holds;
    }
  }

  #holds(): boolean {
    const { node, scope, situation } = this;
    const value = node.child("ByValueCondition")?.only();
    if (value) return holdsByValue(value, scope, situation);
    const entity = node.child("ByEntityCondition");
    if (!entity) throw new ExchangeError(`${node.place}: the condition is empty`);
    const triggering = entity.need("TriggeringEntities");
    const condition = entity.need("EntityCondition").only();
    if (!condition) throw new ExchangeError(`${node.place}: the condition is empty`);
    const movers = triggering.all("EntityRef").map((ref) => moverOf(ref, scope, situation));
    const results = movers.map((mover) => mover.isThere && holdsFor(condition, scope, situation, mover));
    return scope.text(triggering, "triggeringEntitiesRule") === "all"
      ? results.every((result) => result)
      : results.some((result) => result);
  }
}

function moverOf(node: XmlNode, scope: Scope, situation: Situation): Mover {
  const name = scope.needText(node, "entityRef");
  const mover = situation.mover(name);
  if (!mover) throw new ExchangeError(`${node.place}: there is no entity "${name}"`);
  return mover;
}

function compares(node: XmlNode, scope: Scope, value: number, key = "value"): boolean {
  const limit = scope.numberOf(node, key);
  switch (scope.text(node, "rule") ?? "greaterOrEqual") {
    case "greaterThan":
      return value > limit;
    case "lessThan":
      return value < limit;
    case "lessOrEqual":
      return value <= limit;
    case "equalTo":
      return Math.abs(value - limit) < 1e-6;
    case "notEqualTo":
      return Math.abs(value - limit) >= 1e-6;
    default:
      return value >= limit;
  }
}

function holdsByValue(node: XmlNode, scope: Scope, situation: Situation): boolean {
  switch (node.name) {
    case "SimulationTimeCondition":
      // A frame's time is a rounded number.
      return compares(node, scope, situation.time() + 1e-9);
    case "ParameterCondition":
      return comparesText(node, scope, scope.text(node, "parameterRef") ?? "", (name) => (scope.has(name) ? scope.value(name) : null));
    case "VariableCondition":
      return comparesText(node, scope, scope.text(node, "variableRef") ?? "", (name) => situation.variables.get(name) ?? null);
    case "StoryboardElementStateCondition":
      return situation.isInState(
        scope.text(node, "storyboardElementType") ?? "",
        scope.text(node, "storyboardElementRef") ?? "",
        scope.text(node, "state") ?? "",
      );
    default:
      situation.report.unread(node.name, node.file, node.line, "the condition is never true");
      return false;
  }
}

function comparesText(node: XmlNode, scope: Scope, name: string, valueOf: (name: string) => string | null): boolean {
  const value = valueOf(name);
  if (value === null) throw new ExchangeError(`${node.place}: there is no "${name}"`);
  const limit = scope.needText(node, "value");
  const [a, b] = [Number(value), Number(limit)];
  if (value.trim() !== "" && limit.trim() !== "" && Number.isFinite(a) && Number.isFinite(b)) return compares(node, scope, a);
  return (value === limit) === (scope.text(node, "rule") !== "notEqualTo");
}

function holdsFor(node: XmlNode, scope: Scope, situation: Situation, mover: Mover): boolean {
  const other = () => moverOf(node, scope, situation);
  switch (node.name) {
    case "TraveledDistanceCondition":
      return mover.travelled >= scope.numberOf(node, "value");
    case "SpeedCondition":
      return compares(node, scope, directed(node, scope, mover));
    case "RelativeSpeedCondition":
      return compares(node, scope, directed(node, scope, mover) - directed(node, scope, other()));
    case "AccelerationCondition":
      return compares(node, scope, mover.acceleration);
    case "StandStillCondition":
      return mover.atRest >= scope.numberOf(node, "duration") - 1e-9;
    case "ReachPositionCondition": {
      const place = situation.positions.in(node.need("Position"), scope);
      return away(place, mover) <= scope.numberOf(node, "tolerance");
    }
    case "DistanceCondition": {
      const place = situation.positions.in(node.need("Position"), scope);
      const point = { ...pointAt(place), length: 0, width: 0 };
      return compares(node, scope, distanceBetween(mover, { place, footprint: point }, node, scope));
    }
    case "RelativeDistanceCondition":
      return compares(node, scope, distanceBetween(mover, other(), node, scope));
    case "TimeHeadwayCondition": {
      const gap = distanceBetween(mover, other(), node, scope);
      return mover.speed > 1e-3 && compares(node, scope, gap / mover.speed);
    }
    case "TimeToCollisionCondition":
      return timeToCollision(node, scope, situation, mover);
    case "CollisionCondition": {
      const named = node.child("EntityRef");
      if (!named) {
        situation.report.unread("CollisionCondition by type", node.file, node.line, "the condition is never true");
        return false;
      }
      const struck = moverOf(named, scope, situation);
      return struck.isThere && overlap(mover.footprint, struck.footprint);
    }
    case "EndOfRoadCondition":
    case "OffroadCondition":
      return mover.spot === null && situation.positions.spotOf(mover) === null;
    default:
      node.ignore();
      situation.report.unread(node.name, node.file, node.line, "the condition is never true");
      return false;
  }
}

/** Only the speed along an axis, if the condition asks for one. */
const directed = (node: XmlNode, scope: Scope, mover: Mover): number => (scope.text(node, "direction") === "lateral" ? 0 : mover.speed);

const pointAt = ({ x, y, heading }: { readonly x: number; readonly y: number; readonly heading: number }) => ({
  x,
  y,
  heading: (heading * 180) / Math.PI,
});

const away = (a: { readonly x: number; readonly y: number }, b: { readonly x: number; readonly y: number }): number =>
  Math.sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y));

type Target = { readonly place: Mover["place"]; readonly footprint: Footprint };

/** The distance that a condition asks for, in metres: along an axis, along the road, or as the crow flies; between bodies or origins. */
function distanceBetween(mover: Mover, target: Target, node: XmlNode, scope: Scope): number {
  const isFree = scope.flag(node, "freespace");
  const along = scope.text(node, "coordinateSystem") ?? "entity";
  const type =
    scope.text(node, "relativeDistanceType") ??
    (scope.flag(node, "alongRoute") || node.name === "TimeHeadwayCondition" || along !== "entity" ? "longitudinal" : "euclidianDistance");
  const [own, other] = [mover.footprint, target.footprint];
  if (type === "longitudinal" || type === "lateral") {
    const isLateral = type === "lateral";
    const byRoad = along !== "entity" && mover.spot && target.place.spot;
    const far = byRoad
      ? Math.abs(isLateral && mover.spot && target.place.spot ? target.place.spot.t - mover.spot.t : mover.distanceTo(target.place))
      : Math.abs(isLateral ? seenFrom(pointAt(mover), target.place).y : seenFrom(pointAt(mover), target.place).x);
    if (!isFree) return far;
    // Both boxes along the axes of the one that asks.
    const axes = { x: mover.x, y: mover.y, heading: own.heading };
    const spans = [own, other].map((box) => {
      const values = cornersOf(box).map((corner) => seenFrom(axes, corner)[isLateral ? "y" : "x"]);
      return [Math.min(...values), Math.max(...values)] as const;
    });
    const [[low, high], [otherLow, otherHigh]] = [spans[0] ?? [0, 0], spans[1] ?? [0, 0]];
    return Math.max(0, otherLow - high, low - otherHigh);
  }
  return isFree ? gapBetween(own, other) : away(mover, target.place);
}

/** The least distance between two boxes; 0 if they overlap. */
function gapBetween(one: Footprint, other: Footprint): number {
  if (one.length > 0 && other.length > 0 && overlap(one, other)) return 0;
  const beyond = (box: Footprint, point: { readonly x: number; readonly y: number }) => {
    const local = seenFrom(box, point);
    const [dx, dy] = [Math.max(0, Math.abs(local.x) - box.length / 2), Math.max(0, Math.abs(local.y) - box.width / 2)];
    return Math.sqrt(dx * dx + dy * dy);
  };
  return Math.min(...cornersOf(one).map((corner) => beyond(other, corner)), ...cornersOf(other).map((corner) => beyond(one, corner)));
}

function timeToCollision(node: XmlNode, scope: Scope, situation: Situation, mover: Mover): boolean {
  const target = node.need("TimeToCollisionConditionTarget");
  const ref = target.child("EntityRef");
  const named = ref ? moverOf(ref, scope, situation) : null;
  const place = named?.place ?? situation.positions.in(target.need("Position"), scope);
  const footprint = named?.footprint ?? { ...pointAt(place), length: 0, width: 0 };
  const gap = distanceBetween(mover, { place, footprint }, node, scope);
  const ahead = { x: cos(mover.heading), y: sin(mover.heading) };
  const theirs = named ? named.speed * (cos(named.heading) * ahead.x + sin(named.heading) * ahead.y) : 0;
  const closing = mover.speed - theirs;
  return closing > 1e-3 && compares(node, scope, gap / closing);
}
