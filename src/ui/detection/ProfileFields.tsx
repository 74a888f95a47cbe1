import type { DetectionProfile } from "@/detection";
import { NumberField } from "../fields/NumberField";
import { SelectField } from "../fields/SelectField";
import { Section } from "../panels/Section";
import { KINDS, SENSOR_FIELDS, SPECIFICATION_FIELDS, UNCONDITIONED_FIELDS, numberAt, withNumber, type FieldGroup } from "./profileFields";
import classes from "./detection.module.css";

const GROUPS: Record<DetectionProfile["model"], readonly FieldGroup[]> = {
  sensor: SENSOR_FIELDS,
  specification: SPECIFICATION_FIELDS,
  unconditioned: UNCONDITIONED_FIELDS,
};

const STAMPS = [
  { value: "capture", label: "When the frame was captured" },
  { value: "report", label: "When the report was ready" },
] as const;

/** Every number of a profile, in groups. The result has yet to be validated. */
export function ProfileFields({ profile, onChange }: { profile: DetectionProfile; onChange: (changed: unknown) => void }) {
  return (
    <>
      {GROUPS[profile.model].map(({ title, fields }) => (
        <Section key={title} title={title}>
          {fields.map(({ label, paths, names, kind }) => {
            const { unit, scale, step, digits } = KINDS[kind];
            return (
              <div key={label} className={classes.wideRow}>
                <span>{label}</span>
                <div className={classes.pair}>
                  {paths.map((path, index) => {
                    const number = numberAt(profile, path);
                    return (
                      <NumberField
                        key={path}
                        bare
                        label={`${title}: ${names[index] ?? label}`}
                        value={number === undefined ? undefined : number * scale}
                        unit={unit}
                        units={unit === "%" ? { "%": 1 } : unit === "" || unit === "×" ? {} : { [unit]: 1 }}
                        min={0}
                        step={step}
                        digits={digits}
                        onChange={(next) => onChange(withNumber(profile, path, Number((next / scale).toFixed(6))))}
                      />
                    );
                  })}
                </div>
              </div>
            );
          })}
        </Section>
      ))}
      {profile.model === "sensor" && (
        <Section title="Timestamp">
          <SelectField
            label="Timestamp taken"
            value={profile.timing.stamped_at}
            options={STAMPS}
            onChange={(stamped_at) => onChange({ ...profile, timing: { ...profile.timing, stamped_at } })}
          />
        </Section>
      )}
    </>
  );
}
