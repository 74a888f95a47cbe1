import { atan2, toDegrees } from "../../exact";
import { lineOf, reversedLine, straightLine, type Polyline, type Vertex } from "../polyline";
import { directionOf, type GroundPose } from "../pose";
import { add, cross, dot, leftOf, scale, type Vector2 } from "../vector";
import { addCrossing } from "./crossings";
import { isInside } from "./height";
import { KERB_HEIGHT, emptyParts, type Lane, type LayoutParts, type Outline, type SurfaceKind, type Turn } from "./layout";
import type { NetworkLane, NetworkPlan, NetworkRoad, Offsets } from "./networkPlan";
import { between, paintLine } from "./strips";

/** Surfaces from the lowest to the topmost: where roads cross, the carriageway is on top. */
const ORDER: readonly SurfaceKind[] = ["verge", "island", "pavement", "parking", "shoulder", "carriageway"];
/** Edges that are no further apart than this are one (metres). */
const SAME_EDGE = 0.005;
/** Lanes narrower than this everywhere are left out (metres). */
const NOTHING = 0.01;
/** Turns of less than this (degrees) count as straight on. */
const STRAIGHT = 40;
/** The longest piece of a surface, in vertices: shorter outlines are quicker to triangulate and to search. */
const PIECE = 60;

/** The layout of a network: its lanes are where its plan has them, on whichever side traffic drives. */
export function networkLayout(plan: NetworkPlan): LayoutParts {
  const parts = emptyParts();
  const surfaces = new Map<SurfaceKind, { outline: Outline; height: number }[]>(ORDER.map((kind) => [kind, []]));
  const covered: Outline[] = [];
  for (const road of plan.roads) {
    const reference = referenceLine(road);
    for (const { kind, right, left } of strips(road)) {
      const [rightEdge, leftEdge] = [edge(reference, right), edge(reference, left)];
      const height = kind === "pavement" && !road.junction ? KERB_HEIGHT : 0;
      for (const outline of piecesBetween(rightEdge, leftEdge)) {
        surfaces.get(kind)?.push({ outline, height });
        if (road.junction && kind === "carriageway") covered.push(outline);
      }
    }
    for (const { kind, at, width, from = 0, to, dashes } of road.marks ?? []) {
      const line = edge(reference, at);
      // Distances are along the road's line, which is longer or shorter than a line beside it.
      const stretch = reference.length > 0 ? line.length / reference.length : 1;
      const end = to === undefined ? line.length : Math.min(line.length, to * stretch);
      paintLine(parts, kind, line, 0, { from: from * stretch, to: end, width, ...(dashes && { dashes }) });
    }
    for (const lane of road.lanes) addLane(parts, plan, road, reference, lane);
  }
  for (const kind of ORDER) for (const surface of surfaces.get(kind) ?? []) parts.surfaces.push({ kind, ...surface });
  for (const road of plan.roads) if (!road.junction) addKerbs(parts, road, covered);
  for (const { id, from, to, width } of plan.crossings) addCrossing(parts, id, from, to, width);
  for (const bay of plan.bays) addBay(parts, bay);
  return parts;
}

function referenceLine({ line }: NetworkRoad): Polyline {
  return lineOf(
    line.map(({ x, y, heading }) => {
      const direction = directionOf(heading);
      return { x, y, arriving: direction, leaving: direction };
    }),
  );
}

const offsetAt = (offsets: Offsets, index: number): number => (typeof offsets === "number" ? offsets : (offsets[index] ?? 0));

/** The line beside a road's line. */
function edge({ vertices, distances }: Polyline, offsets: Offsets): Polyline {
  return lineOf(
    vertices.map((vertex, index): Vertex => {
      const along = vertex.leaving;
      const [before, after] = [Math.max(0, index - 1), Math.min(vertices.length - 1, index + 1)];
      const run = (distances[after] ?? 0) - (distances[before] ?? 0);
      const slope = run > 0 ? (offsetAt(offsets, after) - offsetAt(offsets, before)) / run : 0;
      const inclined = add(along, scale(leftOf(along), slope));
      const direction = scale(inclined, 1 / Math.sqrt(dot(inclined, inclined)));
      return { ...add(vertex, scale(leftOf(along), offsetAt(offsets, index))), arriving: direction, leaving: direction };
    }),
  );
}

type Strip = { readonly kind: SurfaceKind; readonly right: Offsets; readonly left: Offsets };

const surfaceOf = ({ kind }: Pick<NetworkLane, "kind">): SurfaceKind => (kind === "driving" ? "carriageway" : kind);

/** Neighbouring lanes of the same ground are one strip. */
function strips({ lanes, line }: NetworkRoad): Strip[] {
  const found: Strip[] = [];
  const ordered = lanes
    .filter((lane) => line.some((_, index) => offsetAt(lane.left, index) - offsetAt(lane.right, index) > NOTHING))
    .sort((a, b) => offsetAt(a.right, 0) + offsetAt(a.left, 0) - offsetAt(b.right, 0) - offsetAt(b.left, 0));
  for (const lane of ordered) {
    const last = found.at(-1);
    const kind = surfaceOf(lane);
    const touches = last && line.every((_, index) => Math.abs(offsetAt(last.left, index) - offsetAt(lane.right, index)) < SAME_EDGE);
    if (last && touches && last.kind === kind) found[found.length - 1] = { ...last, left: lane.left };
    else found.push({ kind, right: lane.right, left: lane.left });
  }
  return found;
}

/** The area between two lines with as many vertices, piece by piece. */
function piecesBetween(right: Polyline, left: Polyline): Outline[] {
  const outlines: Outline[] = [];
  // Without their duplicates, the lines may differ in vertices: then they are one piece.
  if (right.vertices.length !== left.vertices.length) return [between(right, left)];
  for (let from = 0; from < right.vertices.length - 1; from += PIECE) {
    const part = ({ vertices }: Polyline) => vertices.slice(from, from + PIECE + 1).map(({ x, y }) => ({ x, y }));
    outlines.push([...part(right), ...part(left).reverse()]);
  }
  return outlines;
}

function addLane(parts: LayoutParts, plan: NetworkPlan, { junction, line }: NetworkRoad, reference: Polyline, lane: NetworkLane): void {
  const { id, kind, left, right, travel, speedLimit = plan.speedLimit, next = [] } = lane;
  if (!travel || (kind !== "driving" && kind !== "shoulder")) return;
  const middles = line.map((_, index) => (offsetAt(left, index) + offsetAt(right, index)) / 2);
  const widths = line.map((_, index) => offsetAt(left, index) - offsetAt(right, index)).filter((width) => width > NOTHING);
  if (widths.length === 0) return;
  const along = edge(reference, middles);
  const centre = travel === "along" ? along : reversedLine(along);
  parts.lanes.push({
    id,
    kind: kind === "shoulder" ? "shoulder" : junction ? "junction" : "driving",
    centre,
    width: widths.reduce((sum, width) => sum + width, 0) / widths.length,
    speedLimit,
    turn: junction ? turnOf(centre) : "straight",
    successors: next,
  } satisfies Lane);
}

function turnOf({ vertices }: Polyline): Turn {
  const [first, last] = [vertices[0], vertices.at(-1) ?? vertices[0]];
  const degrees = toDegrees(atan2(cross(first.leaving, last.arriving), dot(first.leaving, last.arriving)));
  if (Math.abs(degrees) < STRAIGHT) return "straight";
  return degrees > 0 ? "left" : "right";
}

/** Kerbs where a pavement ends beside something lower, except where another road's carriageway begins. */
function addKerbs(parts: LayoutParts, road: NetworkRoad, covered: readonly Outline[]): void {
  const all = strips(road);
  const reference = referenceLine(road);
  all.forEach(({ kind, right, left }, index) => {
    if (kind !== "pavement") return;
    const [before, after] = [all[index - 1], all[index + 1]];
    // The carriageway is to the left of a kerb's line.
    if (before && before.kind !== "verge") add(reversedLine(edge(reference, right)));
    if (after && after.kind !== "verge") add(edge(reference, left));
  });

  function add(line: Polyline): void {
    const free = line.vertices.map((from, index) => {
      const to = line.vertices[index + 1];
      return to !== undefined && !covered.some((outline) => isInside(outline, { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }));
    });
    let run: Vertex[] = [];
    line.vertices.forEach((vertex, index) => {
      run.push(vertex);
      if (free[index]) return;
      if (run.length > 1) parts.kerbs.push({ line: lineOf(run), height: KERB_HEIGHT });
      run = [];
    });
  }
}

/** Width of a bay's lines (metres). */
const BAY_LINE = 0.1;

function addBay(parts: LayoutParts, { id, x, y, heading, length, width }: NetworkPlan["bays"][number]): void {
  const pose: GroundPose = { x, y, heading };
  const ahead = directionOf(heading);
  const corner = (u: number, v: number): Vector2 => add(pose, add(scale(ahead, u), scale(leftOf(ahead), v)));
  const [rear, front] = [-length / 2, length / 2];
  parts.surfaces.push({
    kind: "parking",
    outline: [corner(rear, -width / 2), corner(front, -width / 2), corner(front, width / 2), corner(rear, width / 2)],
    height: 0,
  });
  for (const side of [-width / 2, width / 2])
    paintLine(parts, "bay_line", straightLine([corner(rear, side), corner(front, side)]), 0, { width: BAY_LINE });
  parts.bays.push({ id, x, y, heading, length, width });
}
