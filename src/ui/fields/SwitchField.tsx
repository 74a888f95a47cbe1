import { Switch } from "@mantine/core";
import { useId } from "react";
import { FieldRow } from "./FieldRow";

/** Something that is on or off. */
export function SwitchField({ label, checked, onChange }: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  const id = useId();
  return (
    <FieldRow label={label} htmlFor={id}>
      <Switch id={id} checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
    </FieldRow>
  );
}
