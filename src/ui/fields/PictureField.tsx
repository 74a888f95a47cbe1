import { ActionIcon, Button, FileButton, Tooltip } from "@mantine/core";
import { IconPhoto, IconX } from "@tabler/icons-react";
import type { Command, NamedAsset } from "@/editor";
import { useScenario } from "../context/EditorContext";
import { useServices } from "../context/ServicesContext";
import { PICTURE_TYPES, readPictureFile } from "@/services/files/pictureFile";
import { notify } from "../shell/notify";
import { FieldRow } from "./FieldRow";
import classes from "./fields.module.css";

type Props = {
  readonly label: string;
  /** The asset in use; undefined for none. */
  readonly assetId: string | undefined;
  readonly choose: (picture: NamedAsset) => Command;
  readonly remove: () => Command;
};

/** Chooses an image file of the user's own, or none. */
export function PictureField({ label, assetId, choose, remove }: Props) {
  const { editor, pictures } = useServices();
  const name = useScenario(({ assets }) => (assetId === undefined ? undefined : assets[assetId]?.name));
  const take = (file: File | null) => {
    if (!file) return;
    readPictureFile(file, pictures).then(
      (picture) => editor.run(choose(picture)),
      (error: unknown) =>
        notify({ tone: "error", title: "The image could not be loaded", message: error instanceof Error ? error.message : String(error) }),
    );
  };
  return (
    <FieldRow label={label}>
      <div className={classes.picture}>
        <FileButton accept={PICTURE_TYPES} onChange={take}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              fullWidth
              aria-label={`${label}: ${name ?? "choose image"}`}
              leftSection={<IconPhoto size={16} stroke={1.75} />}
            >
              {name ?? "Choose image"}
            </Button>
          )}
        </FileButton>
        {assetId !== undefined && (
          <Tooltip label="Remove image">
            <ActionIcon aria-label={`Remove ${label.toLowerCase()} image`} onClick={() => editor.run(remove())}>
              <IconX size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
    </FieldRow>
  );
}
