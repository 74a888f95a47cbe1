import { Switch } from "@mantine/core";
import { useId } from "react";
import classes from "./fields.module.css";

/** Something that is on or off. */
export function SwitchField({ label, checked, onChange }: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  const id = useId();
  return (
    <div className={classes.switch}>
      <label htmlFor={id}>{label}</label>
      <Switch id={id} checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
    </div>
  );
}
