import { Checkbox } from "@mantine/core";
import { ANNOTATION_FORMATS, FORMAT_NAMES } from "@/formats";
import { SelectField } from "../../fields/SelectField";
import type { ExportFieldProps } from "./ExportForm";
import classes from "./export.module.css";

const IMAGES = [
  { value: "none", label: "None" },
  { value: "png", label: "PNG, exact" },
  { value: "jpeg", label: "JPEG, small" },
] as const;

/** Which annotation formats accompany the video, and what else. */
export function FormatFields({ settings, onChange }: ExportFieldProps) {
  const toggle = (id: string, wanted: boolean) =>
    onChange({ formats: wanted ? [...settings.formats, id] : settings.formats.filter((other) => other !== id) });
  return (
    <div className={classes.formats}>
      <fieldset className={classes.formatList}>
        <legend>Annotation formats</legend>
        {ANNOTATION_FORMATS.map((id) => (
          <Checkbox key={id} label={FORMAT_NAMES[id]} checked={settings.formats.includes(id)} onChange={(event) => toggle(id, event.currentTarget.checked)} />
        ))}
      </fieldset>
      <fieldset className={classes.formatList}>
        <legend>Extras</legend>
        <Checkbox label="Frame stamp in the corner" checked={settings.frameStamp} onChange={(event) => onChange({ frameStamp: event.currentTarget.checked })} />
        <Checkbox label="Without random noise" checked={!settings.noise} onChange={(event) => onChange({ noise: !event.currentTarget.checked })} />
        <Checkbox label="Moving thumbnail (GIF)" checked={settings.thumbnail} onChange={(event) => onChange({ thumbnail: event.currentTarget.checked })} />
        <Checkbox label="VP9 copy (WebM)" checked={settings.webm} onChange={(event) => onChange({ webm: event.currentTarget.checked })} />
      </fieldset>
      <SelectField label="Frame images" value={settings.images} options={IMAGES} onChange={(images) => onChange({ images })} />
    </div>
  );
}
