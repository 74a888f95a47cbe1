import { ActionIcon, Menu, Tooltip, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { useState } from "react";
import classes from "./shell.module.css";

const SCHEMES = [
  { scheme: "light", label: "Light", SchemeIcon: IconSun },
  { scheme: "dark", label: "Dark", SchemeIcon: IconMoon },
  { scheme: "auto", label: "Same as system", SchemeIcon: IconDeviceDesktop },
] as const satisfies readonly { scheme: MantineColorScheme; label: string; SchemeIcon: unknown }[];

export function ThemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [opened, setOpened] = useState(false);
  const { SchemeIcon: Present } = SCHEMES.find(({ scheme }) => scheme === colorScheme) ?? SCHEMES[2];
  return (
    <Menu position="bottom-end" opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Tooltip label="Light or dark" disabled={opened}>
          <ActionIcon aria-label="Light or dark" className={classes.iconAction}>
            <Present size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {SCHEMES.map(({ scheme, label, SchemeIcon }) => (
          <Menu.Item
            key={scheme}
            leftSection={<SchemeIcon size={16} stroke={1.75} />}
            rightSection={scheme === colorScheme && <IconCheck size={14} aria-label="chosen" />}
            onClick={() => setColorScheme(scheme)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
