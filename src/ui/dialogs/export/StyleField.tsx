import { PICTURE_STYLES } from "@/core/document";
import { SelectField } from "../../fields/SelectField";
import { STYLE_LABELS } from "../../panels/scenario/labels";
import type { ExportFieldProps } from "./fieldProps";

export function StyleField({ scenario, settings, onChange }: ExportFieldProps) {
  return (
    <SelectField
      label="Style"
      value={settings.style ?? scenario.style}
      options={PICTURE_STYLES.map((value) => ({ value, label: STYLE_LABELS[value] }))}
      onChange={(style) => onChange({ style: style === scenario.style ? undefined : style })}
    />
  );
}
