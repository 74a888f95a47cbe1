import { toDegrees, cos, sin } from "@/core/exact";
import { LIMITS, OCCLUDER_DIMENSIONS, createRoadOccluder, type Occluder, type OccluderKind } from "@/core/document";
import { NETWORK_LIMITS, type NetworkPlan } from "@/core/world/roads";
import type { Report } from "../../read/report";
import type { OdrNetwork, OdrObject } from "./network";
import type { Shift } from "./plan";
import { withinTurn } from "./road";

type Objects = Pick<NetworkPlan, "crossings" | "bays"> & { readonly occluders: readonly Occluder[] };

/** What stands beside a road, by OpenDRIVE's types. */
const OCCLUDERS: Readonly<Record<string, OccluderKind>> = {
  ...{ tree: "tree", vegetation: "hedge", barrier: "wall", building: "container", obstacle: "container", wind: "container" },
  ...{ pole: "sign", streetLamp: "sign", trafficIsland: "wall", gantry: "wall", railing: "wall", soundBarrier: "wall" },
};
const MOST_OCCLUDERS = 500;

/** Crossings and parking bays of the plan, and what can hide somebody. Other objects are named. */
export function objectsOf(network: OdrNetwork, shift: Shift, report: Report): Objects {
  const crossings: NetworkPlan["crossings"][number][] = [];
  const bays: NetworkPlan["bays"][number][] = [];
  const occluders: Occluder[] = [];
  for (const object of network.objects) {
    const box = boxOf(object, shift);
    const { node, type } = object;
    const isInside = Math.max(Math.abs(box.x), Math.abs(box.y)) <= NETWORK_LIMITS.place;
    const kind = Object.hasOwn(OCCLUDERS, type) ? OCCLUDERS[type] : undefined;
    if (!isInside) report.unread(`an object of type "${type}"`, node.file, node.line, "it is too far from the origin");
    else if (type === "crosswalk" && box.length > 0.5 && box.width > 0.5) crossings.push(crossingOf(object, box, crossings.length));
    else if (type === "parkingSpace" && box.length > 0.5 && box.width > 0.5) {
      const { length, width } = { length: Math.min(50, box.length), width: Math.min(50, box.width) };
      bays.push({ id: `bay_${bays.length + 1}`, x: box.x, y: box.y, heading: box.heading, length, width });
    } else if (kind !== undefined && occluders.length < MOST_OCCLUDERS) occluders.push(occluderOf(object, box, kind, occluders.length));
    else report.unread(`an object of type "${type}"`, node.file, node.line);
  }
  return { crossings, bays, occluders };
}

/** A rectangle on the ground: its middle in metres, its heading in degrees. */
type Box = { readonly x: number; readonly y: number; readonly heading: number; readonly length: number; readonly width: number };

const tidy = (value: number): number => Math.round(value * 1000) / 1000;

function boxOf({ road, s, t, heading, length, width, outline }: OdrObject, shift: Shift): Box {
  const origin = road.worldAt({ s, t });
  const turn = withinTurn(origin.heading + heading);
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)];
  const span = (values: readonly number[], otherwise: number) => {
    if (values.length === 0) return { middle: 0, size: otherwise };
    const [low, high] = [values.reduce((a, b) => Math.min(a, b), Infinity), values.reduce((a, b) => Math.max(a, b), -Infinity)];
    return { middle: (low + high) / 2, size: high - low };
  };
  const [ahead, left] = [span(xs, length), span(ys, width)];
  return {
    x: tidy(origin.x + shift.x + ahead.middle * cos(turn) - left.middle * sin(turn)),
    y: tidy(origin.y + shift.y + ahead.middle * sin(turn) + left.middle * cos(turn)),
    heading: tidy(toDegrees(turn)),
    length: tidy(ahead.size),
    width: tidy(left.size),
  };
}

/** People cross a road, whichever way its object is turned. */
function crossingOf(object: OdrObject, box: Box, index: number): NetworkPlan["crossings"][number] {
  const line = object.road.lineAt(object.s).heading;
  const turn = (box.heading * Math.PI) / 180;
  const isAlong = Math.abs(sin(turn - line)) > Math.SQRT1_2;
  const [way, width] = isAlong ? [box.length, box.width] : [box.width, box.length];
  const direction = isAlong ? { x: cos(turn), y: sin(turn) } : { x: -sin(turn), y: cos(turn) };
  const end = (side: number) => ({ x: tidy(box.x + (side * way * direction.x) / 2), y: tidy(box.y + (side * way * direction.y) / 2) });
  return { id: `crossing_${index + 1}`, from: end(-1), to: end(1), width: Math.min(50, width) };
}

function occluderOf(object: OdrObject, box: Box, kind: OccluderKind, index: number): Occluder {
  const usual = OCCLUDER_DIMENSIONS[kind];
  const size = (value: number, otherwise: number) =>
    Math.min(LIMITS.metres.max, Math.max(LIMITS.metres.min, value > 0 ? value : otherwise));
  const isThin = kind === "sign";
  return createRoadOccluder({
    id: `object_${index + 1}`,
    kind,
    name: (object.name || object.type).slice(0, 100),
    x: box.x,
    y: box.y,
    heading: box.heading,
    size: {
      length: size(box.length, isThin ? 0.15 : usual.length),
      width: size(box.width, isThin ? 0.15 : usual.width),
      height: size(object.height, usual.height),
    },
  });
}
