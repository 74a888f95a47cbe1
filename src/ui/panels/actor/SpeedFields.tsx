import type { Command } from "@/editor";
import { DocumentNumber } from "../../fields/DocumentNumber";
import { FieldPair, FieldRow } from "../../fields/FieldRow";

type Props = {
  readonly label: string;
  readonly pixelsPerSecond: number | undefined;
  readonly metresPerPixel: number;
  readonly change: (pixelsPerSecond: number) => Command;
  readonly disabled?: boolean;
};

/** A speed in pixels per second and, by the scene's scale, in metres per second; either can be typed, as can km/h. */
export function SpeedFields({ label, pixelsPerSecond, metresPerPixel, change, disabled = false }: Props) {
  const metres = pixelsPerSecond === undefined ? undefined : pixelsPerSecond * metresPerPixel;
  return (
    <FieldRow label={label}>
      <FieldPair>
        <DocumentNumber
          label={label}
          prefix="⇢"
          value={pixelsPerSecond}
          unit="px/s"
          units={{ "px/s": 1, px: 1, "m/s": 1 / metresPerPixel, "km/h": 1 / 3.6 / metresPerPixel }}
          digits={1}
          step={5}
          min={1}
          max={100_000}
          change={change}
          disabled={disabled}
          because="Paths end on whole frames."
        />
        <DocumentNumber
          label={`${label} in metres`}
          prefix="⇢"
          value={metres}
          unit="m/s"
          units={{ "m/s": 1, m: 1, "km/h": 1 / 3.6 }}
          digits={2}
          step={0.1}
          min={metresPerPixel}
          max={100_000 * metresPerPixel}
          change={(speed) => change(speed / metresPerPixel)}
          disabled={disabled}
          because="Paths end on whole frames."
        />
      </FieldPair>
    </FieldRow>
  );
}
