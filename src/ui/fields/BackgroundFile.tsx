import { ActionIcon, Button, FileButton, Tooltip } from "@mantine/core";
import { IconMovie, IconPhoto, IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { BACKGROUND_TYPES, readBackground, type Background } from "@/services/files/background";
import { notify } from "../shell/notify";
import { FieldRow } from "./FieldRow";
import classes from "./fields.module.css";

type Props = {
  /** Name of what is there; null for nothing. */
  readonly name: string | null;
  readonly isVideo: boolean;
  /** What is to be known of it, below the field. */
  readonly note?: string | null;
  /** Goes on reading when the field leaves the page; its form must still be able to take the background then. */
  readonly outlivesField?: boolean;
  readonly onTake: (background: Background) => void;
  readonly onRemove: () => void;
};

/** A picture, or stills of a video, to lie under the actors. Reading a video shows progress and can be cancelled. */
export function BackgroundFile({ name, isVideo, note, outlivesField = false, onTake, onRemove }: Props) {
  const [progress, setProgress] = useState<string | null>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => (outlivesField ? undefined : () => abort.current?.abort()), [outlivesField]);

  const take = async (file: File | null) => {
    if (!file) return;
    const controller = new AbortController();
    abort.current?.abort();
    abort.current = controller;
    setProgress("Reading…");
    try {
      onTake(await readBackground(file, controller.signal, (done, total) => setProgress(`Still ${done} of ${total}`)));
    } catch (error) {
      if (!controller.signal.aborted)
        notify({
          tone: "error",
          title: "The background could not be loaded",
          message: error instanceof Error ? error.message : String(error),
        });
    } finally {
      if (abort.current === controller) setProgress(null);
    }
  };
  const drop = () => {
    if (progress === null) onRemove();
    abort.current?.abort();
    setProgress(null);
  };
  const remove = progress === null ? "Remove background" : "Stop reading";
  return (
    <>
      <FieldRow label="Background">
        <div className={classes.picture}>
          <FileButton accept={BACKGROUND_TYPES} onChange={(file) => void take(file)} inputProps={{ "aria-label": "Background file" }}>
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
              <ActionIcon aria-label={remove} onClick={drop}>
                <IconX size={16} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
      </FieldRow>
      {note !== null && note !== undefined && <p className={classes.note}>{note}</p>}
    </>
  );
}
