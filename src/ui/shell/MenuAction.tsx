import { Menu } from "@mantine/core";
import { useAction } from "../context/useAction";
import classes from "./shell.module.css";

/** A menu item for an action of the registry, with its shortcut. */
export function MenuAction({ action }: { action: string }) {
  const { label, shortcut, enabled, perform } = useAction(action);
  return (
    <Menu.Item
      disabled={!enabled}
      onClick={perform}
      rightSection={shortcut !== undefined && <span className={classes.menuShortcut}>{shortcut}</span>}
    >
      {label}
    </Menu.Item>
  );
}
