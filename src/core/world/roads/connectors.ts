import { atan2, tan, toDegrees } from "../../exact";
import { bezierLine, joinLines, placeAlong, straightLine, type LinePlace, type Polyline } from "../polyline";
import { add, cross, distanceBetween, dot, scale, subtract } from "../vector";
import type { Lane, LayoutParts, Turn } from "./layout";

/** A lane whose successors are not yet known. */
export type OpenLane = Omit<Lane, "successors">;

/** A lane that enters or leaves a junction, and its index on its arm: 0 is the leftmost in its direction of travel. */
export type ArmLane = { readonly lane: OpenLane; readonly arm: number; readonly index: number; readonly of: number };

/** Turns of less than this (degrees) count as straight on. */
const STRAIGHT = 40;
/** Turns of more than this (degrees) are U-turns, which junctions do not have. */
const BACK = 160;

/** The largest radii of turns (metres), limited by the kerb on the right and by oncoming traffic on the left. */
export type TurnRadii = { readonly left: number; readonly right: number };

/**
 * Adds the lanes of a junction's arms and the lanes that connect them. Left turns start from the leftmost lanes, right turns from the
 * rightmost, and lanes straight on keep their position.
 */
export function connectLanes(
  parts: LayoutParts,
  name: string,
  incoming: readonly ArmLane[],
  outgoing: readonly ArmLane[],
  radii: TurnRadii,
): void {
  const follow = new Map<string, string[]>();
  for (const from of incoming) {
    const ids: string[] = [];
    for (const to of outgoing) {
      if (from.arm === to.arm) continue;
      const turn = turnBetween(endOf(from.lane.centre), startOf(to.lane.centre));
      if (!turn || !leads(from, to, turn)) continue;
      const id = `${name}_${from.lane.id}_${to.lane.id}`;
      ids.push(id);
      parts.lanes.push({ ...connectorOf(from.lane, to.lane, id, turn, radii), successors: [to.lane.id] });
    }
    follow.set(from.lane.id, ids);
  }
  for (const { lane } of incoming) parts.lanes.push({ ...lane, successors: follow.get(lane.id) ?? [] });
}

function leads(from: ArmLane, to: ArmLane, turn: Turn): boolean {
  switch (turn) {
    case "left":
      return from.index === 0 && to.index === 0;
    case "right":
      return from.index === from.of - 1 && to.index === to.of - 1;
    case "straight":
      return Math.min(from.index, to.of - 1) === to.index;
  }
}

function turnBetween(from: LinePlace, to: LinePlace): Turn | null {
  const degrees = toDegrees(atan2(cross(from.direction, to.direction), dot(from.direction, to.direction)));
  if (Math.abs(degrees) < STRAIGHT) return "straight";
  if (Math.abs(degrees) > BACK) return null;
  return degrees > 0 ? "left" : "right";
}

/** The lane that connects the end of one lane to the start of another. */
function connectorOf(from: OpenLane, to: OpenLane, id: string, turn: Turn, radii: TurnRadii): OpenLane {
  return {
    id,
    kind: "junction",
    centre: connection(endOf(from.centre), startOf(to.centre), turn === "straight" ? Infinity : radii[turn]),
    width: Math.min(from.width, to.width),
    speedLimit: Math.min(from.speedLimit, to.speedLimit),
    turn,
  };
}

/**
 * A smooth connection between two positions: the largest arc that fits, with straight pieces before and after; a gentle S-bend if both
 * have the same direction.
 * @param mostRadius metres
 */
export function connection(from: LinePlace, to: LinePlace, mostRadius = Infinity): Polyline {
  const turn = cross(from.direction, to.direction);
  const apart = subtract(to, from);
  const [ahead, before] = [cross(apart, to.direction) / turn, cross(from.direction, apart) / -turn];
  // If both directions intersect ahead of the first position and before the second, that is the corner to round.
  if (Math.abs(turn) > 0.2 && ahead > 0 && before < 0) {
    const angle = atan2(Math.abs(turn), dot(from.direction, to.direction));
    const room = Math.min(ahead, -before, mostRadius * tan(angle / 2));
    const handle = ((4 / 3) * tan(angle / 4) * room) / tan(angle / 2);
    const [start, end] = [add(from, scale(from.direction, ahead - room)), add(to, scale(to.direction, before + room))];
    return joinLines([
      straightLine([from, start], from.direction),
      bezierLine(start, add(start, scale(from.direction, handle)), subtract(end, scale(to.direction, handle)), end),
      straightLine([end, to], to.direction),
    ]);
  }
  const handle = distanceBetween(from, to) / 3;
  return bezierLine(from, add(from, scale(from.direction, handle)), subtract(to, scale(to.direction, handle)), to);
}

export const endOf = (line: Polyline): LinePlace => placeAlong(line, line.length);
export const startOf = (line: Polyline): LinePlace => placeAlong(line, 0);
