import type { Action, ActionContext } from "./actions";
import type { Pointer } from "./tools/pointer";

/** What of a keyboard event matters here. */
export type KeyInput = {
  readonly key: string;
  /** The physical key: with Alt, `key` is whatever letter the layout makes of it. */
  readonly code?: string;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
  readonly shiftKey?: boolean;
  readonly altKey?: boolean;
  readonly repeat?: boolean;
};

/** Whether a key press is a shortcut such as `mod+shift+z`. */
function matchesShortcut(input: KeyInput, shortcut: string): boolean {
  const parts = shortcut.split("+");
  const key = parts.at(-1) ?? "";
  const modifiers = new Set(parts.slice(0, -1));
  const mod = input.ctrlKey === true || input.metaKey === true;
  if (mod !== modifiers.has("mod") || (input.altKey === true) !== modifiers.has("alt")) return false;
  if ((input.shiftKey === true) !== modifiers.has("shift")) return false;
  return keyNames(input).has(key);
}

/** The names a press answers to: what it types, and the key's place where a modifier changes what it types. */
function keyNames({ key, code = "" }: KeyInput): Set<string> {
  const names = new Set([key.length === 1 ? key.toLowerCase() : key]);
  if (key === " ") names.add("Space");
  const letter = /^(?:Key|Digit)(.)$/.exec(code)?.[1];
  if (letter !== undefined) names.add(letter.toLowerCase());
  const sign = { Comma: ",", Period: ".", Equal: "=", Minus: "-", BracketLeft: "[", BracketRight: "]" }[code];
  if (sign !== undefined) names.add(sign);
  return names;
}

const SIGNS: Record<string, readonly [other: string, mac: string]> = {
  mod: ["Ctrl", "⌘"],
  shift: ["Shift", "⇧"],
  alt: ["Alt", "⌥"],
  ArrowLeft: ["←", "←"],
  ArrowRight: ["→", "→"],
  ArrowUp: ["↑", "↑"],
  ArrowDown: ["↓", "↓"],
  Escape: ["Esc", "Esc"],
  Delete: ["Del", "⌦"],
};

/** A shortcut as people read it: `Ctrl+Shift+Z`, `⇧⌘Z`. */
export function shortcutText(shortcut: string, mac: boolean): string {
  const parts = shortcut.split("+").map((part) => SIGNS[part]?.[mac ? 1 : 0] ?? (part.length === 1 ? part.toUpperCase() : part));
  return parts.join(mac ? "" : "+");
}

/** Keys of the whole page, but for those that a text field or a dialog keeps for itself. */
export type Keyboard = {
  /** Gives true where the key was used, so that the page must not use it too. */
  down: (input: KeyInput) => boolean;
  up: (input: KeyInput) => void;
};

/** What a press is to the tool in hand: a plain key, or `Undo` and `Redo`; null where it is none of its business. */
function toolKey(input: KeyInput): string | null {
  if (!input.ctrlKey && !input.metaKey && !input.altKey) return input.key;
  if (matchesShortcut(input, "mod+z")) return "Undo";
  return ["mod+shift+z", "mod+y"].some((shortcut) => matchesShortcut(input, shortcut)) ? "Redo" : null;
}

/** Sends keys to the tool in hand first, then to the actions. A tap on space plays; held, it pans. */
export function createKeyboard(context: ActionContext, actions: readonly Action[], pointer: Pointer): Keyboard {
  const perform = (input: KeyInput): boolean => {
    const action = actions.find(
      ({ shortcuts = [], enabled }) => shortcuts.some((shortcut) => matchesShortcut(input, shortcut)) && (enabled?.(context) ?? true),
    );
    if (!action) return false;
    const repeat = input.repeat === true;
    if (!repeat || action.repeats === true) action.perform(context, { repeat });
    return true;
  };
  const isSpace = ({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyInput) => key === " " && !ctrlKey && !metaKey && !altKey && !shiftKey;
  return {
    down: (input) => {
      if (isSpace(input)) {
        pointer.holdHand(true);
        return true;
      }
      const key = toolKey(input);
      return (key !== null && pointer.key(key)) || perform(input);
    },
    up: (input) => {
      if (input.key === " " && pointer.holdHand(false) === "unused") perform({ ...input, repeat: false });
    },
  };
}
