import { SelectField } from "../../fields/SelectField";
import type { ExportFieldProps } from "./fieldProps";

const HEIGHTS = [360, 480, 720, 1080, 2160];

/** As drawn, or larger or smaller in the same proportion; positions and sizes are scaled with it. */
export function SizeField({ scenario, settings, onChange }: ExportFieldProps) {
  const { width, height } = scenario.video;
  const scaled = HEIGHTS.filter((rows) => rows !== height).map((rows) => ({
    width: 2 * Math.round((width * rows) / height / 2),
    height: rows,
  }));
  const options = [
    { value: "drawn", label: `As drawn, ${width} × ${height}` },
    ...scaled.map((size) => ({ value: `${size.width}x${size.height}`, label: `${size.width} × ${size.height}` })),
  ];
  return (
    <SelectField
      label="Size"
      value={settings.size ? `${settings.size.width}x${settings.size.height}` : "drawn"}
      options={options}
      onChange={(value) => onChange({ size: scaled.find((size) => `${size.width}x${size.height}` === value) })}
    />
  );
}
