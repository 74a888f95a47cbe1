import { atan2, tan, toRadians } from "../../exact";
import { arcLine, joinLines, straightLine, type Polyline } from "../polyline";
import { subtract, type Vector2 } from "../vector";
import { armAfter, at, type Arm } from "./arms";
import { connectLanes, type ArmLane } from "./connectors";
import { CROSSING_WIDTH, addCrossing } from "./crossings";
import { KERB_HEIGHT, emptyParts, type LayoutParts } from "./layout";
import type { PlanOf } from "./plan";
import { GIVE_WAY_DASHES, LINE, STOP_LINE, TOWN_DASHES, between, paintBetween, paintDashes, paintLine, pointsOf } from "./strips";

/** An arm, and whether its traffic gives way to others. */
type JunctionArm = Arm & { readonly minor: boolean };

/** Distance from the end of the corner's curve to the crossing, and from the crossing to the stop line (metres). */
const BEHIND_CURVE = 0.3;
const BEHIND_CROSSING = 1;
/** Left turns begin this far before the crossing road (metres). */
const LEFT_TURN = 3;
/** Length of the solid centre line before a stop line (metres). */
const SOLID = 18;

type Junction = PlanOf<"t_junction"> | PlanOf<"x_junction">;

/** A junction of three or four roads, with rounded kerbs, crossings, stop lines, and lanes from each road to the others. */
export function junctionLayout(plan: Junction): LayoutParts {
  const arms = armsOf(plan);
  const half = plan.lanes * plan.laneWidth;
  const { armLength, cornerRadius, pavement } = plan;
  const parts = emptyParts();
  const kerbs = arms.map((arm, index) => cornerLine(arm, armAfter(arms, index), half, cornerRadius, armLength));
  parts.surfaces.push({ kind: "carriageway", outline: kerbs.flatMap(pointsOf), height: 0 });
  kerbs.forEach((line, index) => {
    const arm = arms[index];
    if (pavement > 0 && arm) {
      const back = cornerLine(arm, armAfter(arms, index), half + pavement, Math.max(cornerRadius - pavement, 0.5), armLength);
      // The pavement is on the right of the kerb's direction.
      parts.surfaces.push({ kind: "pavement", outline: between(back, line), height: KERB_HEIGHT });
    }
    parts.kerbs.push({ line, height: KERB_HEIGHT });
  });

  const incoming: ArmLane[] = [];
  const outgoing: ArmLane[] = [];
  arms.forEach((arm, index) => {
    // Where the corner curves on both sides of the arm have ended.
    const curveEnd = Math.max(
      reachOf(arm, armAfter(arms, index), half, cornerRadius),
      reachOf(armAfter(arms, index, -1), arm, half, cornerRadius),
    );
    const edge = half + 0.3;
    const crossingFrom = curveEnd + BEHIND_CURVE;
    const waits = plan.control === "signals" || arm.minor;
    const stop = plan.crossings ? crossingFrom + CROSSING_WIDTH + BEHIND_CROSSING : waits ? edge : curveEnd;
    if (plan.crossings) {
      const middle = crossingFrom + CROSSING_WIDTH / 2;
      addCrossing(parts, `${arm.id}_crossing`, at(arm, middle, -half), at(arm, middle, half));
    }
    // A lane ends where turns begin.
    addArmLanes(arm, index, Math.max(stop, curveEnd));
    paintArm(arm, stop, waits);
  });
  // Right turns follow the kerb's curve; left turns pass the junction's centre.
  const radii = { right: cornerRadius + plan.laneWidth / 2, left: half + plan.laneWidth / 2 + LEFT_TURN };
  connectLanes(parts, "over", incoming, outgoing, radii);
  for (const { lane } of outgoing) parts.lanes.push({ ...lane, successors: [] });
  if (!plan.crossings && plan.control !== "signals") paintMainRoad();
  return parts;

  function addArmLanes(arm: JunctionArm, index: number, stop: number): void {
    const usual = { kind: "driving", width: plan.laneWidth, speedLimit: plan.speedLimit, turn: "straight" } as const;
    for (let lane = 0; lane < plan.lanes; lane++) {
      const left = (lane + 0.5) * plan.laneWidth;
      const place = { arm: index, index: lane, of: plan.lanes };
      const into = straightLine([at(arm, armLength, left), at(arm, stop, left)]);
      incoming.push({ lane: { ...usual, id: `${arm.id}_in_${lane + 1}`, centre: into }, ...place });
      const out = straightLine([at(arm, stop, -left), at(arm, armLength, -left)]);
      outgoing.push({ lane: { ...usual, id: `${arm.id}_out_${lane + 1}`, centre: out }, ...place });
    }
  }

  function paintArm(arm: JunctionArm, stop: number, waits: boolean): void {
    const axis = straightLine([at(arm, stop, 0), at(arm, armLength, 0)]);
    const solid = Math.min(SOLID, axis.length);
    paintLine(parts, "centre_line", axis, 0, { to: solid });
    paintLine(
      parts,
      "centre_line",
      axis,
      0,
      plan.lanes === 1 ? { from: solid + TOWN_DASHES.gap / 2, dashes: TOWN_DASHES } : { from: solid },
    );
    for (let lane = 1; lane < plan.lanes; lane++)
      for (const side of [1, -1]) {
        const left = side * lane * plan.laneWidth;
        // No lane changes close to the junction.
        if (side > 0) paintLine(parts, "lane_line", axis, left, { to: solid });
        paintLine(parts, "lane_line", axis, left, { from: side > 0 ? solid + TOWN_DASHES.gap / 2 : 0, dashes: TOWN_DASHES });
      }
    if (!waits) return;
    const kind = plan.control === "give_way" ? "give_way" : "stop";
    const middle = stop + STOP_LINE / 2;
    // From the centre line to the kerb: approaching traffic is on the arm's left, seen outwards.
    const [inner, outer] = [at(arm, middle, LINE), at(arm, middle, half - LINE)];
    if (kind === "give_way") paintDashes(parts, "give_way_line", inner, outer, STOP_LINE, GIVE_WAY_DASHES);
    else paintBetween(parts, "stop_line", inner, outer, STOP_LINE);
    for (let lane = 0; lane < plan.lanes; lane++)
      parts.stopLines.push({
        laneId: `${arm.id}_in_${lane + 1}`,
        from: at(arm, stop + STOP_LINE, lane * plan.laneWidth),
        to: at(arm, stop + STOP_LINE, (lane + 1) * plan.laneWidth),
        kind,
      });
  }

  /** The main road's centre line continues across the junction if no side road interrupts it. */
  function paintMainRoad(): void {
    const [east, west] = [arms.find(({ heading }) => heading === 0), arms.find(({ heading }) => heading === 180)];
    if (!east || !west) return;
    const end = half + cornerRadius;
    paintLine(parts, "centre_line", straightLine([at(west, end, 0), at(east, end, 0)]), 0, { dashes: TOWN_DASHES });
  }
}

/** The arms, counter-clockwise: the main road along x, and the others. */
function armsOf(plan: Junction): readonly JunctionArm[] {
  const east = { id: "east", heading: 0, minor: false };
  const west = { id: "west", heading: 180, minor: false };
  const north = { id: "north", heading: 90, minor: true };
  const south = { id: "south", heading: 270, minor: true };
  if (plan.kind === "x_junction") return [east, north, west, south];
  return plan.side === "left" ? [east, north, west] : [east, west, south];
}

/** Degrees from one arm counter-clockwise to the next. */
const angleTo = (arm: Arm, next: Arm): number => (((next.heading - arm.heading) % 360) + 360) % 360;

/** Distance from the junction's centre at which the corner to the next arm ends on an arm's left edge (metres). */
function reachOf(arm: Arm, next: Arm, half: number, radius: number): number {
  const angle = angleTo(arm, next);
  return angle === 180 ? 0 : (half + radius) / tan(toRadians(angle / 2));
}

/**
 * The kerb from the far end of an arm's left side, around the corner, to the far end of the next arm's right side, with the
 * carriageway on its left. The arc's centre is on the corner's bisector.
 */
function cornerLine(arm: Arm, next: Arm, half: number, radius: number, length: number): Polyline {
  const [start, end] = [at(arm, length, half), at(next, length, -half)];
  const angle = angleTo(arm, next);
  if (angle === 180) return straightLine([start, end]);
  const reach = reachOf(arm, next, half, radius);
  const centre = at(arm, reach, half + radius);
  const angleOf = (point: Vector2) => {
    const { x, y } = subtract(point, centre);
    return atan2(y, x);
  };
  const from = angleOf(at(arm, reach, half));
  // Clockwise, by 180° minus the angle between the arms.
  const arc = arcLine(centre, radius, from, from - toRadians(180 - angle));
  return joinLines([straightLine([start, at(arm, reach, half)]), arc, straightLine([at(next, reach, -half), end])]);
}
