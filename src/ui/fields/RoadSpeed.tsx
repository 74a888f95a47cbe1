import { MOTION_LIMITS } from "@/core/document";
import type { Command, NumberPlace } from "@/editor";
import { useSession } from "../context/EditorContext";
import { DocumentNumber } from "./DocumentNumber";
import { speedFromUnit, speedIn, speedUnits } from "./speeds";

type Props = {
  readonly label: string;
  /** Metres a second; undefined where there is none, or where several differ. */
  readonly value: number | undefined;
  readonly change: (metresPerSecond: number) => Command;
  readonly min?: number;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly places?: readonly NumberPlace[];
};

/** A speed on the road in the unit that the person chose; any unit can be typed. */
export function RoadSpeed({ value, change, min = MOTION_LIMITS.speed.min, ...field }: Props) {
  const unit = useSession(({ speedUnit }) => speedUnit);
  return (
    <DocumentNumber
      {...field}
      value={value === undefined ? undefined : speedIn(unit, value)}
      unit={unit}
      units={speedUnits(unit)}
      digits={2}
      step={unit === "km/h" ? 1 : 0.5}
      min={speedIn(unit, min)}
      max={speedIn(unit, MOTION_LIMITS.speed.max)}
      change={(speed) => change(speedFromUnit(unit, speed))}
    />
  );
}
