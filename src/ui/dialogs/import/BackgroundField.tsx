import { ActionIcon, Button, FileButton, Tooltip } from "@mantine/core";
import { IconPhoto, IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { FieldRow } from "../../fields/FieldRow";
import { PICTURE_TYPES, readPictureFile } from "../../files/pictureFile";
import { VIDEO_TYPES, readVideoStills } from "../../files/videoStills";
import { notify } from "../../shell/notify";
import type { Background } from "./settings";
import classes from "./import.module.css";

type Props = { readonly background: Background | null; readonly onChange: (background: Background | null) => void };

/** A picture, or stills of a video, to lie under the actors. */
export function BackgroundField({ background, onChange }: Props) {
  const [progress, setProgress] = useState<string | null>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const take = async (file: File | null) => {
    if (!file) return;
    const controller = new AbortController();
    abort.current?.abort();
    abort.current = controller;
    setProgress("Reading");
    try {
      onChange(
        file.type.startsWith("video/")
          ? {
              kind: "video",
              name: file.name,
              stills: await readVideoStills(file, controller.signal, (done, total) => setProgress(`Still ${done} of ${total}`)),
            }
          : { kind: "picture", name: file.name, picture: await readPictureFile(file) },
      );
    } catch (error) {
      if (!controller.signal.aborted)
        notify({ tone: "error", title: "The background was not taken", message: error instanceof Error ? error.message : String(error) });
    } finally {
      if (abort.current === controller) setProgress(null);
    }
  };
  const drop = () => {
    abort.current?.abort();
    setProgress(null);
    onChange(null);
  };
  return (
    <>
      <FieldRow label="Background">
        <div className={classes.picture}>
          <FileButton accept={`${PICTURE_TYPES},${VIDEO_TYPES}`} onChange={(file) => void take(file)} inputProps={{ "aria-label": "Background file" }}>
            {(props) => (
              <Button {...props} variant="default" fullWidth leftSection={<IconPhoto size={16} stroke={1.75} />}>
                {progress ?? background?.name ?? "Choose picture or video"}
              </Button>
            )}
          </FileButton>
          {(background ?? progress) !== null && (
            <Tooltip label="Remove background">
              <ActionIcon aria-label="Remove background" onClick={drop}>
                <IconX size={16} stroke={1.75} />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
      </FieldRow>
      {background?.kind === "video" && (
        <p className={classes.hint}>{background.stills.length} stills of the video stand under the actors, each from its time on.</p>
      )}
    </>
  );
}
