import { UnstyledButton } from "@mantine/core";
import { QUALITIES } from "@/export";
import { QUALITY_TEXT } from "./words";
import type { ExportFieldProps } from "./fieldProps";
import classes from "./export.module.css";

export function QualityField({ settings, onChange }: ExportFieldProps) {
  return (
    <div className={classes.choices} role="radiogroup" aria-label="Quality">
      {QUALITIES.map((quality) => (
        <UnstyledButton
          key={quality}
          role="radio"
          aria-checked={quality === settings.quality}
          className={classes.choice}
          onClick={() => onChange({ quality })}
        >
          <b>{QUALITY_TEXT[quality].label}</b>
          <span>{QUALITY_TEXT[quality].text}</span>
        </UnstyledButton>
      ))}
    </div>
  );
}
