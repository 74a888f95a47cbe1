import type { Command, NumberPlace } from "@/editor";
import { DocumentNumber } from "./DocumentNumber";
import { GestureSlider } from "./GestureSlider";

type Props = {
  readonly label: string;
  /** A fraction of 1, displayed in percent. */
  readonly value: number | undefined;
  readonly change: (share: number) => Command;
  readonly disabled?: boolean;
  readonly places?: readonly NumberPlace[] | undefined;
};

/** A share from 0 to 100 %. */
export function SliderField({ label, value, change, places, disabled = false }: Props) {
  return (
    <GestureSlider label={label} value={value} change={change} min={0} max={1} step={0.01} showsValue disabled={disabled}>
      {(shown) => (
        <DocumentNumber
          label={`${label}, number`}
          bare
          value={shown === undefined ? undefined : shown * 100}
          change={(percent) => change(percent / 100)}
          unit="%"
          units={{ "%": 1 }}
          min={0}
          max={100}
          digits={1}
          disabled={disabled}
          places={places}
        />
      )}
    </GestureSlider>
  );
}
