import type { Icon } from "@tabler/icons-react";
import { ActionButton } from "../../shell/ActionButton";
import classes from "./actor.module.css";

/** An action's id, and the icon of its button. */
export type ActionIconOf = readonly [action: string, Icon];

/** Actions as a row of buttons. */
export function ActionButtons({ buttons }: { buttons: readonly ActionIconOf[] }) {
  return (
    <div className={classes.buttons}>
      {buttons.map(([action, ButtonIcon]) => (
        <ActionButton key={action} action={action}>
          <ButtonIcon size={16} stroke={1.75} />
        </ActionButton>
      ))}
    </div>
  );
}
