import { useMemo } from "react";
import { roadLayout, type RoadLayout, type RoadPlan } from "@/core/world/roads";
import classes from "./planDrawing.module.css";

/** Metres of a road that a drawing shows from top to bottom, around its origin: what it is about. Of the others, all. */
const HEIGHTS: Partial<Record<RoadPlan["kind"], number>> = {
  street: 30,
  school_street: 34,
  dual_carriageway: 46,
  t_junction: 58,
  x_junction: 58,
  roundabout: 76,
};
const RATIO = 16 / 9;
/** Share of a whole road's size that is left free around it. */
const MARGIN = 0.08;

/** A small drawing of a road from above: x to the right, y up. Of a long one, its middle. */
export function PlanDrawing({ plan, className }: { readonly plan: RoadPlan; readonly className?: string | undefined }) {
  const layout = useMemo(() => roadLayout(plan), [plan]);
  return (
    <svg
      className={`${classes.plan} ${className ?? ""}`}
      viewBox={viewBoxOf(plan, layout)}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden
    >
      {layout.surfaces.map(({ kind, outline }, index) => (
        <polygon key={index} className={classes.surface} data-kind={kind} points={pointsOf(outline)} />
      ))}
      {layout.markings.map(({ outline }, index) => (
        <polygon key={index} className={classes.marking} points={pointsOf(outline)} />
      ))}
      {layout.kerbs.map(({ line }, index) => (
        <polyline key={index} className={classes.kerb} points={pointsOf(line.vertices)} />
      ))}
    </svg>
  );
}

function viewBoxOf({ kind }: RoadPlan, { extent: { from, to } }: RoadLayout): string {
  const known = HEIGHTS[kind];
  const height = known ?? Math.max(to.y - from.y, (to.x - from.x) / RATIO) * (1 + MARGIN);
  const width = height * RATIO;
  const [x, y] = known === undefined ? [(from.x + to.x) / 2, (from.y + to.y) / 2] : [0, middleRow(from.y, to.y, height)];
  return [x - width / 2, -y - height / 2, width, height].map((value) => value.toFixed(2)).join(" ");
}

/** A road that lies mostly on one side of its origin, as at a T-junction, is shown further to that side. */
function middleRow(from: number, to: number, height: number): number {
  const [low, high] = [Math.max(from, -height / 2), Math.min(to, height / 2)];
  return (low + high) / 2;
}

const pointsOf = (points: readonly { readonly x: number; readonly y: number }[]): string =>
  points.map(({ x, y }) => `${x.toFixed(2)},${(-y).toFixed(2)}`).join(" ");
