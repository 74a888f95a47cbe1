import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { reasonAgainst } from "@/editor";
import { useAction } from "../context/useAction";
import { useServices } from "../context/ServicesContext";
import classes from "./shell.module.css";

/** Actions in the order of the menu; null is a separator. */
const ENTRIES = [
  "file.new",
  "file.presets",
  null,
  "file.library",
  "file.versions",
  "file.suite",
  null,
  "file.open",
  "file.import",
  "file.road-copy",
  "file.save",
  "file.link",
  "file.export",
  "file.check",
  null,
  "detections.show",
  "detections.evaluate",
  "detections.search",
  "datasets.open",
  null,
  "help.commands",
  "help.shortcuts",
  "help.tour",
  "help.about",
] as const;

/** Actions for whole scenarios, and help. */
export function MainMenu() {
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <Button variant="subtle" color="gray" className={classes.brand} rightSection={<IconChevronDown size={14} aria-hidden />}>
          Jaywalk
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{ENTRIES.map((id, index) => (id === null ? <Menu.Divider key={index} /> : <Entry key={id} id={id} />))}</Menu.Dropdown>
    </Menu>
  );
}

/** An action, which says why it cannot be done where it cannot. */
function Entry({ id }: { id: string }) {
  const { actions, actionContext } = useServices();
  const { label, shortcut, enabled, perform } = useAction(id);
  const action = actions.find((candidate) => candidate.id === id);
  return (
    <Menu.Item
      disabled={!enabled}
      {...(!enabled && action && { title: `${reasonAgainst(action, actionContext)}.` })}
      rightSection={<span className={classes.shortcut}>{shortcut}</span>}
      onClick={perform}
    >
      {label}
    </Menu.Item>
  );
}
