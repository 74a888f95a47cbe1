import { ActionIcon, Button, FileButton, SegmentedControl, Tooltip } from "@mantine/core";
import { IconPhoto, IconX } from "@tabler/icons-react";
import { FieldRow } from "../../fields/FieldRow";
import { TextField } from "../../fields/TextField";
import { PICTURE_TYPES, readPictureFile } from "../../files/pictureFile";
import { notify } from "../../shell/notify";
import type { ImportSettings } from "./settings";
import classes from "./import.module.css";

type Props = { readonly settings: ImportSettings; readonly openName: string; readonly onChange: (change: Partial<ImportSettings>) => void };

/** Where the actors go, and what lies under them. */
export function TargetFields({ settings, openName, onChange }: Props) {
  const { target, name, background } = settings;
  const takePicture = (file: File | null) => {
    if (!file) return;
    readPictureFile(file).then(
      (picture) => onChange({ background: picture }),
      (error: unknown) => notify({ tone: "error", title: "The picture was not taken", message: error instanceof Error ? error.message : String(error) }),
    );
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
        <p className={classes.hint}>The actors are added to “{openName}” in one step, frame by frame from its start; its size and rate stay.</p>
      )}
      <FieldRow label="Background">
        <div className={classes.picture}>
          <FileButton accept={PICTURE_TYPES} onChange={takePicture} inputProps={{ "aria-label": "Background file" }}>
            {(props) => (
              <Button {...props} variant="default" fullWidth leftSection={<IconPhoto size={16} stroke={1.75} />}>
                {background?.asset.name ?? "Choose picture"}
              </Button>
            )}
          </FileButton>
          {background && (
            <Tooltip label="Remove background">
              <ActionIcon aria-label="Remove background" onClick={() => onChange({ background: null })}>
                <IconX size={16} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
      </FieldRow>
    </section>
  );
}
