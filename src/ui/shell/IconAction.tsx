import { ActionIcon, Kbd, Tooltip, type ActionIconProps, type ElementProps, type FloatingPosition } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./shell.module.css";

export type IconActionProps = Omit<ActionIconProps, "className"> &
  Omit<ElementProps<"button", keyof ActionIconProps>, "children" | "onClick"> & {
    readonly className?: string | undefined;
    /** Accessible name and tooltip. */
    readonly label: string;
    readonly shortcut?: string | undefined;
    readonly onClick: () => void;
    readonly children: ReactNode;
    readonly position?: FloatingPosition;
    /** For toggle buttons. */
    readonly pressed?: boolean;
  };

/** An icon button: its tooltip says what it does and names its shortcut. */
export function IconAction({ label, shortcut, children, position = "bottom", pressed, className, ...rest }: IconActionProps) {
  return (
    <Tooltip label={<TooltipText label={label} shortcut={shortcut} />} position={position}>
      <ActionIcon
        aria-label={label}
        aria-pressed={pressed}
        data-pressed={pressed || undefined}
        className={[classes.iconAction, className].filter(Boolean).join(" ")}
        {...rest}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** A label with its shortcut, if there is one. */
export function TooltipText({ label, shortcut }: { label: string; shortcut: string | undefined }) {
  if (shortcut === undefined) return label;
  return (
    <span className={classes.tooltip}>
      {label}
      <Kbd size="xs">{shortcut}</Kbd>
    </span>
  );
}
