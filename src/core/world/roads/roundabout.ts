import { TAU, atan2, hypot, toRadians } from "../../exact";
import { groundPath } from "../groundPath";
import { arcLine, joinLines, offsetLine, straightLine, type Polyline } from "../polyline";
import { add, dot, leftOf, scale, subtract, type Vector2 } from "../vector";
import { armAfter, at, type Arm } from "./arms";
import { connection, endOf, startOf, type OpenLane } from "./connectors";
import { CROSSING_WIDTH, addCrossing } from "./crossings";
import { KERB_HEIGHT, emptyParts, type LayoutParts } from "./layout";
import { FLARE, ISLAND_WIDTH, type PlanOf } from "./plan";
import { GIVE_WAY_DASHES, STOP_LINE, TOWN_DASHES, between, paintDashes, paintLine, pointsOf } from "./strips";

/** Width of the raised rim of the central island (metres). */
const RIM = 1.2;
/** Lanes of arms end this far outside the ring (metres); islands begin a little further out. */
const LANE_END = 1;
const ISLAND_FROM = 1.6;
/** Islands leave this margin on each side (metres), and end before they become too thin. */
const ISLAND_MARGIN = 0.2;
const ISLAND_TO = 4;
/** Radius of the gentle bends in which the lanes of an arm begin to diverge (metres). */
const BEND = 80;
/** Distance from the ring to the crossing (metres): a car can wait in between. */
const CROSSING_FROM = 6;

/** Measures shared by all arms, in an arm's frame: outwards along it, and to its left. */
type Geometry = {
  readonly outer: number;
  /** Distance at which the arm begins to widen towards the ring. */
  readonly flare: number;
  readonly half: number;
  /** The kerb's curve on the arm's left: its centre, and the points where it meets arm and ring. */
  readonly centre: Vector2;
  readonly onArm: Vector2;
  readonly onRing: Vector2;
};

/** A ring around a central island, and arms whose traffic gives way to it; islands separate entries from exits. */
export function roundaboutLayout(plan: PlanOf<"roundabout">): LayoutParts {
  const arms = Array.from({ length: plan.arms }, (_, index): Arm => ({ id: `arm_${index + 1}`, heading: (index * 360) / plan.arms }));
  const geometry = geometryOf(plan);
  const parts = emptyParts();
  const kerbs = arms.map((arm, index) => kerbLine(arm, armAfter(arms, index), plan, geometry));
  parts.surfaces.push({ kind: "carriageway", outline: kerbs.flatMap(pointsOf), height: 0 });
  for (const line of kerbs) {
    if (plan.pavement > 0)
      parts.surfaces.push({ kind: "pavement", outline: between(offsetLine(line, -plan.pavement), line), height: KERB_HEIGHT });
    parts.kerbs.push({ line, height: KERB_HEIGHT });
  }
  const disc = (radius: number) => pointsOf(arcLine({ x: 0, y: 0 }, radius, 0, TAU)).slice(1);
  parts.surfaces.push({ kind: "island", outline: disc(plan.islandRadius), height: KERB_HEIGHT });
  parts.surfaces.push({ kind: "verge", outline: disc(plan.islandRadius - RIM), height: KERB_HEIGHT });
  parts.kerbs.push({ line: arcLine({ x: 0, y: 0 }, plan.islandRadius, TAU, 0), height: KERB_HEIGHT });
  for (const arm of arms) addArm(parts, arm, plan, geometry);
  addLanes(parts, arms, plan, geometry);
  return parts;
}

function geometryOf({ islandRadius, ringWidth, laneWidth, cornerRadius: radius }: PlanOf<"roundabout">): Geometry {
  const outer = islandRadius + ringWidth;
  const flare = outer + FLARE;
  const from = { x: flare, y: laneWidth };
  const slant = subtract({ x: outer, y: laneWidth + ISLAND_WIDTH / 2 }, from);
  const along = scale(slant, 1 / hypot(slant.x, slant.y));
  const away = scale(leftOf(along), -1);
  // The curve's centre is one radius away from both the arm's kerb and the ring.
  const start = add(from, scale(away, radius));
  const [b, c] = [dot(start, along), dot(start, start) - (outer + radius) * (outer + radius)];
  const centre = add(start, scale(along, -b - Math.sqrt(Math.max(0, b * b - c))));
  return {
    outer,
    flare,
    half: laneWidth,
    centre,
    onArm: subtract(centre, scale(away, radius)),
    onRing: scale(centre, outer / (outer + radius)),
  };
}

/** The kerb from one arm's left side along the ring to the next arm's right side, with the carriageway on its left. */
function kerbLine(arm: Arm, next: Arm, { armLength, cornerRadius }: PlanOf<"roundabout">, geometry: Geometry): Polyline {
  const { flare, half, centre, onArm, onRing, outer } = geometry;
  const into = straightLine([at(arm, armLength, half), at(arm, flare, half), at(arm, onArm.x, onArm.y)]);
  const entry = arcAround(at(arm, centre.x, centre.y), cornerRadius, at(arm, onArm.x, onArm.y), at(arm, onRing.x, onRing.y), -1);
  const ring = arcAround({ x: 0, y: 0 }, outer, at(arm, onRing.x, onRing.y), at(next, onRing.x, -onRing.y), 1);
  const exit = arcAround(at(next, centre.x, -centre.y), cornerRadius, at(next, onRing.x, -onRing.y), at(next, onArm.x, -onArm.y), -1);
  const out = straightLine([at(next, onArm.x, -onArm.y), at(next, flare, -half), at(next, armLength, -half)]);
  return joinLines([into, entry, ring, exit, out]);
}

/** The arc around a centre from one point to another: counter-clockwise if `sense` is 1, clockwise if it is −1. */
function arcAround(centre: Vector2, radius: number, from: Vector2, to: Vector2, sense: 1 | -1): Polyline {
  const angleOf = (point: Vector2) => atan2(point.y - centre.y, point.x - centre.x);
  const [start, end] = [angleOf(from), angleOf(to)];
  const turn = (end - start) * sense;
  return arcLine(centre, radius, start, start + sense * (turn < 0 ? turn + TAU : turn));
}

/** Half of the width between entry and exit at a distance along an arm. */
const halfIslandAt = (along: number, { outer }: Geometry): number => ((ISLAND_WIDTH / 2) * (outer + FLARE - along)) / FLARE;

function addArm(parts: LayoutParts, arm: Arm, plan: PlanOf<"roundabout">, geometry: Geometry): void {
  const { outer, flare, half, onArm } = geometry;
  const [islandFrom, islandTo] = [outer + ISLAND_FROM, flare - ISLAND_TO];
  const crossingFrom = Math.max(outer + CROSSING_FROM, onArm.x + 0.3);
  const pieces = plan.crossings
    ? [
        [islandFrom, crossingFrom],
        [crossingFrom + CROSSING_WIDTH, islandTo],
      ]
    : [[islandFrom, islandTo]];
  for (const [from = 0, to = 0] of pieces) {
    if (to - from < 1) continue;
    const [near, far] = [halfIslandAt(from, geometry) - ISLAND_MARGIN, Math.max(0.1, halfIslandAt(to, geometry) - ISLAND_MARGIN)];
    const outline = [at(arm, from, -near), at(arm, to, -far), at(arm, to, far), at(arm, from, near)];
    parts.surfaces.push({ kind: "island", outline, height: KERB_HEIGHT });
    const around = [...outline].reverse();
    parts.kerbs.push({ line: straightLine([...around, ...around.slice(0, 1)]), height: KERB_HEIGHT });
  }
  if (plan.crossings) {
    const middle = crossingFrom + CROSSING_WIDTH / 2;
    const island = halfIslandAt(middle, geometry);
    const edge = half + island;
    addCrossing(parts, `${arm.id}_crossing`, at(arm, middle, -edge), at(arm, middle, edge), CROSSING_WIDTH, [
      [edge - island, edge + island],
    ]);
  }
  const axis = straightLine([at(arm, islandTo, 0), at(arm, plan.armLength, 0)]);
  paintLine(parts, "centre_line", axis, 0, { to: ISLAND_TO + 6 });
  paintLine(parts, "centre_line", axis, 0, { from: ISLAND_TO + 6 + TOWN_DASHES.gap / 2, dashes: TOWN_DASHES });
  const line = outer + LANE_END - STOP_LINE;
  const island = halfIslandAt(line, geometry);
  paintDashes(parts, "give_way_line", at(arm, line, island), at(arm, line, island + half), STOP_LINE, GIVE_WAY_DASHES);
  const waiting = outer + LANE_END;
  parts.stopLines.push({
    laneId: `${arm.id}_in`,
    from: at(arm, waiting, island),
    to: at(arm, waiting, island + half),
    kind: "give_way",
  });
}

/** Entries, exits, and the ring divided into pieces at each of them. */
function addLanes(parts: LayoutParts, arms: readonly Arm[], plan: PlanOf<"roundabout">, geometry: Geometry): void {
  const { flare, half, onRing } = geometry;
  const middle = plan.islandRadius + plan.ringWidth / 2;
  // Traffic enters and leaves the ring where the kerb meets it.
  const beside = atan2(onRing.y, onRing.x);
  const ring = (from: number, to: number) => arcLine({ x: 0, y: 0 }, middle, from, to);
  const lane = (id: string, kind: OpenLane["kind"], centre: Polyline, turn: OpenLane["turn"], successors: string[]) =>
    parts.lanes.push({
      id,
      kind,
      centre,
      width: kind === "driving" ? half : plan.ringWidth,
      speedLimit: plan.speedLimit,
      turn,
      successors,
    });
  const end = geometry.outer + LANE_END;
  const left = halfIslandAt(end, geometry) + half / 2;
  arms.forEach((arm, index) => {
    const next = armAfter(arms, index);
    const heading = toRadians(arm.heading);
    const into = groundPath("linear", [at(arm, plan.armLength, half / 2), at(arm, flare, half / 2), at(arm, end, left)], BEND).line;
    const out = groundPath("linear", [at(arm, end, -left), at(arm, flare, -half / 2), at(arm, plan.armLength, -half / 2)], BEND).line;
    const onward = ring(heading + beside, heading + TAU / arms.length - beside);
    const past = ring(heading - beside, heading + beside);
    lane(`${arm.id}_in`, "driving", into, "straight", [`${arm.id}_entry`]);
    lane(`${arm.id}_entry`, "junction", connection(endOf(into), startOf(onward)), "right", [`${arm.id}_ring`]);
    lane(`${arm.id}_ring`, "junction", onward, "straight", [`${next.id}_past`, `${next.id}_exit`]);
    lane(`${arm.id}_past`, "junction", past, "straight", [`${arm.id}_ring`]);
    lane(`${arm.id}_exit`, "junction", connection(startOf(past), startOf(out)), "right", [`${arm.id}_out`]);
    lane(`${arm.id}_out`, "driving", out, "straight", []);
  });
}
