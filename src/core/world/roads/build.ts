import { lineOf, reversedLine, type Polyline } from "../polyline";
import type { Vector2 } from "../vector";
import { carParkLayout } from "./carPark";
import { junctionLayout } from "./junction";
import type { Lane, LayoutParts, Outline, RoadLayout, Turn } from "./layout";
import { networkLayout } from "./network";
import { mirroredNetwork } from "./networkPlan";
import type { MeasuredPlan, RoadPlan } from "./plan";
import { roundaboutLayout } from "./roundabout";
import { curveLayout, dualCarriagewayLayout, streetLayout } from "./street";

// Documents are immutable, so the result can be cached per plan object.
const layouts = new WeakMap<RoadPlan, RoadLayout>();

/** The layout of a plan, computed once for each object. */
export function roadLayout(plan: RoadPlan): RoadLayout {
  const known = layouts.get(plan);
  if (known) return known;
  const parts = partsOfPlan(plan);
  const layout = { ...parts, extent: extentOf(parts) };
  layouts.set(plan, layout);
  return layout;
}

function partsOfPlan(plan: RoadPlan): LayoutParts {
  if (plan.kind === "network") return networkLayout(plan);
  return plan.traffic === "left" ? mirrored(partsOf(sidesSwapped(plan))) : partsOf(plan);
}

const rightHanded = new WeakMap<RoadPlan, RoadPlan>();

/** The plan whose layout is the mirror image (y negated) of one for traffic on the left; a plan for traffic on the right itself. */
export function rightHandPlan(plan: RoadPlan): RoadPlan {
  if (plan.traffic === "right") return plan;
  const known = rightHanded.get(plan) ?? mirrorOf(plan);
  rightHanded.set(plan, known);
  return known;
}

function mirrorOf(plan: RoadPlan): RoadPlan {
  return plan.kind === "network" ? mirroredNetwork(plan) : { ...sidesSwapped(plan), traffic: "right" };
}

/** Builds the layout for traffic on the right. */
function partsOf(plan: MeasuredPlan): LayoutParts {
  switch (plan.kind) {
    case "street":
    case "school_street":
      return streetLayout(plan);
    case "curve":
      return curveLayout(plan);
    case "t_junction":
    case "x_junction":
      return junctionLayout(plan);
    case "car_park":
      return carParkLayout(plan);
    case "dual_carriageway":
      return dualCarriagewayLayout(plan);
    case "roundabout":
      return roundaboutLayout(plan);
  }
}

/** For traffic on the left, the layout is mirrored. Left and right in the plan are swapped first, so that they still hold afterwards. */
function sidesSwapped(plan: MeasuredPlan): MeasuredPlan {
  const other = { left: "right", right: "left", both: "both", none: "none" } as const;
  switch (plan.kind) {
    case "street":
    case "school_street":
      return { ...plan, parking: other[plan.parking] };
    case "curve":
    case "t_junction":
      return { ...plan, side: other[plan.side] };
    default:
      return plan;
  }
}

function mirrored(parts: LayoutParts): LayoutParts {
  const outlined = <Part extends { readonly outline: Outline }>(part: Part): Part => ({
    ...part,
    outline: part.outline.map(mirroredPoint).reverse(),
  });
  return {
    surfaces: parts.surfaces.map(outlined),
    markings: parts.markings.map(outlined),
    // Reversed, since the carriageway must stay on the left of a kerb's line.
    kerbs: parts.kerbs.map((kerb) => ({ ...kerb, line: reversedLine(mirroredLine(kerb.line)) })),
    lanes: parts.lanes.map((lane): Lane => ({
      ...lane,
      id: swappedId(lane.id),
      centre: mirroredLine(lane.centre),
      turn: swappedTurn(lane.turn),
      successors: lane.successors.map(swappedId),
    })),
    crossings: parts.crossings.map((crossing) => ({
      ...outlined(crossing),
      id: swappedId(crossing.id),
      line: mirroredLine(crossing.line),
    })),
    stopLines: parts.stopLines.map((line) => ({
      ...line,
      laneId: swappedId(line.laneId),
      from: mirroredPoint(line.to),
      to: mirroredPoint(line.from),
    })),
    bays: parts.bays.map((bay) => ({ ...bay, ...mirroredPoint(bay), id: swappedId(bay.id), heading: -bay.heading })),
  };
}

// Subtracted from 0, since negating 0 would give −0.
const mirroredPoint = ({ x, y }: Vector2): Vector2 => ({ x, y: 0 - y });

function mirroredLine({ vertices }: Polyline): Polyline {
  return lineOf(
    vertices.map((vertex) => ({
      ...mirroredPoint(vertex),
      arriving: mirroredPoint(vertex.arriving),
      leaving: mirroredPoint(vertex.leaving),
    })),
  );
}

const SWAPPED: Readonly<Record<string, string>> = { left: "right", right: "left", north: "south", south: "north" };
const swappedId = (id: string): string => id.replace(/left|right|north|south/g, (side) => SWAPPED[side] ?? side);

function swappedTurn(turn: Turn): Turn {
  if (turn === "straight") return turn;
  return turn === "left" ? "right" : "left";
}

function extentOf({ surfaces }: LayoutParts): RoadLayout["extent"] {
  const points = surfaces.flatMap(({ outline }) => outline);
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const most = (values: readonly number[], pick: (a: number, b: number) => number) => values.reduce((a, b) => pick(a, b), values[0] ?? 0);
  return { from: { x: most(xs, Math.min), y: most(ys, Math.min) }, to: { x: most(xs, Math.max), y: most(ys, Math.max) } };
}
