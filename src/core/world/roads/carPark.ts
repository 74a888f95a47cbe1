import { offsetLine, straightLine } from "../polyline";
import type { Vector2 } from "../vector";
import { connectLanes, type ArmLane, type OpenLane } from "./connectors";
import { addCrossing } from "./crossings";
import { KERB_HEIGHT, emptyParts, type LayoutParts } from "./layout";
import type { PlanOf } from "./plan";
import { TOWN_DASHES, between, paintBetween, paintLine, pointsOf } from "./strips";

/** The drive extends this far out of the car park (metres), with a crossing over it. */
const DRIVE = 12;
const CROSSING_BEFORE = 5;
const CROSSING_WIDTH = 3;
/** Distance by which lanes end before the aisle's edge where drive and aisle meet (metres). */
const CORNER = 1.5;

/** Parallel aisles along x with bays on both sides, and a drive along their left ends that leaves the car park in the direction of −y. */
export function carParkLayout(plan: PlanOf<"car_park">): LayoutParts {
  const { aisles, bays, bayWidth, bayLength, aisleWidth, pavement } = plan;
  const parts = emptyParts();
  const depth = 2 * bayLength + aisleWidth;
  const [width, height] = [aisleWidth + bays * bayWidth, aisles * depth];
  const [west, east, south, north] = [-width / 2, width / 2, -height / 2, height / 2];
  const inner = west + aisleWidth;
  const out = south - DRIVE;
  const kerb = straightLine([
    { x: inner, y: out },
    { x: inner, y: south },
    { x: east, y: south },
    { x: east, y: north },
    { x: west, y: north },
    { x: west, y: out },
  ]);
  parts.surfaces.push({ kind: "carriageway", outline: pointsOf(kerb), height: 0 });
  if (pavement > 0) parts.surfaces.push({ kind: "pavement", outline: between(offsetLine(kerb, -pavement), kerb), height: KERB_HEIGHT });
  parts.kerbs.push({ line: kerb, height: KERB_HEIGHT });
  const middles = Array.from({ length: aisles }, (_, aisle) => south + bayLength + aisleWidth / 2 + aisle * depth);
  middles.forEach((middle, aisle) => {
    addRow(`row_${aisle + 1}_right`, middle - aisleWidth / 2, -1);
    addRow(`row_${aisle + 1}_left`, middle + aisleWidth / 2, 1);
  });
  addLanes(parts, plan, { middles, drive: west + aisleWidth / 2, out, east });
  const drive = straightLine([
    { x: west + aisleWidth / 2, y: out },
    { x: west + aisleWidth / 2, y: south - CROSSING_BEFORE - CROSSING_WIDTH },
  ]);
  paintLine(parts, "centre_line", drive, 0, { dashes: { ...TOWN_DASHES, paint: 1.5, gap: 1.5 } });
  const over = south - CROSSING_BEFORE - CROSSING_WIDTH / 2;
  addCrossing(parts, "drive_crossing", { x: west, y: over }, { x: inner, y: over }, CROSSING_WIDTH);
  return parts;

  /** A row of bays along an aisle's edge, on its left if the sign is positive. */
  function addRow(id: string, edge: number, sign: 1 | -1): void {
    const back = edge + sign * bayLength;
    const corner = (x: number, y: number): Vector2 => ({ x, y });
    const [low, high] = [Math.min(edge, back), Math.max(edge, back)];
    const outline = [corner(inner, low), corner(east, low), corner(east, high), corner(inner, high)];
    parts.surfaces.push({ kind: "parking", outline, height: 0 });
    for (let bay = 0; bay <= bays; bay++) {
      const x = inner + bay * bayWidth;
      if (bay < bays) {
        const middle = corner(x + bayWidth / 2, (edge + back) / 2);
        parts.bays.push({ id: `${id}_${bay + 1}`, ...middle, heading: sign * 90, length: bayLength, width: bayWidth });
      }
      // The kerb takes the place of the last line.
      if (bay < bays) paintBetween(parts, "bay_line", corner(x, edge), corner(x, back));
    }
  }
}

type Lines = { readonly middles: readonly number[]; readonly drive: number; readonly out: number; readonly east: number };

function addLanes(parts: LayoutParts, { aisleWidth, speedLimit }: PlanOf<"car_park">, { middles, drive, out, east }: Lines): void {
  const aside = aisleWidth / 4;
  const end = aisleWidth / 2 + CORNER;
  const lane = (id: string, from: Vector2, to: Vector2): OpenLane => ({
    id,
    kind: "driving",
    centre: straightLine([from, to]),
    width: aisleWidth / 2,
    speedLimit,
    turn: "straight",
  });
  /** The piece of the drive up to an aisle, in both directions. */
  const piece = (aisle: number) => {
    const [from, to] = [aisle === 0 ? out : (middles[aisle - 1] ?? 0) + end, (middles[aisle] ?? 0) - end];
    return {
      into: lane(`drive_${aisle + 1}_in`, { x: drive + aside, y: from }, { x: drive + aside, y: to }),
      out: lane(`drive_${aisle + 1}_out`, { x: drive - aside, y: to }, { x: drive - aside, y: from }),
    };
  };
  const only = (arm: number, open: OpenLane): ArmLane => ({ lane: open, arm, index: 0, of: 1 });
  middles.forEach((middle, aisle) => {
    const behind = piece(aisle);
    const ahead = aisle + 1 < middles.length ? piece(aisle + 1) : null;
    const there = lane(`aisle_${aisle + 1}_in`, { x: drive + end, y: middle - aside }, { x: east, y: middle - aside });
    const back = lane(`aisle_${aisle + 1}_out`, { x: east, y: middle + aside }, { x: drive + end, y: middle + aside });
    connectLanes(
      parts,
      `at_${aisle + 1}`,
      [only(0, behind.into), only(1, back), ...(ahead ? [only(2, ahead.out)] : [])],
      [only(0, behind.out), only(1, there), ...(ahead ? [only(2, ahead.into)] : [])],
      { left: Infinity, right: Infinity },
    );
    parts.lanes.push({ ...there, successors: [] });
    if (aisle === 0) parts.lanes.push({ ...behind.out, successors: [] });
  });
}
