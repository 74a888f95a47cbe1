import { useCallback, useSyncExternalStore } from "react";
import { shortcutText, type Action } from "@/editor";
import { useServices } from "./ServicesContext";

const isMac = /Mac|iP(hone|ad|od)/.test(navigator.platform);

/** A shortcut as displayed on this machine. */
export const readShortcut = (action: Action): string | undefined => {
  const [first] = action.shortcuts ?? [];
  return first === undefined ? undefined : shortcutText(first, isMac);
};

export type LiveAction = {
  readonly label: string;
  readonly shortcut: string | undefined;
  readonly enabled: boolean;
  /** Undefined for what is not a toggle. */
  readonly checked: boolean | undefined;
  readonly perform: () => void;
};

/** An action of the registry by its id, with its current state. */
export function useAction(id: string): LiveAction {
  const { actions, actionContext, editor } = useServices();
  const action = actions.find((candidate) => candidate.id === id);
  if (!action) throw new Error(`there is no action "${id}"`);
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = [editor.document.subscribe(listener), editor.session.subscribe(listener)];
      return () => stops.forEach((stop) => stop());
    },
    [editor],
  );
  const enabled = useSyncExternalStore(subscribe, () => action.enabled?.(actionContext) ?? true);
  const checked = useSyncExternalStore(subscribe, () => action.checked?.(actionContext));
  return { label: action.label, shortcut: readShortcut(action), enabled, checked, perform: () => action.perform(actionContext) };
}
