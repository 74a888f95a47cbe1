import { Spotlight, useSpotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { ACTION_GROUPS, reasonAgainst } from "@/editor";
import { useSession } from "../context/EditorContext";
import { isDrawingTool } from "../context/drawingTool";
import { useServices } from "../context/ServicesContext";
import { readShortcut } from "../context/useAction";
import { paletteStore } from "../shell/palette";
import classes from "./dialogs.module.css";

/** Every action by its names; those that are unavailable say what they need. */
export function CommandPalette() {
  const { opened } = useSpotlight(paletteStore);
  const isDrawing = useSession(isDrawingTool);
  const { actions, actionContext } = useServices();
  const groups = opened
    ? ACTION_GROUPS.map((group) => ({
        group,
        actions: actions
          .filter((action) => action.group === group && action.id !== "help.commands")
          .map((action) => {
            const enabled = action.enabled?.(actionContext) ?? true;
            return {
              id: action.id,
              label: action.label,
              ...(action.keywords ? { keywords: [...action.keywords] } : {}),
              ...(enabled ? {} : { description: `${reasonAgainst(action, actionContext)}.` }),
              "aria-disabled": !enabled,
              closeSpotlightOnTrigger: enabled,
              rightSection: <span className={classes.paletteKey}>{readShortcut(action)}</span>,
              onClick: () => {
                if (enabled) action.perform(actionContext);
              },
            };
          }),
      }))
    : [];
  return (
    <Spotlight
      store={paletteStore}
      actions={groups}
      shortcut={null}
      returnFocus={!isDrawing}
      // The effect of a command must be visible behind the list.
      overlayProps={{ blur: 0, backgroundOpacity: 0.15 }}
      nothingFound="No matching commands"
      scrollable
      maxHeight={420}
      searchProps={{
        placeholder: "What do you want to do?",
        "aria-label": "Search commands",
        leftSection: <IconSearch size={18} stroke={1.75} />,
      }}
      attributes={{ content: { "aria-label": "Commands", inert: !opened } }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      classNames={{ action: classes.paletteAction, content: classes.content }}
    />
  );
}
