import type { OdrNetwork } from "../../opendrive/read/network";
import { withinTurn, type OdrRoad, type RoadContact } from "../../opendrive/read/road";

/** A place on a road: metres along its line, metres to its left, and the lane to which that belongs. */
export type RoadSpot = { readonly road: OdrRoad; readonly s: number; readonly t: number; readonly lane: number };

/** A road that is driven along in one direction, in one of its lanes. */
export type Leg = { readonly road: OdrRoad; readonly direction: 1 | -1; readonly lane: number };

/** Roads that a search for a route looks at, at most. */
const MOST_LEGS = 20_000;

/** The legs that may follow one, in its direction. */
export function legsAfter(network: OdrNetwork, { road, direction, lane }: Leg): Leg[] {
  const link = direction === 1 ? road.successor : road.predecessor;
  if (!link) return [];
  const section = direction === 1 ? road.sections.at(-1) : road.sections[0];
  const own = section?.lanes.find(({ id }) => id === lane);
  const linked = direction === 1 ? own?.successor : own?.predecessor;
  const enter = (id: string, contact: RoadContact, to: number): Leg[] => {
    const next = network.roads.get(id);
    return next ? [{ road: next, direction: contact === "start" ? 1 : -1, lane: to }] : [];
  };
  if (link.kind === "road") {
    // Where nothing says which lane follows, it is the one with the same number, seen in the direction of travel.
    const same = (link.contact === "start") === (direction === 1) ? lane : -lane;
    return enter(link.id, link.contact, linked ?? same);
  }
  const connections = (network.junctions.get(link.id) ?? []).filter(({ incoming }) => incoming === road.id);
  const fitting = connections.filter(({ lanes }) => lanes.has(lane));
  return (fitting.length > 0 ? fitting : connections).flatMap(({ connecting, contact, lanes }) =>
    enter(connecting, contact, (lanes.get(lane) ?? (contact === "start") === (direction === 1)) ? (lanes.get(lane) ?? lane) : -lane),
  );
}

/** The leg that goes on straightest. */
export function straightestAfter(network: OdrNetwork, leg: Leg): Leg | null {
  const heading = (of: Leg, atEnd: boolean) => {
    const s = (of.direction === 1) === atEnd ? of.road.length : 0;
    return of.road.lineAt(s).heading + (of.direction === 1 ? 0 : Math.PI);
  };
  const here = heading(leg, true);
  const turn = (next: Leg) => Math.abs(withinTurn(heading(next, true) - here));
  return legsAfter(network, leg).sort((a, b) => turn(a) - turn(b))[0] ?? null;
}

/** The shortest way from a leg to a road; null if none leads there. */
function wayTo(network: OdrNetwork, from: Leg, target: OdrRoad): Leg[] | null {
  const key = ({ road, direction, lane }: Leg) => JSON.stringify([road.id, direction, lane]);
  const open: { readonly leg: Leg; readonly before: number }[] = [{ leg: from, before: -1 }];
  const lengths = [0];
  const known = new Set([key(from)]);
  const waiting = [0];
  while (waiting.length > 0 && open.length < MOST_LEGS) {
    const at = waiting.reduce((best, index) => ((lengths[index] ?? 0) < (lengths[best] ?? 0) ? index : best), waiting[0] ?? 0);
    waiting.splice(waiting.indexOf(at), 1);
    const { leg } = open[at] ?? { leg: from };
    if (leg.road === target) {
      const way: Leg[] = [];
      for (let index = at; index >= 0; index = open[index]?.before ?? -1) way.unshift(open[index]?.leg ?? from);
      return way;
    }
    for (const next of legsAfter(network, leg)) {
      if (known.has(key(next))) continue;
      known.add(key(next));
      open.push({ leg: next, before: at });
      lengths.push((lengths[at] ?? 0) + leg.road.length);
      waiting.push(open.length - 1);
    }
  }
  return null;
}

/** Roads one after another, from a place on the first. */
export class RoutePath {
  readonly legs: readonly Leg[];
  /** Metres from the start of the route to the start of each leg; the first may begin before it. */
  readonly #starts: readonly number[];

  constructor(legs: readonly Leg[], startS: number) {
    this.legs = legs;
    const [first] = legs;
    let at = first ? -(first.direction === 1 ? startS : first.road.length - startS) : 0;
    this.#starts = legs.map(({ road }) => {
      const start = at;
      at += road.length;
      return start;
    });
  }

  /** A route through places on roads; null if there is no way from one to the next. */
  static through(network: OdrNetwork, spots: readonly RoadSpot[]): RoutePath | null {
    const [first, ...others] = spots;
    if (!first) return null;
    // In the direction of its lane, or against it if only that leads on.
    for (const direction of [first.road.directionOf(first.lane), -first.road.directionOf(first.lane)] as (1 | -1)[]) {
      const legs: Leg[] = [{ road: first.road, direction, lane: first.lane }];
      let isWhole = true;
      for (const { road } of others) {
        const last = legs.at(-1);
        const way = last ? wayTo(network, last, road) : null;
        if (way) legs.push(...way.slice(1));
        else isWhole = false;
      }
      if (isWhole) return new RoutePath(legs, first.s);
    }
    return null;
  }

  /** The leg at a distance from the route's start, and how far along its road's line that is. */
  legAt(distance: number): { readonly leg: Leg; readonly s: number } | null {
    const index = Math.max(
      0,
      this.#starts.findLastIndex((start) => start <= distance + 1e-9),
    );
    const leg = this.legs[index];
    if (!leg) return null;
    const along = distance - (this.#starts[index] ?? 0);
    return { leg, s: leg.direction === 1 ? along : leg.road.length - along };
  }

  /** How far from the route's start a place is; null if it is not on the route. */
  distanceOf({ road, s }: Pick<RoadSpot, "road" | "s">): number | null {
    const index = this.legs.findIndex((leg) => leg.road === road);
    const leg = this.legs[index];
    if (!leg) return null;
    return (this.#starts[index] ?? 0) + (leg.direction === 1 ? s : road.length - s);
  }

  /** The leg after that of a road. */
  after(road: OdrRoad): Leg | null {
    const index = this.legs.findIndex((leg) => leg.road === road);
    return index < 0 ? null : (this.legs[index + 1] ?? null);
  }
}
