import { Dropzone } from "@mantine/dropzone";
import { IconFileImport } from "@tabler/icons-react";
import { useServices } from "../context/ServicesContext";
import { takeIntoPage } from "../shell/takeIntoPage";
import classes from "./dialogs.module.css";

/** Accepts files dropped anywhere on the page: a scenario to open, or annotations to import. */
export function DropAnywhere() {
  const services = useServices();
  return (
    <Dropzone.FullScreen
      onDrop={(dropped) => void takeIntoPage(services, dropped)}
      role="region"
      aria-label="Drop a scenario or annotations"
      inputProps={{ "aria-label": "Scenario file" }}
      classNames={{ fullScreen: classes.dropSheet, root: classes.dropFrame }}
    >
      <span className={classes.dropCard}>
        <IconFileImport size={36} stroke={1.25} aria-hidden />
        <b>Drop to open a scenario or import annotations</b>
        <span>
          A scenario.json or an exported ZIP is opened, and the current scenario is kept. Annotations from other tools are imported as
          actors.
        </span>
      </span>
    </Dropzone.FullScreen>
  );
}
