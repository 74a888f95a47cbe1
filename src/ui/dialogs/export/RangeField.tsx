import { SegmentedControl } from "@mantine/core";
import { FieldPair, FieldRow } from "../../fields/FieldRow";
import { NumberField } from "../../fields/NumberField";
import type { ExportFieldProps } from "./fieldProps";
import classes from "./export.module.css";
import { framesOf } from "@/core/timeline";

/** The whole video, or a part whose first frame becomes frame 0. */
export function RangeField({ scenario, settings, onChange }: ExportFieldProps) {
  const { durationFrames, fps } = scenario.video;
  const { range } = settings;
  const frames = { unit: "f", units: { f: 1, s: framesOf(1, fps) } };
  return (
    <>
      <FieldRow label="Range">
        <SegmentedControl
          fullWidth
          aria-label="Range"
          value={range ? "part" : "whole"}
          data={[
            { value: "whole", label: "Whole video" },
            { value: "part", label: "Part of it" },
          ]}
          onChange={(value) => onChange({ range: value === "part" ? { start: 0, end: durationFrames } : undefined })}
        />
      </FieldRow>
      {range && (
        <FieldRow label="">
          <div className={classes.range}>
            <FieldPair>
              <NumberField
                label="First frame"
                prefix="↦"
                value={range.start}
                {...frames}
                min={0}
                max={range.end - 1}
                onChange={(start) => onChange({ range: { ...range, start } })}
              />
              <NumberField
                label="Frame after the last"
                prefix="⇥"
                value={range.end}
                {...frames}
                min={range.start + 1}
                max={durationFrames}
                onChange={(end) => onChange({ range: { ...range, end } })}
              />
            </FieldPair>
          </div>
        </FieldRow>
      )}
    </>
  );
}
