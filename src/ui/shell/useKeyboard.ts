import { useEffect, useLayoutEffect, useRef } from "react";
import { createKeyboard, meantBy, type KeyInput } from "@/editor";
import { useServices } from "../context/ServicesContext";
import type { DialogStore } from "./dialogs";
import { paletteStore } from "./palette";

/**
 * Fields keep their keys, except these; those for undo apply only if the field has no unconfirmed text: what was typed before is undone
 * in the scenario.
 */
const ALSO_IN_FIELDS = [
  { use: "page", shortcuts: ["s", "k", "e", "o"].flatMap((key) => [`mod+${key}`, `mod+shift+${key}`]) },
  { use: "undo", shortcuts: ["mod+z", "mod+shift+z", "mod+y"] },
];
const PANELS = [{ shortcuts: Array.from({ length: 9 }, (_, index) => `alt+${index + 1}`) }];

/** Sends the page's keys to the active tool and to the actions; fields, menus and dialogs keep theirs. */
export function useKeyboard(): void {
  const { actionContext, actions, pointer, dialogs } = useServices();
  /** The key press that went to something over the page when it began: if that closes, the key must not go to the page. */
  const claimed = useRef<KeyboardEvent>(null);
  // Before the effects of dialogs, which listen at the same place.
  useLayoutEffect(() => {
    const begin = (event: KeyboardEvent) => {
      if (isCovered(dialogs) || belongsElsewhere(event)) claimed.current = event;
    };
    window.addEventListener("keydown", begin, { capture: true });
    return () => window.removeEventListener("keydown", begin, { capture: true });
  }, [dialogs]);
  useEffect(() => {
    const keyboard = createKeyboard(
      actionContext,
      actions.filter(({ browserKey }) => browserKey !== true),
      pointer,
    );
    const down = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event === claimed.current || isCovered(dialogs) || belongsElsewhere(event)) return;
      // What has been typed is confirmed before a panel, and the field with it, disappears.
      if (choosesPanel(event) && isField(event.target)) event.target.blur();
      if (keyboard.down(inputOf(event)) || isField(event.target)) event.preventDefault();
    };
    const up = (event: KeyboardEvent) => {
      if (!belongsElsewhere(event)) keyboard.up(inputOf(event));
    };
    const blur = () => pointer.holdHand(false);
    window.addEventListener("keydown", down);
    window.addEventListener("keyup", up);
    window.addEventListener("blur", blur);
    return () => {
      window.removeEventListener("keydown", down);
      window.removeEventListener("keyup", up);
      window.removeEventListener("blur", blur);
    };
  }, [actionContext, actions, pointer, dialogs]);
}

/** Whether a dialog or the palette is open, even before it has focus. */
const isCovered = (dialogs: DialogStore): boolean => dialogs.getState().open !== null || paletteStore.getState().opened;

/** An event's keys are on its prototype, and would be lost in a copy. */
const inputOf = ({ key, code, ctrlKey, metaKey, shiftKey, altKey, repeat }: KeyboardEvent): KeyInput => ({
  key,
  code,
  ctrlKey,
  metaKey,
  shiftKey,
  altKey,
  repeat,
});

/** A closing dialog is inert: keys go to the page again, even before the browser has moved focus out of it. */
const isClosing = (target: EventTarget | null): boolean => target instanceof Element && target.closest("[inert]") !== null;

/** Whether keys and pasted text go into a field: text is typed there. */
export const isField = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement &&
  !isClosing(target) &&
  target.matches("input:not([type=checkbox], [type=radio], [readonly]), textarea:not([readonly]), select, [contenteditable=true]");

/** Whether a dropdown keeps a key: all of them while its list is open; otherwise those that open the list or type an option's name. */
const isForDropdown = (target: HTMLElement, { key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  target.matches("[readonly][aria-haspopup=listbox]") &&
  (target.getAttribute("aria-expanded") === "true" ||
    ["Enter", "ArrowUp", "ArrowDown"].includes(key) ||
    (key.length === 1 && !ctrlKey && !metaKey && !altKey));

const choosesPanel = (event: KeyboardEvent): boolean => meantBy(event, PANELS) !== undefined;

/**
 * Whether something over the page has the keyboard to itself: a dialog, a menu, a list that opens for a selection. A list that is part of
 * the page handles its own keys.
 */
export const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  !isClosing(target) &&
  target.closest("[role=dialog], [role=menu], [role=listbox]:not([data-stays])") !== null;

function belongsElsewhere(event: KeyboardEvent): boolean {
  const { target } = event;
  if (isElsewhere(target)) return true;
  if (isField(target)) {
    const use = choosesPanel(event) ? "page" : meantBy(event, ALSO_IN_FIELDS)?.use;
    return !(use === "page" || (use === "undo" && target.dataset["kept"] === "true"));
  }
  if (!(target instanceof HTMLElement)) return false;
  // These press a control reached with the keyboard; one that was clicked must not be pressed again by Space.
  if (isClosing(target)) return false;
  if (isForDropdown(target, event)) return true;
  const pressing = event.key === " " || event.key === "Enter";
  return (
    pressing &&
    target.matches("button:focus-visible, a:focus-visible, input:focus-visible, [role=slider]:focus-visible, [role=tab]:focus-visible")
  );
}
