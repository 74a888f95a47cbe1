import { Kbd } from "@mantine/core";
import { ACTION_GROUPS } from "@/editor";
import { useServices } from "../context/ServicesContext";
import { readShortcut } from "../context/useAction";
import { DialogFrame, type DialogProps } from "./DialogFrame";
import classes from "./dialogs.module.css";

/** Every action that has shortcuts, by group. */
export function ShortcutsDialog({ opened, onClose }: DialogProps) {
  const { actions } = useServices();
  return (
    <DialogFrame opened={opened} onClose={onClose} title="Keyboard shortcuts" size={920}>
      <div className={classes.shortcutColumns}>
        {ACTION_GROUPS.map((group) => {
          const shown = actions.filter((action) => action.group === group && action.shortcuts !== undefined);
          return (
            shown.length > 0 && (
              <section key={group} className={classes.shortcutGroup}>
                <h3 className={classes.groupTitle}>{group}</h3>
                <dl className={classes.shortcuts}>
                  {shown.map((action) => (
                    <div key={action.id}>
                      <dt>{action.label}</dt>
                      <dd>
                        <Kbd size="xs">{readShortcut(action)}</Kbd>
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            )
          );
        })}
      </div>
      <p className={classes.quiet}>
        Hold Space to pan, Shift to constrain to an axis, Ctrl to turn off snapping. In the timeline, Shift-drag over bars to select
        keyframes. Fields accept arithmetic and units: 1.5*30, 2s.
      </p>
    </DialogFrame>
  );
}
