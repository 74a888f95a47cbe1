import { useMemo } from "react";
import { roadLayout, type RoadLayout, type RoadPlan } from "@/core/world/roads";
import classes from "./planDrawing.module.css";

/** Metres: a drawing shows at least, and at most, so much of a road from top to bottom. */
const HEIGHTS = { least: 32, most: 84 };
const RATIO = 16 / 9;

/** A small drawing of a road from above: x to the right, y up. Of a long one, its middle. */
export function PlanDrawing({ plan, className }: { readonly plan: RoadPlan; readonly className?: string | undefined }) {
  const layout = useMemo(() => roadLayout(plan), [plan]);
  return (
    <svg className={`${classes.plan} ${className ?? ""}`} viewBox={viewBoxOf(layout)} preserveAspectRatio="xMidYMid slice" aria-hidden>
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

function viewBoxOf({ extent: { from, to } }: RoadLayout): string {
  const wanted = Math.max(to.y - from.y, (to.x - from.x) / RATIO);
  // A street is drawn from kerb to kerb rather than from end to end.
  const height = Math.min(HEIGHTS.most, Math.max(HEIGHTS.least, Math.min(wanted, (to.y - from.y) * 1.15)));
  const width = height * RATIO;
  const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
  return [x - width / 2, -y - height / 2, width, height].map((value) => value.toFixed(2)).join(" ");
}

const pointsOf = (points: readonly { readonly x: number; readonly y: number }[]): string =>
  points.map(({ x, y }) => `${x.toFixed(2)},${(-y).toFixed(2)}`).join(" ");
