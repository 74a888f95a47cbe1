import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { reasonAgainst } from "@/editor";
import { readShortcut } from "../context/useAction";
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
  "datasets.open",
  null,
  "help.commands",
  "help.shortcuts",
  "help.tour",
  "help.about",
] as const;

/** Actions for whole scenarios, and help. */
export function MainMenu() {
  const { actions, actionContext } = useServices();
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <Button variant="subtle" color="gray" className={classes.brand} rightSection={<IconChevronDown size={14} aria-hidden />}>
          Jaywalk
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {ENTRIES.map((id, index) => {
          const action = actions.find((candidate) => candidate.id === id);
          if (!action) return <Menu.Divider key={index} />;
          const isEnabled = action.enabled?.(actionContext) ?? true;
          return (
            <Menu.Item
              key={id}
              disabled={!isEnabled}
              {...(!isEnabled && { title: `${reasonAgainst(action, actionContext)}.` })}
              rightSection={<span className={classes.shortcut}>{readShortcut(action)}</span>}
              onClick={() => action.perform(actionContext)}
            >
              {action.label}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
