import type { ReactNode } from "react";
import { useAction } from "../context/useAction";
import { IconAction, type IconActionProps } from "./IconAction";

type Props = Omit<IconActionProps, "label" | "onClick" | "children"> & { readonly action: string; readonly children: ReactNode };

/** An icon button for an action of the registry. */
export function ActionButton({ action, children, ...rest }: Props) {
  const { label, shortcut, enabled, checked, perform } = useAction(action);
  return (
    <IconAction
      label={label}
      shortcut={shortcut}
      disabled={!enabled}
      {...(checked === undefined ? {} : { pressed: checked })}
      onClick={perform}
      {...rest}
    >
      {children}
    </IconAction>
  );
}
