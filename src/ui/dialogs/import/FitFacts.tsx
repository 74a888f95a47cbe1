import { Slider } from "@mantine/core";
import { NumberField } from "../../fields/NumberField";
import { counted } from "@/core/text";
import type { FitSummary } from "@/services/import/protocol";
import { MOST_TOLERANCE } from "@/services/import/settings";
import classes from "./import.module.css";

type Props = {
  readonly fit: FitSummary | null;
  /** False while the figures still belong to other settings. */
  readonly current: boolean;
  readonly tolerance: number;
  readonly onTolerance: (tolerance: number) => void;
};

/** How exact the trajectories are, and how many waypoints that takes. */
export function FitFacts({ fit, current, tolerance, onTolerance }: Props) {
  return (
    <section aria-label="Trajectories">
      <h3 className={classes.heading}>Trajectories</h3>
      <div className={classes.tolerance}>
        <Slider
          thumbLabel="Tolerance"
          min={0}
          max={MOST_TOLERANCE}
          step={1}
          value={Math.min(tolerance, MOST_TOLERANCE)}
          onChange={onTolerance}
        />
        <NumberField label="Tolerance" bare unit="px" value={tolerance} min={0} max={1000} onChange={onTolerance} />
      </div>
      <p className={classes.figures} role="status" data-stale={!current || undefined}>
        {fit === null ? "Computing waypoints" : figures(fit)}
      </p>
      <p className={classes.hint}>
        {tolerance === 0 || (current && fit !== null && fit.exactBoxes === fit.boxes)
          ? "Every box is exact at every frame."
          : `Positions and sizes are off by at most ${tolerance} px. 0 keeps every frame exact.`}
      </p>
    </section>
  );
}

function figures({ boxes, waypoints, exactBoxes }: FitSummary): string {
  if (boxes === 0) return "No boxes will become actors.";
  const share = Math.floor((exactBoxes / boxes) * 1000) / 10;
  return `${counted(boxes, "box becomes", "boxes become")} ${counted(waypoints, "waypoint", "waypoints")}; ${share} % exact`;
}
