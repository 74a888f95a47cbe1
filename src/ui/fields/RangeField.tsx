import type { Command, NumberPlace } from "@/editor";
import { DocumentNumber } from "./DocumentNumber";
import { GestureSlider } from "./GestureSlider";
import type { Units } from "./units";

type Props = {
  readonly label: string;
  readonly value: number;
  readonly change: (value: number) => Command;
  readonly unit: string;
  readonly units: Units;
  /** What the slider reaches; a number beyond it can be typed. */
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly digits: number;
  readonly places?: readonly NumberPlace[];
};

/** A measure that is looked for by eye. */
export function RangeField({ label, value, change, min, max, step, ...number }: Props) {
  return (
    <GestureSlider label={label} value={value} change={change} min={min} max={max} step={step}>
      {(shown) => <DocumentNumber label={`${label}, number`} bare checked value={shown} change={change} step={step} {...number} />}
    </GestureSlider>
  );
}
