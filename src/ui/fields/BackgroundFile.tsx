import { ActionIcon, Button, FileButton, Tooltip } from "@mantine/core";
import { IconMovie, IconPhoto, IconX } from "@tabler/icons-react";
import { BACKGROUND_TYPES } from "@/services/files/background";
import { FieldRow } from "./FieldRow";
import { sameFileAgain } from "./sameFileAgain";
import classes from "./fields.module.css";

type Props = {
  /** The name of the present background; null if there is none. */
  readonly name: string | null;
  readonly isVideo: boolean;
  /** How far the reading of a file is; null while none is read. */
  readonly progress: string | null;
  /** Details of it, shown below the field. */
  readonly note: string | null;
  readonly onFile: (file: File) => void;
  readonly onRemove: () => void;
  readonly onStop: () => void;
};

/** Chooses a picture or a video to lie under the actors. Reading shows progress and can be stopped. */
export function BackgroundFile({ name, isVideo, progress, note, onFile, onRemove, onStop }: Props) {
  const remove = progress === null ? "Remove background" : "Stop reading";
  return (
    <>
      <FieldRow label="Background">
        <div className={classes.picture}>
          <FileButton
            accept={BACKGROUND_TYPES}
            onChange={(file) => {
              if (file) onFile(file);
            }}
            inputProps={{ "aria-label": "Background file", ...sameFileAgain }}
          >
            {(props) => (
              <Button
                {...props}
                variant="default"
                fullWidth
                aria-label={`Background: ${progress ?? name ?? "choose image or video"}`}
                leftSection={isVideo ? <IconMovie size={16} stroke={1.75} /> : <IconPhoto size={16} stroke={1.75} />}
              >
                {progress ?? name ?? "Image or video"}
              </Button>
            )}
          </FileButton>
          {(name ?? progress) !== null && (
            <Tooltip label={remove}>
              <ActionIcon aria-label={remove} onClick={progress === null ? onRemove : onStop}>
                <IconX size={16} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
      </FieldRow>
      {note !== null && <p className={classes.note}>{note}</p>}
    </>
  );
}
