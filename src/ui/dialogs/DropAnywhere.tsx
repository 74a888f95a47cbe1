import { Dropzone } from "@mantine/dropzone";
import { IconFileImport } from "@tabler/icons-react";
import { useServices } from "../context/ServicesContext";
import classes from "./dialogs.module.css";
import { areAnnotations } from "./import/chosenFiles";

/** Takes files dropped anywhere on the page: a scenario to open, or annotations to import. */
export function DropAnywhere() {
  const { files, dialogs } = useServices();
  const take = async (dropped: readonly File[]) => {
    dialogs.setState({ open: null });
    const [file] = dropped;
    if (await areAnnotations(dropped)) dialogs.setState({ open: "import", files: dropped });
    else if (file) await files.openFile(file);
  };
  return (
    <Dropzone.FullScreen
      onDrop={(dropped) => void take(dropped)}
      role="region"
      aria-label="Drop a scenario or annotations"
      inputProps={{ "aria-label": "Scenario file" }}
      classNames={{ inner: classes.fullDrop }}
    >
      <IconFileImport size={40} stroke={1.25} aria-hidden />
      <span>Drop to open the scenario, or to import annotations</span>
    </Dropzone.FullScreen>
  );
}
