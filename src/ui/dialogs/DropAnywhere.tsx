import { Dropzone } from "@mantine/dropzone";
import { IconFileImport } from "@tabler/icons-react";
import { useServices } from "../context/ServicesContext";
import classes from "./dialogs.module.css";

/** Takes a scenario file dropped anywhere on the page. */
export function DropAnywhere() {
  const { files, dialogs } = useServices();
  return (
    <Dropzone.FullScreen
      multiple={false}
      onDrop={([file]) => {
        dialogs.setState({ open: null });
        if (file) void files.openFile(file);
      }}
      role="region"
      aria-label="Drop a scenario file"
      inputProps={{ "aria-label": "Scenario file" }}
      classNames={{ inner: classes.fullDrop }}
    >
      <IconFileImport size={40} stroke={1.25} aria-hidden />
      <span>Drop to open the scenario</span>
    </Dropzone.FullScreen>
  );
}
