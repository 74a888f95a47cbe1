import type { PictureStore, Point } from "@/core/document";
import type { ClipboardPort } from "../clipboard";
import type { Editor } from "../editor";
import type { Player } from "../playback";
import { rulesOf } from "../worlds";

/** What actions work with. The page adds its own actions (open, export) in the same form. */
export type ActionContext = {
  readonly editor: Editor;
  readonly player: Player;
  /** The data of the document's pictures. */
  readonly pictures: PictureStore;
  readonly clipboard: ClipboardPort;
  /** Tells the user what went wrong and how to fix it. */
  readonly report: (message: string) => void;
  /** The point of the ground under the pointer, in the world's unit; null while it is elsewhere. */
  readonly pointedAt: () => Point | null;
};

export const ACTION_GROUPS = ["File", "Edit", "Arrange", "Motion", "Scene", "View", "Playback", "Tools", "Help"] as const;
type ActionGroup = (typeof ACTION_GROUPS)[number];

/** Something a user can do. Menus, the command palette and the shortcut sheet are made from these. */
export type Action = {
  readonly id: string;
  /** A verb and its object, such as "Duplicate selection". */
  readonly label: string;
  readonly group: ActionGroup;
  /** Such as `mod+shift+z`; `mod` is Control, or Command on a Mac. The first is the one displayed. */
  readonly shortcuts?: readonly string[];
  /** The page leaves the shortcut to the browser, which sends a specific event for it. */
  readonly browserKey?: boolean;
  /** Held down, the shortcut repeats the action. */
  readonly repeats?: boolean;
  /** Other words by which users search for it. */
  readonly keywords?: readonly string[];
  /** The precondition for it, such as "Select an actor first". */
  readonly needs?: string;
  /** Why scenarios of this world have no use for it, whatever is selected; null where they do. */
  readonly unfit?: (context: ActionContext) => string | null;
  /** Whether it is currently possible; always, if omitted. */
  readonly enabled?: (context: ActionContext) => boolean;
  /** For toggles: whether it is on. */
  readonly checked?: (context: ActionContext) => boolean;
  readonly perform: (context: ActionContext, held?: { readonly repeat: boolean }) => void;
};

/** Whether the ground is the picture: guides and regions lie in pixels. */
export const onPicture = (editor: Editor): boolean => rulesOf(editor.document.getState().scenario).isPicture;

/** An action for picture scenarios alone. @param why what road scenarios have in its place, as a sentence without a full stop */
export function onlyInPicture(action: Action, why: string): Action {
  return {
    ...action,
    unfit: (context) => (onPicture(context.editor) ? null : why),
    enabled: (context) => onPicture(context.editor) && (action.enabled?.(context) ?? true),
  };
}

/** Why an action cannot be done now. */
export const reasonAgainst = (action: Action, context: ActionContext): string =>
  action.unfit?.(context) ?? action.needs ?? "Not available right now";
