import { Button } from "@mantine/core";
import { IconLayoutSidebarRightExpand } from "@tabler/icons-react";
import { useAction } from "../context/useAction";
import classes from "./shell.module.css";

/** In the stage's upper right corner while the inspector is collapsed: brings it back. */
export function ShowInspector() {
  const { shortcut, perform } = useAction("view.inspector");
  return (
    <Button
      variant="default"
      className={classes.showInspector}
      leftSection={<IconLayoutSidebarRightExpand size={16} stroke={1.75} />}
      onClick={perform}
      aria-label="Show the inspector"
    >
      Inspector
      {shortcut !== undefined && <span className={classes.shortcut}>{shortcut}</span>}
    </Button>
  );
}
