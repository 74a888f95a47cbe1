import { SegmentedControl } from "@mantine/core";
import { BackgroundFile } from "../../fields/BackgroundFile";
import { TextField } from "../../fields/TextField";
import { aboutStills } from "@/services/files/background";
import type { ImportSettings } from "@/services/import/settings";
import classes from "./import.module.css";

type Props = { readonly settings: ImportSettings; readonly openName: string; readonly onChange: (change: Partial<ImportSettings>) => void };

/** Where the actors go, and what lies under them. */
export function TargetFields({ settings, openName, onChange }: Props) {
  const { target, name, background } = settings;
  return (
    <section className={classes.fields} aria-label="Target">
      <h3 className={classes.heading}>Target</h3>
      <SegmentedControl
        fullWidth
        aria-label="Import into"
        value={target}
        onChange={(chosen) => onChange({ target: chosen === "open" ? "open" : "new" })}
        data={[
          { value: "new", label: "New scenario" },
          { value: "open", label: "Open scenario" },
        ]}
      />
      {target === "new" ? (
        <TextField label="Name" value={name} onChange={(next) => onChange({ name: next })} />
      ) : (
        <p className={classes.hint}>
          Adds the actors to “{openName}” in one step, starting at its first frame. Its frame size and rate do not change.
        </p>
      )}
      <BackgroundFile
        name={background?.name ?? null}
        isVideo={background?.kind === "video"}
        note={background?.kind === "video" ? aboutStills(background) : null}
        onTake={(taken) => onChange({ background: taken })}
        onRemove={() => onChange({ background: null })}
      />
    </section>
  );
}
