import { Dropzone } from "@mantine/dropzone";
import { IconFileImport } from "@tabler/icons-react";
import { useServices } from "../context/ServicesContext";
import classes from "./dialogs.module.css";
import { isBundleZip } from "../files/scenarioText";
import { areAnnotations } from "./import/chosenFiles";

/** Takes files dropped anywhere on the page: a scenario to open, or annotations to import. */
export function DropAnywhere() {
  const { files, dialogs } = useServices();
  const take = async (dropped: readonly File[]) => {
    dialogs.setState({ open: null });
    const [file] = dropped;
    if (dropped.length === 1 && file && (await isBundleZip(file))) await files.openFile(file);
    else if (await areAnnotations(dropped)) dialogs.setState({ open: "import", files: dropped });
    else if (file) await files.openFile(file);
  };
  return (
    <Dropzone.FullScreen
      onDrop={(dropped) => void take(dropped)}
      role="region"
      aria-label="Drop a scenario or annotations"
      inputProps={{ "aria-label": "Scenario file" }}
      classNames={{ fullScreen: classes.dropSheet, root: classes.dropFrame }}
    >
      <span className={classes.dropCard}>
        <IconFileImport size={36} stroke={1.25} aria-hidden />
        <b>Drop to open the scenario, or to import annotations</b>
        <span>A scenario.json or an export’s ZIP opens, and what is open now is kept. Annotations of other tools are imported as actors.</span>
      </span>
    </Dropzone.FullScreen>
  );
}
