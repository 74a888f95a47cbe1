import { SegmentedControl } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { BackgroundFile } from "../../fields/BackgroundFile";
import { TextField } from "../../fields/TextField";
import { SwitchField } from "../../fields/SwitchField";
import { readPicture } from "@/services/files/background";
import { aboutFootage, readFootage } from "@/services/import/footage";
import { isVideoFile } from "@/services/media/videoFile";
import { useServices } from "../../context/ServicesContext";
import { notify } from "../../shell/notify";
import type { ImportSettings } from "@/services/import/settings";
import classes from "./import.module.css";

type Props = { readonly settings: ImportSettings; readonly openName: string; readonly onChange: (change: Partial<ImportSettings>) => void };

/** Where the actors go, and their background. */
export function TargetFields({ settings, openName, onChange }: Props) {
  const { target, name, background } = settings;
  const { pictures } = useServices();
  const [readsFile, setReadsFile] = useState(false);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const take = async (file: File) => {
    abort.current?.abort();
    const controller = new AbortController();
    abort.current = controller;
    setReadsFile(true);
    try {
      const read = isVideoFile(file) ? await readFootage(file, controller.signal) : await readPicture(file, pictures);
      if (!controller.signal.aborted) onChange({ background: read });
    } catch (error) {
      if (!controller.signal.aborted)
        notify({
          tone: "error",
          title: "The background could not be used",
          message: error instanceof Error ? error.message : String(error),
        });
    } finally {
      if (abort.current === controller) setReadsFile(false);
    }
  };
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
        isVideo={background?.kind === "footage"}
        progress={readsFile ? "Reading" : null}
        note={background?.kind === "footage" ? `${aboutFootage(background)}. Its frames are read when you import.` : null}
        onFile={(file) => void take(file)}
        onRemove={() => onChange({ background: null })}
        onStop={() => abort.current?.abort()}
      />
      {background?.kind === "footage" && (
        <SwitchField
          label="Show under actors"
          checked={background.isShown}
          onChange={(isShown) => onChange({ background: { ...background, isShown } })}
        />
      )}
    </section>
  );
}
