import { Alert, Text } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { IconAlertTriangle, IconFileImport } from "@tabler/icons-react";
import { READ_FORMATS, READ_FORMAT_NAMES } from "@/formats";
import { FolderButton } from "../FolderButton";
import dialogs from "../dialogs.module.css";
import classes from "./import.module.css";

type Props = { readonly fault: string | null; readonly onFiles: (files: readonly File[]) => void };

/** One file, several, a ZIP, or a folder of them. */
export function ImportChoose({ fault, onFiles }: Props) {
  return (
    <>
      {fault !== null && (
        <Alert mt="sm" color="red" icon={<IconAlertTriangle size={16} />} title="The files could not be read">
          {fault}
        </Alert>
      )}
      <Dropzone onDrop={onFiles} className={dialogs.dropzone} inputProps={{ "aria-label": "Annotation files" }}>
        <IconFileImport size={28} stroke={1.25} aria-hidden />
        <span>
          <b>Choose annotation files</b> or drop them here
        </span>
        <Text c="dimmed" size="xs">
          {[...READ_FORMATS.map((format) => READ_FORMAT_NAMES[format]), "OpenSCENARIO", "OpenDRIVE"].join(" · ")}
        </Text>
      </Dropzone>
      <div className={classes.chooseBar}>
        <Text c="dimmed" size="xs">
          For formats with many files, choose a folder or a ZIP. Add the video that was annotated, and its size, frame rate and frames are
          used. Files stay on this computer, and the open scenario does not change until you import.
        </Text>
        <FolderButton label="Annotation folder" onFiles={onFiles} />
      </div>
    </>
  );
}
