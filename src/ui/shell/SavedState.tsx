import { Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconCloudCheck, IconLoader2 } from "@tabler/icons-react";
import { useStore } from "zustand";
import type { Autosave } from "@/library/autosave";
import classes from "./shell.module.css";

/** Whether the scenario is stored in this browser. */
export function SavedState({ autosave }: { autosave: Autosave }) {
  const { state, fault } = useStore(autosave.status);
  const text = { saved: "Saved", saving: "Saving", failed: "Not saved" }[state];
  const StateIcon = { saved: IconCloudCheck, saving: IconLoader2, failed: IconAlertTriangle }[state];
  return (
    <Tooltip label={fault ?? "Every change is saved in this browser"} multiline maw={320}>
      <span className={classes.saved} data-state={state} role="status">
        <StateIcon size={14} stroke={1.75} aria-hidden />
        <span>{text}</span>
      </span>
    </Tooltip>
  );
}
