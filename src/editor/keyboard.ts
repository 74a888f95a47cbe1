import type { Action, ActionContext } from "./actions";
import type { Pointer } from "./tools/pointer";

/** The relevant parts of a keyboard event. */
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

/** A key as shortcuts name it, and whether Shift counts as held with it. */
type Press = { readonly key: string; readonly shift: boolean };

/** Symbols that have their own position on the keyboard, by that position. */
const SIGN_PLACES: Readonly<Record<string, string>> = {
  Comma: ",",
  Period: ".",
  Equal: "=",
  Minus: "-",
  BracketLeft: "[",
  BracketRight: "]",
};

/** Where many layouts have letters, accents and other symbols, and type ours only with AltGr or Shift. */
const PLACES_OF_OTHERS: ReadonlySet<string> = new Set(["Comma", "Period", "BracketLeft", "BracketRight"]);

/**
 * What a key press can mean, most likely first, whatever the keyboard's layout. The typed character decides: Ctrl and the key that types
 * a Z is undo, wherever that key is. The key's position counts only if nothing was typed that a shortcut could name: letters of other
 * scripts, what Alt makes of a key on a Mac, what Shift makes of a symbol, what other layouts have in the position of brackets, comma and
 * full stop, and the number row, where many layouts type digits only with Shift.
 */
function pressesOf({ key, code = "", altKey, shiftKey }: KeyInput): readonly Press[] {
  const shift = shiftKey === true;
  const typed = key === " " ? "Space" : [...key].length === 1 ? key.toLowerCase() : key;
  const place = placeOf(code);
  const byPlace =
    place !== undefined && place !== typed && countsByPlace(typed, code, { alt: altKey === true, shift }) ? [{ key: place, shift }] : [];
  if (!shift || !/^[^\p{L}]$/u.test(typed)) return [{ key: typed, shift }, ...byPlace];
  // If a symbol or digit is typed with Shift, Shift belongs to the character; in the number row the position comes first.
  const [plain, held] = [
    { key: typed, shift: false },
    { key: typed, shift },
  ];
  return code.startsWith("Digit") ? [held, ...byPlace, plain] : [plain, ...byPlace, held];
}

/** The letter, digit or symbol at a position of the layout that shortcuts are written for. */
function placeOf(code: string): string | undefined {
  return /^(?:Key|Digit)(.)$/.exec(code)?.[1]?.toLowerCase() ?? SIGN_PLACES[code];
}

function countsByPlace(typed: string, code: string, { alt, shift }: { alt: boolean; shift: boolean }): boolean {
  if (/^[a-z0-9]$/.test(typed)) return false;
  const isCharacter = [...typed].length === 1 || typed === "Dead";
  if (isOtherScript(typed)) return true;
  if (alt || code.startsWith("Digit")) return isCharacter;
  // Plus and minus zoom, wherever they are: the picture, and with Ctrl the browser's page.
  if (PLACES_OF_OTHERS.has(code)) return isCharacter && !/^[+=-]$/.test(typed);
  return shift && code in SIGN_PLACES && isCharacter && !/\p{L}/u.test(typed);
}

/** Letters other than Latin ones; some keys of Arabic keyboards type two at once. */
const isOtherScript = (typed: string): boolean => /^[\p{L}\p{M}]{1,3}$/u.test(typed) && !/\p{Script=Latin}/u.test(typed);

/** Whether a key press, in one of its meanings, is a shortcut such as `mod+shift+z`. */
function isShortcut(input: KeyInput, press: Press, shortcut: string): boolean {
  const parts = shortcut.split("+");
  const key = parts.at(-1) ?? "";
  const modifiers = new Set(parts.slice(0, -1));
  const mod = input.ctrlKey === true || input.metaKey === true;
  if (mod !== modifiers.has("mod") || (input.altKey === true) !== modifiers.has("alt")) return false;
  return press.key === key && press.shift === modifiers.has("shift");
}

/** Which of several things with shortcuts a key press means; undefined if none. */
export function meantBy<Thing extends { readonly shortcuts?: readonly string[] }>(
  input: KeyInput,
  things: readonly Thing[],
): Thing | undefined {
  for (const press of pressesOf(input)) {
    const found = things.find(({ shortcuts = [] }) => shortcuts.some((shortcut) => isShortcut(input, press, shortcut)));
    if (found) return found;
  }
  return undefined;
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

/** A shortcut as displayed: `Ctrl+Shift+Z`, `⇧⌘Z`. */
export function shortcutText(shortcut: string, mac: boolean): string {
  const parts = shortcut.split("+").map((part) => SIGNS[part]?.[mac ? 1 : 0] ?? (part.length === 1 ? part.toUpperCase() : part));
  return parts.join(mac ? "" : "+");
}

/** Keys of the whole page, except those that a text field or a dialog handles itself. */
export type Keyboard = {
  /** Returns true if the key was used, so that the page must not use it too. */
  down: (input: KeyInput) => boolean;
  up: (input: KeyInput) => void;
};

const TOOL_KEYS = [
  { name: "Undo", shortcuts: ["mod+z"] },
  { name: "Redo", shortcuts: ["mod+shift+z", "mod+y"] },
];

/** The meaning of a key press for the active tool: a plain key, or `Undo` and `Redo`; null if it does not concern the tool. */
function toolKey(input: KeyInput): string | null {
  if (!input.ctrlKey && !input.metaKey && !input.altKey) return input.key;
  return meantBy(input, TOOL_KEYS)?.name ?? null;
}

/** Sends keys to the active tool first, then to the actions. A tap on the space bar plays; holding it pans. */
export function createKeyboard(context: ActionContext, actions: readonly Action[], pointer: Pointer): Keyboard {
  const isOurs = (input: KeyInput): boolean => {
    const action = meantBy(input, actions);
    return action !== undefined && action.browserKey !== true;
  };
  const perform = (input: KeyInput): boolean => {
    const action = meantBy(
      input,
      actions.filter(({ enabled }) => enabled?.(context) ?? true),
    );
    // With Ctrl, a browser would do something else with a key of ours that cannot be used now: Ctrl D makes a bookmark.
    if (!action) return (input.ctrlKey === true || input.metaKey === true) && isOurs(input);
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
