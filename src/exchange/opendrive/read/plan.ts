import { toDegrees } from "@/core/exact";
import { NETWORK_LIMITS, type NetworkLane, type NetworkMark, type NetworkPlan, type NetworkRoad, type Offsets } from "@/core/world/roads";
import { ExchangeError, type Report } from "../../read/report";
import type { OdrNetwork } from "./network";
import { withinTurn, type OdrLane, type OdrRoad, type OdrSection, type RoadContact } from "./road";

/** How far a piece of a line may be from the curve it stands for (metres), and how far it may turn (radians). */
const NEAR = 0.005;
const TURN = 0.06;
/** Lengths of pieces: where widths change along a curve, and everywhere (metres). */
const CHANGING = 1;
const LEAST = 0.02;
const LONGEST = 100;
/** Numbers are stored to a tenth of a millimetre, and headings to a millionth of a degree. */
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

/** Where a network is moved to, so that it lies around the origin. */
export type Shift = { readonly x: number; readonly y: number };

export type ReadPlan = Pick<NetworkPlan, "traffic" | "speedLimit" | "roads"> & { readonly shift: Shift };

/** The roads of a network as a plan; far from the origin, they are moved there. */
export function networkRoads(network: OdrNetwork, report: Report, file: string): ReadPlan {
  const roads = [...network.roads.values()];
  const shift = shiftOf(roads, report, file);
  const reader = new PlanReader(network, shift, report);
  const found = roads.flatMap((road) => reader.roadsOf(road));
  if (found.length === 0) throw new ExchangeError(`${file}: no road lies within ${NETWORK_LIMITS.place} m of the others’ middle`);
  const limits = roads.flatMap(({ speedLimits }) => speedLimits.map(({ limit }) => limit));
  return {
    traffic: roads.filter(({ isLeftHand }) => isLeftHand).length * 2 > roads.length ? "left" : "right",
    speedLimit: Math.min(130, Math.max(5, Math.round(mostFrequent(limits) ?? 50))),
    roads: found,
    shift,
  };
}

function mostFrequent(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** Roads may lie this far from the origin without being moved (metres). */
const NEAR_ORIGIN = 4000;

function shiftOf(roads: readonly OdrRoad[], report: Report, file: string): Shift {
  const ends = roads.flatMap((road) => [0, 0.5, 1].map((share) => road.lineAt(share * road.length)));
  const middle = (values: number[]) => {
    const [low, high] = [values.reduce((a, b) => Math.min(a, b), Infinity), values.reduce((a, b) => Math.max(a, b), -Infinity)];
    return Math.max(Math.abs(low), Math.abs(high)) > NEAR_ORIGIN ? -Math.round((low + high) / 2) : 0;
  };
  const shift = { x: middle(ends.map(({ x }) => x)), y: middle(ends.map(({ y }) => y)) };
  if (shift.x !== 0 || shift.y !== 0)
    report.note("info", `the roads are far from the origin and were moved by ${shift.x} m in x and ${shift.y} m in y`, file);
  return shift;
}

const GROUNDS: Readonly<Record<string, NetworkLane["kind"]>> = {
  ...{ shoulder: "shoulder", stop: "shoulder", parking: "parking", sidewalk: "pavement", walking: "pavement" },
  ...{ median: "island", curb: "island", border: "verge", roadWorks: "shoulder", tram: "verge", rail: "verge" },
};
const DRIVEN = new Set(
  ["driving", "entry", "exit", "offRamp", "onRamp", "connectingRamp", "bidirectional", "bus", "taxi", "HOV", "slipLane", "mwyEntry"].concat(
    ["mwyExit", "special1", "special2", "special3", "biking", "shared", "restricted"],
  ),
);
/** Lanes that are nothing but room beside the road. */
const NO_GROUND = new Set(["none"]);
const LINE_WIDTH = 0.12;
const DASHES = { paint: 3, gap: 6 };

class PlanReader {
  constructor(
    readonly network: OdrNetwork,
    readonly shift: Shift,
    readonly report: Report,
  ) {}

  /** A road for each of its lane sections. */
  roadsOf(road: OdrRoad): NetworkRoad[] {
    return road.sections.flatMap((section, index) => {
      const stations = stationsOf(road, section);
      const line = stations.map((s) => {
        const pose = road.lineAt(s);
        return {
          x: rounded(pose.x + this.shift.x),
          y: rounded(pose.y + this.shift.y),
          heading: Math.round(toDegrees(withinTurn(pose.heading)) * 1e6) / 1e6,
        };
      });
      if (
        line.length > NETWORK_LIMITS.verticesOfLine ||
        line.some(({ x, y }) => Math.max(Math.abs(x), Math.abs(y)) > NETWORK_LIMITS.place)
      ) {
        this.report.note(
          "warning",
          `road "${road.id}" is left out: it is too long, or more than ${NETWORK_LIMITS.place} m from the origin`,
        );
        return [];
      }
      return [
        {
          name: road.name.slice(0, 200),
          ...(road.junction !== null && { junction: true }),
          line,
          lanes: section.lanes.flatMap((lane) => this.laneOf(road, section, index, lane, stations)),
          marks: section.lanes.flatMap((lane) => marksOf(road, section, lane, stations)).slice(0, NETWORK_LIMITS.marksOfRoad),
        },
      ];
    });
  }

  private laneOf(road: OdrRoad, section: OdrSection, index: number, lane: OdrLane, stations: readonly number[]): NetworkLane[] {
    if (lane.id === 0 || NO_GROUND.has(lane.type)) return [];
    const isDriven = DRIVEN.has(lane.type);
    const kind = isDriven ? "driving" : (GROUNDS[lane.type] ?? "verge");
    if (lane.type === "biking") this.report.note("info", "lanes for bicycles are drawn as carriageway", "");
    const edges = stations.map((s) => road.edgesAt(s, lane.id, section) ?? { inner: 0, outer: 0 });
    const [low, high] = [edges.map(({ inner, outer }) => Math.min(inner, outer)), edges.map(({ inner, outer }) => Math.max(inner, outer))];
    const travels = isDriven || kind === "shoulder";
    const limit = lane.speedLimit ?? road.speedLimitAt(section.s);
    return [
      {
        id: laneId(road.id, index, road.sections.length, lane.id),
        kind,
        right: offsetsOf(low),
        left: offsetsOf(high),
        ...(travels && { travel: road.directionOf(lane.id) === 1 ? ("along" as const) : ("against" as const) }),
        ...(isDriven && limit !== null && { speedLimit: Math.min(400, Math.round(limit * 10) / 10) }),
        ...(isDriven && { next: this.nextOf(road, index, lane) }),
      },
    ];
  }

  /** Ids of the lanes that continue a lane in its direction of travel. */
  private nextOf(road: OdrRoad, index: number, lane: OdrLane): string[] {
    const isAlong = road.directionOf(lane.id) === 1;
    const linked = isAlong ? lane.successor : lane.predecessor;
    const beside = road.sections[index + (isAlong ? 1 : -1)];
    if (beside) return linked === null ? [] : [laneId(road.id, index + (isAlong ? 1 : -1), road.sections.length, linked)];
    const link = isAlong ? road.successor : road.predecessor;
    if (!link) return [];
    if (link.kind === "road") return linked === null ? [] : this.laneOn(link.id, link.contact, linked);
    const connections = this.network.junctions.get(link.id) ?? [];
    const ids = connections.flatMap(({ incoming, connecting, contact, lanes }) => {
      const to = incoming === road.id ? lanes.get(lane.id) : undefined;
      return to === undefined ? [] : this.laneOn(connecting, contact, to);
    });
    return [...new Set(ids)].slice(0, 50);
  }

  private laneOn(id: string, contact: RoadContact, lane: number): string[] {
    const road = this.network.roads.get(id);
    const index = contact === "start" ? 0 : (road?.sections.length ?? 0) - 1;
    const found = road?.sections[index]?.lanes.find((one) => one.id === lane && DRIVEN.has(one.type));
    return road && found ? [laneId(id, index, road.sections.length, lane)] : [];
  }
}

/** `ROAD:LANE`, or `ROAD.SECTION:LANE` on roads of several sections. */
const laneId = (road: string, section: number, sections: number, lane: number): string =>
  `${road.slice(0, 80)}${sections > 1 ? `.${section}` : ""}:${lane}`;

/** One number where all are the same. */
function offsetsOf(values: readonly number[]): Offsets {
  const stored = values.map((value) => rounded(Math.min(NETWORK_LIMITS.beside, Math.max(-NETWORK_LIMITS.beside, value))));
  const [first = 0] = stored;
  return stored.every((value) => value === first) ? first : stored;
}

/** Where a section's line has its vertices: close enough for its curves and for the widths of its lanes. */
function stationsOf(road: OdrRoad, section: OdrSection): number[] {
  const changes = [
    ...road.laneOffsets.map(({ at }) => at),
    ...section.lanes.flatMap(({ widths }) => widths.map(({ at }) => section.s + at)),
  ];
  const borders = [section.s, section.end, ...changes, ...road.geometries.map(({ s }) => s)]
    .filter((s) => s >= section.s && s <= section.end)
    .sort((a, b) => a - b);
  const stations: number[] = [];
  borders.forEach((from, index) => {
    const to = borders[index + 1];
    if (to === undefined || to - from < LEAST) return;
    const geometry = road.geometries.findLast(({ s }) => s <= from + 1e-9);
    const isStraight = geometry?.shape.kind === "line";
    const isChanging = isBent(road.laneOffsets, from) || section.lanes.some(({ widths }) => isBent(widths, from - section.s));
    for (let s = from; s < to - LEAST && stations.length <= NETWORK_LIMITS.verticesOfLine;) {
      stations.push(s);
      const curvature = Math.max(Math.abs(road.lineAt(s).curvature), Math.abs(road.lineAt(Math.min(to, s + 1)).curvature));
      const curved = curvature > 1e-9 ? Math.min(Math.sqrt((8 * NEAR) / curvature), TURN / curvature) : LONGEST;
      const step = isStraight ? Infinity : Math.min(LONGEST / 10, curved);
      s += Math.max(LEAST, Math.min(step, isChanging ? CHANGING : Infinity));
    }
  });
  return [...stations, section.end];
}

/** Whether the cubic that holds at a place is more than a straight line. */
function isBent(cubics: OdrLane["widths"], place: number): boolean {
  const [, , c, d] = cubics.findLast(({ at }) => at <= place + 1e-9)?.coefficients ?? [0, 0, 0, 0];
  return c !== 0 || d !== 0;
}

/** The markings at the outer edge of a lane; of lane 0, those in the middle. */
function marksOf(road: OdrRoad, section: OdrSection, lane: OdrLane, stations: readonly number[]): NetworkMark[] {
  const edges = stations.map((s) => road.edgesAt(s, lane.id, section)?.outer ?? 0);
  const length = section.end - section.s;
  const kind = lane.id === 0 ? "centre_line" : isOutermost(section, lane) ? "edge_line" : "lane_line";
  return lane.marks.flatMap(({ at, type, width }, index): NetworkMark[] => {
    const end = lane.marks[index + 1]?.at ?? length;
    if (at >= end || at >= length) return [];
    const wide = Math.min(2, Math.max(0.02, width > 0 ? width : LINE_WIDTH));
    const span = { ...(at > 0 && { from: rounded(at) }), ...(end < length && { to: rounded(end) }) };
    const lines = LINES[type];
    if (!lines) return [];
    return lines.map((style, line) => {
      const apart = lines.length === 1 ? 0 : (line === 0 ? 1 : -1) * wide;
      return {
        kind,
        at: offsetsOf(edges.map((edge) => edge + apart)),
        width: wide,
        ...span,
        ...(style === "broken" && { dashes: DASHES }),
      };
    });
  });
}

/** Lines of a marking from left to right. Botts' dots and grass edges are not painted. */
const LINES: Readonly<Record<string, readonly ("solid" | "broken")[]>> = {
  solid: ["solid"],
  broken: ["broken"],
  "solid solid": ["solid", "solid"],
  "solid broken": ["solid", "broken"],
  "broken solid": ["broken", "solid"],
  "broken broken": ["broken", "broken"],
};

function isOutermost(section: OdrSection, { id }: OdrLane): boolean {
  const beyond = section.lanes.find((lane) => lane.id === id + Math.sign(id));
  return !beyond || !DRIVEN.has(beyond.type);
}
