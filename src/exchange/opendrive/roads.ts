import { distanceBetween, offsetLine, placeAlong, reversedLine, type Polyline } from "@/core/world";
import type { Lane, RoadLayout } from "@/core/world/roads";

/** A lane beside a reference line. OpenDRIVE numbers lanes from the line outwards: positive to its left, negative to its right. */
export type RoadLane = { readonly lane: Lane; readonly number: number };

/** A road of OpenDRIVE: a reference line and the lanes beside it. */
export type LaneRoad = {
  /** From 1. */
  readonly id: number;
  readonly name: string;
  readonly line: Polyline;
  readonly lanes: readonly RoadLane[];
  /** The junction that it crosses, or null. */
  readonly junction: number | null;
};

export type RoadEnd = "start" | "end";

/** A junction: which lanes lead over it, and onto which. */
export type RoadJunction = { readonly id: number; readonly connections: readonly Connection[] };
export type Connection = {
  readonly incoming: LaneRoad;
  readonly connecting: LaneRoad;
  readonly from: number;
  readonly to: number;
};

export type LaneRoads = { readonly roads: readonly LaneRoad[]; readonly junctions: readonly RoadJunction[] };

/** Edges that are no further apart than this are one (metres). */
const SAME_EDGE = 0.02;
/** Ids of junctions follow this. */
const FIRST_JUNCTION = 1000;

/**
 * The lanes of a layout as roads: lanes that run side by side are one road, with those of the other direction if they share its middle;
 * each lane over a junction is a road of its own.
 */
export function laneRoads({ lanes }: Pick<RoadLayout, "lanes">, traffic: "right" | "left"): LaneRoads {
  // Where traffic drives on the right, a lane is to the right of its road's line.
  const side = traffic === "right" ? -1 : 1;
  const between = betweenJunctions(lanes);
  const open = lanes.filter((lane) => lane.kind === "driving" || between.has(lane));
  const strips = joinedStrips(open, side);
  const plain = strips.map((strip, index) => ({ ...strip, id: index + 1, junction: null }));
  const overs = lanes.filter((lane) => lane.kind === "junction" && !between.has(lane));
  const clusters = junctionsOf(overs, plain, lanes);
  const connecting = overs.map((lane, index): LaneRoad => ({
    id: plain.length + index + 1,
    name: lane.id,
    line: innerEdge(lane, side),
    lanes: [{ lane, number: side }],
    junction: FIRST_JUNCTION + (clusters[index] ?? 0),
  }));
  const roads: LaneRoad[] = [...plain, ...connecting];
  const placeOf = new Map(roads.flatMap((road) => road.lanes.map(({ lane, number }) => [lane.id, { road, number }] as const)));
  const connections = connecting.flatMap((road): (Connection & { junction: number | null })[] => {
    const [only] = road.lanes;
    return open
      .filter(({ successors }) => only && successors.includes(only.lane.id))
      .flatMap((lane) => {
        const incoming = placeOf.get(lane.id);
        return incoming && only
          ? [{ incoming: incoming.road, connecting: road, from: incoming.number, to: only.number, junction: road.junction }]
          : [];
      });
  });
  const ids = [...new Set(connecting.map(({ junction }) => junction))].filter((id) => id !== null);
  return { roads, junctions: ids.map((id) => ({ id, connections: connections.filter(({ junction }) => junction === id) })) };
}

/** In OpenDRIVE, a junction never follows another directly: on a ring, the pieces between two arms are roads. */
function betweenJunctions(lanes: readonly Lane[]): ReadonlySet<Lane> {
  const chosen = new Set<Lane>();
  for (const lane of lanes) {
    const neighbours = lanes.filter(({ id, successors }) => successors.includes(lane.id) || lane.successors.includes(id));
    const isAmongJunctions = neighbours.length > 0 && neighbours.every((other) => other.kind === "junction" && !chosen.has(other));
    if (lane.kind === "junction" && isAmongJunctions) chosen.add(lane);
  }
  return chosen;
}

type Strip = Pick<LaneRoad, "name" | "line" | "lanes">;

/** The edge of a lane towards oncoming traffic, in the lane's direction. */
const innerEdge = ({ centre, width }: Lane, side: 1 | -1): Polyline => offsetLine(centre, (-side * width) / 2);

/** Lanes of one direction, side by side, from the middle outwards; and with them those of the other direction. */
function joinedStrips(lanes: readonly Lane[], side: 1 | -1): Strip[] {
  const strips: { readonly line: Polyline; readonly lanes: Lane[] }[] = [];
  for (const lane of lanes) {
    const inner = innerEdge(lane, side);
    const beside = strips.find(({ lanes: [...others] }) => {
      const last = others.at(-1);
      return last !== undefined && isSameLine(offsetLine(last.centre, (side * last.width) / 2), inner);
    });
    if (beside) beside.lanes.push(lane);
    else strips.push({ line: inner, lanes: [lane] });
  }
  const taken = new Set<(typeof strips)[number]>();
  return strips.flatMap((strip): Strip[] => {
    if (taken.has(strip)) return [];
    taken.add(strip);
    const against = strips.find((other) => !taken.has(other) && isSameLine(reversedLine(other.line), strip.line));
    if (against) taken.add(against);
    const numbered = (those: readonly Lane[], sign: 1 | -1) => those.map((lane, index) => ({ lane, number: sign * (index + 1) }));
    return [
      {
        name: strip.lanes[0]?.id ?? "",
        line: strip.line,
        lanes: [...numbered(strip.lanes, side), ...(against ? numbered(against.lanes, side === 1 ? -1 : 1) : [])],
      },
    ];
  });
}

function isSameLine(one: Polyline, other: Polyline): boolean {
  return (
    Math.abs(one.length - other.length) < SAME_EDGE &&
    [0, 0.5, 1].every((share) => distanceBetween(placeAlong(one, share * one.length), placeAlong(other, share * other.length)) < SAME_EDGE)
  );
}

/** Whether a lane starts where its road's line does, rather than at its end. */
export function runsAlong({ line }: Pick<LaneRoad, "line">, { centre }: Lane): boolean {
  const [start, lane] = [placeAlong(line, 0), placeAlong(centre, 0)];
  const there = placeAlong(line, line.length);
  return distanceBetween(start, lane) <= distanceBetween(there, lane);
}

/** Which junction each lane over one belongs to: lanes that start or end at the same end of a road share it. Numbered from 0. */
function junctionsOf(overs: readonly Lane[], roads: readonly LaneRoad[], lanes: readonly Lane[]): number[] {
  const endOf = (id: string, at: RoadEnd): string => {
    for (const road of roads)
      for (const { lane } of road.lanes)
        if (lane.id === id) return `${road.id} ${runsAlong(road, lane) === (at === "start") ? "start" : "end"}`;
    return id;
  };
  const group = new Map<string, string>();
  const rootOf = (key: string): string => {
    const parent = group.get(key) ?? key;
    return parent === key ? key : rootOf(parent);
  };
  const keys = overs.map((over) => {
    const ends = [
      ...lanes.filter(({ successors }) => successors.includes(over.id)).map(({ id }) => endOf(id, "end")),
      ...over.successors.map((id) => endOf(id, "start")),
    ];
    for (const end of ends) group.set(rootOf(end), rootOf(ends[0] ?? end));
    return ends[0] ?? over.id;
  });
  const roots = keys.map(rootOf);
  const numbers = [...new Set(roots)];
  return roots.map((root) => numbers.indexOf(root));
}
