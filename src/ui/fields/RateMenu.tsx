import { FRACTIONAL_RATES, rateText } from "@/core/timeline";
import { SelectField } from "./SelectField";

const WHOLE_RATES = [10, 12, 15, 20, 24, 25, 30, 48, 50, 60, 100, 120];
const CUSTOM = "custom";
const RATES = [
  ...[...WHOLE_RATES, ...FRACTIONAL_RATES]
    .sort((one, other) => one - other)
    .map((rate) => ({ value: String(rate), label: Number.isInteger(rate) ? `${rate} fps` : `${rate} fps (${rateText(rate)})` })),
  { value: CUSTOM, label: "Custom" },
];

type Props = { readonly label?: string; readonly value: number; readonly onChange: (fps: number) => void };

/** The usual frame rates, including broadcast ones. */
export function RateMenu({ label = "Frame rate", value, onChange }: Props) {
  const text = String(value);
  return (
    <SelectField
      label={label}
      value={RATES.some((rate) => rate.value === text) ? text : CUSTOM}
      options={RATES}
      onChange={(chosen) => chosen !== CUSTOM && onChange(Number(chosen))}
    />
  );
}
