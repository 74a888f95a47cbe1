import { Spotlight, useSpotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { ACTION_GROUPS } from "@/editor";
import { useSession } from "../context/EditorContext";
import { isInHand } from "../context/toolInHand";
import { useServices } from "../context/ServicesContext";
import { readShortcut } from "../context/useAction";
import { paletteStore } from "../shell/palette";
import classes from "./dialogs.module.css";

/** Every action that can be done now, by its name. */
export function CommandPalette() {
  const { opened } = useSpotlight(paletteStore);
  const inHand = useSession(isInHand);
  const { actions, actionContext } = useServices();
  const groups = opened
    ? ACTION_GROUPS.map((group) => ({
        group,
        actions: actions
          .filter((action) => action.group === group && action.id !== "help.commands" && (action.enabled?.(actionContext) ?? true))
          .map((action) => ({
            id: action.id,
            label: action.label,
            rightSection: <span className={classes.paletteKey}>{readShortcut(action)}</span>,
            onClick: () => action.perform(actionContext),
          })),
      }))
    : [];
  return (
    <Spotlight
      store={paletteStore}
      actions={groups}
      shortcut={null}
      returnFocus={!inHand}
      nothingFound="No command of that name"
      scrollable
      maxHeight={420}
      searchProps={{ placeholder: "What do you want to do?", "aria-label": "Search commands", leftSection: <IconSearch size={18} stroke={1.75} /> }}
      attributes={{ content: { "aria-label": "Commands", inert: !opened } }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      classNames={{ action: classes.paletteAction, content: classes.content }}
    />
  );
}
