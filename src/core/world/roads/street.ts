import { TAU, toRadians } from "../../exact";
import { strokesOf } from "../glyphs";
import { arcLine, joinLines, offsetLine, placeAlong, reversedLine, straightLine, type Polyline } from "../polyline";
import { headingOf } from "../pose";
import { addCrossing, CROSSING_WIDTH } from "./crossings";
import { KERB_HEIGHT, emptyParts, type LayoutParts, type Outline } from "./layout";
import type { PlanOf } from "./plan";
import { LINE, MOTORWAY_DASHES, TOWN_DASHES, between, paintLine, pointBeside, strip } from "./strips";

/** Length of a parking bay along the kerb (metres). */
const BAY_LENGTH = 5.5;
/** At a crossing, the pavement extends to the lane: by this much on either side of it (metres), with slanted ends. */
const BUILD_OUT = 4;
const SLANT = 1.2;
/** Width of the lines along the hard shoulder and the median (metres). */
const EDGE_LINE = 0.15;
const MEDIAN_MARGIN = 0.5;

type Stretch = { readonly from: number; readonly to: number };

/** A street with one or more lanes each way, optional parking, pavements and an optional zebra crossing. */
export function streetLayout(plan: PlanOf<"street"> | PlanOf<"school_street">): LayoutParts {
  const { length, parking, parkingWidth, pavement } = plan;
  const half = plan.lanes * plan.laneWidth;
  const line = straightLine([
    { x: -length / 2, y: 0 },
    { x: length / 2, y: 0 },
  ]);
  const crossing = plan.crossing === null ? null : plan.crossing + length / 2;
  const parts = emptyParts();
  const sides = [
    { sign: 1, name: "left", parked: parking === "left" || parking === "both" },
    { sign: -1, name: "right", parked: parking === "right" || parking === "both" },
  ] as const;
  parts.surfaces.push({ kind: "carriageway", outline: strip(line, -half, half), height: 0 });
  for (const { sign, name, parked } of sides) {
    const outer = half + (parked ? parkingWidth : 0);
    const stretches = parked ? parkingStretches(length, crossing) : [];
    const kerb = kerbAlong(line, half * sign, outer * sign, stretches);
    if (parked) addParking(parts, line, { name, sign, inner: half, outer, stretches });
    if (pavement > 0) {
      const back = offsetLine(line, (outer + pavement) * sign);
      parts.surfaces.push({ kind: "pavement", outline: ringBetween(kerb, back, sign), height: KERB_HEIGHT });
    }
    // Kerb lines have the carriageway on their left: the right kerb runs forwards, the left one backwards.
    parts.kerbs.push({ line: sign > 0 ? reversedLine(kerb) : kerb, height: KERB_HEIGHT });
  }
  addLanes(parts, line, plan);
  if (plan.kind === "school_street") paintSchool(parts, crossing ?? length / 2, plan);
  if (crossing === null) paintMiddle(parts, line, plan, [{ from: 0, to: length }]);
  else {
    const reach = CROSSING_WIDTH / 2 + 1;
    addCrossing(parts, "crossing", pointBeside(line, crossing, -half), pointBeside(line, crossing, half));
    const spans = [
      { from: 0, to: crossing - reach },
      { from: crossing + reach, to: length },
    ];
    paintMiddle(parts, line, plan, spans);
  }
  return parts;
}

/** A bend with straight pieces before and after. */
export function curveLayout(plan: PlanOf<"curve">): LayoutParts {
  const { radius, approach, pavement, side } = plan;
  const half = plan.lanes * plan.laneWidth;
  const turn = toRadians(plan.angle) * (side === "left" ? 1 : -1);
  const arc =
    side === "left"
      ? arcLine({ x: 0, y: radius }, radius, -TAU / 4, -TAU / 4 + turn)
      : arcLine({ x: 0, y: -radius }, radius, TAU / 4, TAU / 4 + turn);
  const end = placeAlong(arc, arc.length);
  const far = { x: end.x + end.direction.x * approach, y: end.y + end.direction.y * approach };
  const line = joinLines([
    straightLine([
      { x: -approach, y: 0 },
      { x: 0, y: 0 },
    ]),
    arc,
    straightLine([end, far]),
  ]);
  const parts = emptyParts();
  parts.surfaces.push({ kind: "carriageway", outline: strip(line, -half, half), height: 0 });
  for (const sign of [1, -1]) {
    const kerb = offsetLine(line, half * sign);
    if (pavement > 0)
      parts.surfaces.push({
        kind: "pavement",
        outline: ringBetween(kerb, offsetLine(line, (half + pavement) * sign), sign),
        height: KERB_HEIGHT,
      });
    parts.kerbs.push({ line: sign > 0 ? reversedLine(kerb) : kerb, height: KERB_HEIGHT });
  }
  addLanes(parts, line, plan);
  paintMiddle(parts, line, plan, [{ from: 0, to: line.length }]);
  return parts;
}

/** Two carriageways separated by a median, with hard shoulders. */
export function dualCarriagewayLayout(plan: PlanOf<"dual_carriageway">): LayoutParts {
  const { length, lanes, laneWidth, median, shoulder, speedLimit } = plan;
  const parts = emptyParts();
  const line = straightLine([
    { x: -length / 2, y: 0 },
    { x: length / 2, y: 0 },
  ]);
  const [inner, outer] = [median / 2, median / 2 + MEDIAN_MARGIN + lanes * laneWidth];
  const lanesFrom = inner + MEDIAN_MARGIN;
  parts.surfaces.push({ kind: "verge", outline: strip(line, -inner, inner), height: 0 });
  for (const [sign, way] of [
    [-1, "forward"],
    [1, "backward"],
  ] as const) {
    const direction = way === "forward" ? line : reversedLine(line);
    parts.surfaces.push({ kind: "carriageway", outline: strip(line, sign * inner, sign * (outer + MEDIAN_MARGIN)), height: 0 });
    if (shoulder > 0) {
      const from = outer + MEDIAN_MARGIN;
      parts.surfaces.push({ kind: "shoulder", outline: strip(line, sign * from, sign * (from + shoulder)), height: 0 });
      parts.lanes.push({
        id: `${way}_shoulder`,
        kind: "shoulder",
        centre: offsetLine(direction, -(from + shoulder / 2)),
        width: shoulder,
        speedLimit,
        turn: "straight",
        successors: [],
      });
    }
    paintLine(parts, "edge_line", line, sign * (lanesFrom - EDGE_LINE / 2), { width: EDGE_LINE });
    paintLine(parts, "edge_line", line, sign * (outer + EDGE_LINE / 2), { width: 2 * EDGE_LINE });
    for (let lane = 0; lane < lanes; lane++) {
      const middle = lanesFrom + (lane + 0.5) * laneWidth;
      parts.lanes.push({
        id: `${way}_${lane + 1}`,
        kind: "driving",
        centre: offsetLine(direction, -middle),
        width: laneWidth,
        speedLimit,
        turn: "straight",
        successors: [],
      });
      if (lane > 0)
        paintLine(parts, "lane_line", direction, -(lanesFrom + lane * laneWidth), { width: EDGE_LINE, dashes: MOTORWAY_DASHES });
    }
  }
  return parts;
}

type Driven = { readonly lanes: number; readonly laneWidth: number; readonly speedLimit: number };

/** Lanes along a line: forward ones to its right, backward ones to its left, counted from the line outwards. */
function addLanes(parts: LayoutParts, line: Polyline, { lanes, laneWidth, speedLimit }: Driven): void {
  for (const [way, direction] of [
    ["forward", line],
    ["backward", reversedLine(line)],
  ] as const)
    for (let lane = 0; lane < lanes; lane++)
      parts.lanes.push({
        id: `${way}_${lane + 1}`,
        kind: "driving",
        centre: offsetLine(direction, -(lane + 0.5) * laneWidth),
        width: laneWidth,
        speedLimit,
        turn: "straight",
        successors: [],
      });
}

/** How far before a crossing the word ends, how long and wide its letters are, and how thick their strokes are (metres). */
const WORD = { before: 2.4, tall: 2.6, wide: 0.28, gap: 0.12, stroke: 0.11, level: 0.3 } as const;

/** Writes on each lane that a school is near. @param middle of the place where children cross, in metres along the street */
function paintSchool(parts: LayoutParts, middle: number, { length, traffic }: PlanOf<"school_street">): void {
  for (const { centre, id } of parts.lanes) {
    const at = (id.startsWith("forward") ? middle : length - middle) - CROSSING_WIDTH / 2 - WORD.before - WORD.tall / 2;
    if (at < WORD.tall) continue;
    // A layout for traffic on the left is mirrored, and must still be read.
    const sign = traffic === "left" ? -1 : 1;
    for (const { left, bottom, right, top } of strokesOf("SCHOOL", WORD))
      parts.markings.push({ kind: "lettering", outline: strip(centre, -sign * left, -sign * right, at + bottom, at + top) });
  }
}

/** Broken lines between lanes; on a road with several lanes each way, the centre line is solid. */
function paintMiddle(parts: LayoutParts, line: Polyline, { lanes, laneWidth }: Driven, stretches: readonly Stretch[]): void {
  for (const { from, to } of stretches) {
    paintLine(parts, "centre_line", line, 0, lanes === 1 ? { from, to, dashes: TOWN_DASHES } : { from, to });
    for (let lane = 1; lane < lanes; lane++)
      for (const side of [1, -1]) paintLine(parts, "lane_line", line, side * lane * laneWidth, { from, to, dashes: TOWN_DASHES });
  }
}

/** Where cars may park: along the whole street except where the pavement is widened at a crossing. */
function parkingStretches(length: number, crossing: number | null): Stretch[] {
  if (crossing === null) return [{ from: 0, to: length }];
  const reach = CROSSING_WIDTH / 2 + BUILD_OUT;
  return [
    { from: 0, to: crossing - reach },
    { from: crossing + reach, to: length },
  ].filter(({ from, to }) => to - from > BAY_LENGTH + 2 * SLANT);
}

/** The kerb along one side: at the outer offset beside parking, at the inner one elsewhere. Offsets are to the left of the line. */
function kerbAlong(line: Polyline, inner: number, outer: number, stretches: readonly Stretch[]): Polyline {
  const points = stretches.flatMap(({ from, to }) => {
    const start = from === 0 ? [[0, outer] as const] : [[from, inner] as const, [from + SLANT, outer] as const];
    const end = to === line.length ? [[to, outer] as const] : [[to - SLANT, outer] as const, [to, inner] as const];
    return [...start, ...end];
  });
  const [first, last] = [points[0], points.at(-1)];
  const all = [
    ...(first && first[0] === 0 ? [] : [[0, inner] as const]),
    ...points,
    ...(last && last[0] === line.length ? [] : [[line.length, inner] as const]),
  ];
  return straightLine(all.map(([along, left]) => pointBeside(line, along, left)));
}

/** Parking bays along a lane, and the lines between them. */
function addParking(
  parts: LayoutParts,
  line: Polyline,
  { name, sign, inner, outer, stretches }: { name: string; sign: 1 | -1; inner: number; outer: number; stretches: readonly Stretch[] },
): void {
  let number = 1;
  for (const { from, to } of stretches) {
    paintLine(parts, "bay_line", line, sign * inner, { from, to });
    const [start, end] = [from === 0 ? 0 : from + SLANT, to === line.length ? to : to - SLANT];
    const corners = [pointBeside(line, from, sign * inner), pointBeside(line, to, sign * inner)];
    corners.push(pointBeside(line, end, sign * outer), pointBeside(line, start, sign * outer));
    parts.surfaces.push({ kind: "parking", outline: sign > 0 ? corners : corners.reverse(), height: 0 });
    const count = Math.floor((end - start) / BAY_LENGTH);
    const size = (end - start) / count;
    for (let bay = 0; bay <= count; bay++) {
      const along = start + bay * size;
      if (bay > 0 && bay < count) {
        parts.markings.push({ kind: "bay_line", outline: strip(line, sign * inner, sign * outer, along - LINE / 2, along + LINE / 2) });
      }
      if (bay === count) break;
      const middle = pointBeside(line, along + size / 2, (sign * (inner + outer)) / 2);
      const heading = headingOf(placeAlong(line, along + size / 2).direction);
      // Cars park facing the direction of the adjacent lane.
      parts.bays.push({
        id: `${name}_${number++}`,
        ...middle,
        heading: sign < 0 ? heading : heading - 180,
        length: size,
        width: outer - inner,
      });
    }
  }
}

/** The ground between a kerb and the back of the pavement, on the left (positive sign) or on the right. */
function ringBetween(kerb: Polyline, back: Polyline, sign: number): Outline {
  return sign > 0 ? between(kerb, back) : between(back, kerb);
}
