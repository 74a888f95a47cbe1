import type { Action } from "./action";
import { arrangeActions } from "./arrange";
import { bodyActions } from "./bodies";
import { editActions } from "./edit";
import { regionActions } from "./regions";
import { settingActions } from "./setting";
import { toolActions } from "./tools";
import { playbackActions, viewActions } from "./view";

/** Every action of the editor itself, in the order of menus. */
export const editorActions: readonly Action[] = [
  ...editActions,
  ...arrangeActions,
  ...bodyActions,
  ...regionActions,
  ...settingActions,
  ...viewActions,
  ...playbackActions,
  ...toolActions,
];

export { copySelection, cutSelection, pasteText } from "./clipboard";
export { addRegion } from "./regions";
export { roadUserTool } from "./tools";
export { ACTION_GROUPS, reasonAgainst, type Action, type ActionContext } from "./action";
